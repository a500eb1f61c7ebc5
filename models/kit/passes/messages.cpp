#include "models/kit/passes/messages.hpp"

namespace lockstep::kit {

Messages::Messages(const Row& state, TypeKey key) {
  for_each_place(state, [&](const Row& row, std::uint32_t at) {
    if (holds_messages(row.kind) && row.cell().key == key) queues_.emplace_back(row, at);
  });
}

std::vector<const std::byte*> Messages::in(const std::byte* state) const {
  std::vector<const std::byte*> found;
  for (const QueueAt& queue : queues_)
    for (unsigned i = 0; i < queue.used(state); ++i)
      found.push_back(state + queue.cells + i * queue.stride);
  return found;
}

}  // namespace lockstep::kit
