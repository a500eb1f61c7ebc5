#include "checker/engine/patience.hpp"

#include "checker/machine/memory.hpp"

namespace lockstep {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

std::string memory_limit_hit(std::uint64_t bytes) {
  return "the memory limit of " + std::to_string(bytes >> 20) + " MiB was hit";
}

Patience::Patience(const Options& options)
    : options_(options), memory_max_(memory_limit(options.memory_max)), start_(Clock::now()) {}

std::string Patience::interrupted() const {
  return options_.interrupted && options_.interrupted->load() ? "it was interrupted" : "";
}

std::string Patience::out_of_time() const {
  if (options_.seconds_max <= 0) return {};
  if (seconds_since(options_.began.value_or(start_)) <= options_.seconds_max) return {};
  std::string number = std::to_string(options_.seconds_max);
  number.erase(number.find_last_not_of('0') + 1);
  if (number.back() == '.') number.pop_back();
  return "the time limit of " + number + " s was hit";
}

std::string Patience::out_of_memory() const {
  return memory_now() > memory_max_ ? memory_limit_hit(memory_max_) : "";
}

bool Patience::is_over() {
  why_ = interrupted();
  if (why_.empty()) why_ = out_of_memory();
  if (why_.empty()) why_ = out_of_time();
  return !why_.empty();
}

double Patience::seconds() const { return seconds_since(start_); }

}  // namespace lockstep
