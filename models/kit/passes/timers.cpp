#include "models/kit/passes/timers.hpp"

#include <algorithm>
#include <cstring>

namespace lockstep::kit {
namespace {

constexpr std::uint64_t low_bits = 0x0101010101010101;
constexpr std::uint64_t high_bits = 0x80 * low_bits;

// The high bit of each byte that is not 0.
std::uint64_t not_zero(std::uint64_t bytes) {
  return (((bytes & ~high_bits) + ~high_bits) | bytes) & high_bits;
}

// The high bit of each byte that is a timer which counts down: one of 2 to 254.
std::uint64_t counting(std::uint64_t bytes) {
  const std::uint64_t above_one = ((bytes & ~high_bits) + 0x7e * low_bits) | bytes;
  return above_one & not_zero(~bytes);
}

// The high bit of each byte that is a timer which has run out: 1.
std::uint64_t run_out(std::uint64_t bytes) { return ~not_zero(bytes ^ low_bits) & high_bits; }

std::uint64_t load(const std::byte* from, std::uint32_t bytes) {
  std::uint64_t word = 0;
  if (bytes == 8)
    std::memcpy(&word, from, 8);
  else
    std::memcpy(&word, from, bytes);
  return word;
}

void store(std::byte* to, std::uint64_t word, std::uint32_t bytes) {
  if (bytes == 8)
    std::memcpy(to, &word, 8);
  else
    std::memcpy(to, &word, bytes);
}

bool is_timer(const Row& row) { return row.kind == Kind::timer || row.kind == Kind::wall_timer; }
bool is_urgent(const Row& row) { return is_timer(row) && row.urgent; }

Places only_queued(Places places) {
  places.fixed.clear();
  return places;
}

std::uint64_t byte_of_word(std::uint32_t at) {
  const std::byte all{0xff};
  std::uint64_t word = 0;
  std::memcpy(reinterpret_cast<std::byte*>(&word) + at % 8, &all, 1);
  return word;
}

}  // namespace

Timers::Timers(const Row& state)
    : queued_(only_queued(Places(state, is_timer))),
      urgent_queued_(only_queued(Places(state, is_urgent))) {
  for_each_place(state, [&](const Row& row, std::uint32_t at) {
    if (!is_timer(row)) return;
    const std::uint32_t word = at / 8 * 8;
    auto found =
        std::find_if(words_.begin(), words_.end(), [&](const Word& one) { return one.at == word; });
    if (found == words_.end())
      found = words_.insert(found, {word, std::min(8u, state.size - word), 0, 0});
    found->timers |= byte_of_word(at);
    if (row.urgent) found->urgent |= byte_of_word(at);
  });
  any_ = !words_.empty() || queued_.any();
}

Timers::Seen Timers::look(const std::byte* state) const {
  std::uint64_t counts = 0;
  std::uint64_t overdue = 0;
  for (const Word& word : words_) {
    const std::uint64_t timers = load(state + word.at, word.bytes) & word.timers;
    if (timers == 0) continue;
    counts |= counting(timers);
    overdue |= run_out(timers) & word.urgent;
  }
  Seen seen{counts != 0, overdue != 0};
  queued_.for_each(state, [&](const std::byte* timer) {
    const auto raw = std::to_integer<unsigned>(*timer);
    seen.counts |= raw > 1 && raw < 255;
  });
  urgent_queued_.for_each(state,
                          [&](const std::byte* timer) { seen.overdue |= *timer == std::byte{1}; });
  return seen;
}

bool Timers::is_urgent_byte(const Word& word, std::uint32_t byte) {
  return (word.urgent & byte_of_word(byte)) != 0;
}

void Timers::tick(std::byte* state) const {
  for (const Word& word : words_) {
    const std::uint64_t bytes = load(state + word.at, word.bytes);
    if ((bytes & word.timers) == 0) continue;
    store(state + word.at, bytes - (counting(bytes & word.timers) >> 7), word.bytes);
  }
  if (!queued_.any()) return;
  queued_.for_each(state, [](std::byte* timer) {
    const auto raw = std::to_integer<unsigned>(*timer);
    if (raw > 1 && raw < 255) *timer = static_cast<std::byte>(raw - 1);
  });
  queued_.restore_order(state);
}

}  // namespace lockstep::kit
