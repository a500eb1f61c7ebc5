#include "checker/engine/resources.hpp"

#include <new>

namespace lockstep {
namespace {

bool all_found(const Explorer& explorer, std::uint64_t wanted) {
  const auto& broken_at = explorer.broken_at();
  for (std::size_t i = 0; i < broken_at.size(); ++i)
    if ((wanted >> i & 1) && !broken_at[i]) return false;
  return wanted != 0;
}

}  // namespace

Resources::Resources(const Options& options)
    : memory(options.memory_max), limits(options, memory), team(workers_of(options.threads)) {}

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
