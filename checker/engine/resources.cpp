#include "checker/engine/resources.hpp"

#include "checker/errors/errors.hpp"

#include <algorithm>
#include <new>
#include <string>
#include <thread>

namespace lockstep {
namespace {

constexpr int threads_max = 256;

int threads_of(const Options& options) {
  if (options.threads < 0 || options.threads > threads_max)
    throw Refused("--threads " + std::to_string(options.threads) + " is out of range: 1 to " +
                  std::to_string(threads_max));
  if (options.threads > 0) return options.threads;
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 256u));
}

bool all_found(const Explorer& explorer, std::uint64_t wanted) {
  const auto& broken_at = explorer.broken_at();
  for (std::size_t i = 0; i < broken_at.size(); ++i)
    if ((wanted >> i & 1) && !broken_at[i]) return false;
  return wanted != 0;
}

}  // namespace

Resources::Resources(const Options& options)
    : memory(options.memory_max), limits(options, memory), team(threads_of(options)) {}

void Resources::explore(Explorer& explorer, std::uint64_t wanted, Checkpoints* checkpoints) {
  const auto stop = [&] {
    if (checkpoints) checkpoints->write_if_due(explorer, limits.seconds());
    memory.relieve(explorer);
    return limits.hit(explorer);
  };
  limits.begin();
  explorer.limit_memory(memory.limit());
  try {
    while (!explorer.finished() && !all_found(explorer, wanted) && explorer.expand_level(stop))
      continue;
  } catch (const MemoryLimitHit&) {
    limits.out_of_limit();
  } catch (const std::bad_alloc&) {
    limits.out_of_memory();
  }
  if (!limits.which().empty()) explorer.stop_here();
}

}  // namespace lockstep
