#include "checker/engine/limits.hpp"

#include "checker/errors/errors.hpp"
#include "checker/machine/memory.hpp"

namespace lockstep {
namespace {

constexpr std::uint64_t mebibyte = 1 << 20;
constexpr std::uint64_t room_min = 16 * mebibyte;  // beyond what the program itself takes
constexpr double tell_every = 0.5;                 // seconds

std::string in_mebibytes(std::uint64_t bytes) { return std::to_string(bytes / mebibyte) + " MiB"; }

}  // namespace

MemoryWatch::MemoryWatch(std::uint64_t bytes) : limit_(memory_limit(bytes)) {
  const std::uint64_t least = (memory_now() + room_min + mebibyte - 1) / mebibyte * mebibyte;
  if (bytes && bytes < least)
    throw Refused("a memory limit of " + in_mebibytes(bytes) +
                  " is too small: the program itself needs some; give at least " +
                  in_mebibytes(least));
}

void MemoryWatch::relieve(Explorer& explorer) {
  const std::uint64_t now = memory_now();
  growth_ = before_ && now > before_ ? now - before_ : 0;
  before_ = now;
  if (now <= limit_ / 4 * 3) return;
  explorer.spill();
  before_ = memory_now();
}

// The next round is taken to need as much again as the last one did, from its begin to its end.
bool MemoryWatch::exhausted() const {
  return before_ + growth_ + growth_ / 4 + limit_ / 64 > limit_;
}

Limits::Limits(const Options& options, MemoryWatch& memory)
    : options_(options), memory_(memory), patience_(options) {}

bool Limits::hit(const Explorer& explorer) {
  tell(explorer);
  which_ = first_hit(explorer);
  return !which_.empty();
}

std::string Limits::first_hit(const Explorer& explorer) {
  if (std::string interrupted = patience_.interrupted(); !interrupted.empty()) return interrupted;
  if (options_.states_max && explorer.states_now() > options_.states_max)
    return "the limit of " + std::to_string(options_.states_max) + " states was hit";
  if (memory_.exhausted()) return memory_limit_hit(memory_.limit());
  return patience_.out_of_time();
}

void Limits::tell(const Explorer& explorer) {
  if (!options_.progress || seconds() - told_ < tell_every) return;
  told_ = seconds();
  options_.progress({explorer.level(), explorer.states_now(), explorer.transitions(),
                     explorer.frontier().size(), explorer.level_before(), memory_now(), told_});
}

}  // namespace lockstep
