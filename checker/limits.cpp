#include "checker/limits.hpp"

#include "checker/errors.hpp"
#include "checker/memory.hpp"

namespace lockstep {
namespace {

constexpr std::uint64_t mebibyte = 1 << 20;
constexpr std::uint64_t room_min = 16 * mebibyte;  // beyond what the program itself takes
constexpr double tell_every = 0.5;                 // seconds

std::string in_mebibytes(std::uint64_t bytes) { return std::to_string(bytes / mebibyte) + " MiB"; }

}  // namespace

Limits::Limits(const Options& options)
    : options_(options), start_(std::chrono::steady_clock::now()) {
  const std::uint64_t least = (memory_now() + room_min + mebibyte - 1) / mebibyte * mebibyte;
  if (options.memory_max && options.memory_max < least)
    throw Refused("a memory limit of " + in_mebibytes(options.memory_max) +
                  " is too small: the program itself needs some; give at least " +
                  in_mebibytes(least));
}

double Limits::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

bool Limits::hit(const Explorer& explorer) {
  tell(explorer);
  which_ = first_hit(explorer);
  return !which_.empty();
}

std::string Limits::first_hit(const Explorer& explorer) const {
  if (options_.interrupted && options_.interrupted->load()) return "it was interrupted";
  if (options_.states_max && explorer.states_now() > options_.states_max)
    return "the limit of " + std::to_string(options_.states_max) + " states was hit";
  // The next round may add to the outboxes and the frontier; a sixteenth is kept for it.
  if (options_.memory_max && memory_now() > options_.memory_max - options_.memory_max / 16)
    return "the memory limit of " + in_mebibytes(options_.memory_max) + " was hit";
  if (options_.seconds_max > 0 && seconds() > options_.seconds_max) {
    std::string number = std::to_string(options_.seconds_max);
    number.erase(number.find_last_not_of('0') + 1);
    if (number.back() == '.') number.pop_back();
    return "the time limit of " + number + " s was hit";
  }
  return {};
}

void Limits::tell(const Explorer& explorer) {
  if (!options_.progress || seconds() - told_ < tell_every) return;
  told_ = seconds();
  options_.progress({explorer.level(), explorer.states_now(), explorer.transitions(),
                     explorer.frontier().size(), memory_now(), told_});
}

}  // namespace lockstep
