#include "models/kit/passes/messages.hpp"

#include "models/kit/passes/places.hpp"

namespace lockstep::kit {

void for_each_message(const Row& state, const std::byte* bytes, TypeKey key,
                      const std::function<void(const std::byte* message)>& f) {
  for_each_place(state, [&](const Row& row, std::uint32_t at) {
    if (!holds_messages(row.kind) || row.cell().key != key) return;
    const QueueAt queue(row, at);
    for (unsigned i = 0; i < queue.used(bytes); ++i) f(bytes + queue.cells + i * queue.stride);
  });
}

}  // namespace lockstep::kit
