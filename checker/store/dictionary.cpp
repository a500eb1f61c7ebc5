#include "checker/store/dictionary.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/machine/checkpoint.hpp"

#include <algorithm>

namespace lockstep {
namespace {

constexpr unsigned reach = 32;       // places from home on that are tried
constexpr unsigned quick_bits = 14;  // up to here it grows fourfold, else twofold

}  // namespace

Dictionary::Dictionary(unsigned bits) : bits_(bits) {
  ensure(bits >= 8 && bits <= 31, "a dictionary has 2^8 to 2^31 places");
  places_.grow(capacity() * sizeof(std::uint32_t));
  values_.grow(capacity() * sizeof(std::uint64_t));
}

std::uint64_t Dictionary::home_of(std::uint64_t value) const {
  return (value ^ value >> 32) * 0x9e3779b97f4a7c15 >> (64 - bits_);
}

// Values are only ever added, and every thread looks for one along the same places: whoever loses
// the race for a place finds there what the winner put, maybe the same value. The loser's number is
// then not in use.
std::optional<std::uint64_t> Dictionary::number(std::uint64_t value) {
  std::uint64_t at = home_of(value);
  std::optional<std::uint64_t> mine;
  for (unsigned tried = 0; tried < reach; ++tried, at = next_to(at)) {
    const std::atomic_ref place(places()[at]);
    std::uint32_t found = place.load(std::memory_order_acquire);
    if (found == 0) {
      if (!mine) {
        mine = next_.fetch_add(1, std::memory_order_relaxed);
        if (*mine >= capacity()) return std::nullopt;
        std::atomic_ref(values()[*mine]).store(value, std::memory_order_relaxed);
      }
      if (place.compare_exchange_strong(found, static_cast<std::uint32_t>(*mine + 1),
                                        std::memory_order_acq_rel))
        return mine;
    }
    if (this->value(found - 1) == value) return found - 1;
  }
  return std::nullopt;
}

std::uint64_t Dictionary::size() const {
  return std::min(next_.load(std::memory_order_relaxed), capacity());
}

bool Dictionary::crowded() const { return size() > capacity() / 8 * 5; }

bool Dictionary::put(std::uint64_t value, std::uint32_t number) {
  std::uint64_t at = home_of(value);
  for (unsigned tried = 0; tried < reach; ++tried, at = next_to(at)) {
    if (places()[at] != 0) continue;
    places()[at] = number + 1;
    values()[number] = value;
    return true;
  }
  return false;
}

// By places and not by numbers, of which some are not in use.
std::shared_ptr<Dictionary> Dictionary::copied(unsigned bits, const Other& other) const {
  for (;; ++bits) {
    auto copy = std::make_shared<Dictionary>(bits);
    copy->next_ = size();
    bool all = true;
    for (std::uint64_t at = 0; all && at < capacity(); ++at)
      if (const std::uint32_t found = places()[at])
        all = copy->put(other(value(found - 1)), found - 1);
    if (all) return copy;
  }
}

std::shared_ptr<Dictionary> Dictionary::grown() const {
  return copied(bits_ + (bits_ < quick_bits ? 2 : 1), [](std::uint64_t value) { return value; });
}

std::shared_ptr<Dictionary> Dictionary::translated(const Other& other) const {
  return copied(bits_, other);
}

void Dictionary::save(CheckpointWriter& to) const {
  to.put(bits_);
  to.put(size());
  to.bytes(places_.data(), capacity() * sizeof(std::uint32_t));
  to.bytes(values_.data(), size() * sizeof(std::uint64_t));
}

std::shared_ptr<Dictionary> Dictionary::load(CheckpointReader& from) {
  auto loaded = std::make_shared<Dictionary>(from.get<unsigned>());
  loaded->next_ = from.get<std::uint64_t>();
  from.bytes(loaded->places_.data(), loaded->capacity() * sizeof(std::uint32_t));
  from.bytes(loaded->values_.data(), loaded->size() * sizeof(std::uint64_t));
  return loaded;
}

}  // namespace lockstep
