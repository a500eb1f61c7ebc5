#include "models/kit/passes/places.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace lockstep::kit {
namespace {

void visit(const Row& row, std::uint32_t at,
           const std::function<void(const Row&, std::uint32_t)>& f) {
  switch (row.kind) {
    case Kind::object:
      for (const Row& member : row.within) visit(member, at + member.offset, f);
      break;
    case Kind::table:
    case Kind::array:
      for (std::uint32_t i = 0; i < row.count; ++i)
        visit(row.cell(), at + row.cells + i * row.stride, f);
      break;
    default: f(row, at);
  }
}

}  // namespace

void for_each_place(const Row& row, const std::function<void(const Row&, std::uint32_t)>& f) {
  visit(row, 0, f);
}

QueueAt::QueueAt(const Row& row, std::uint32_t at)
    : count(at),
      cells(at + row.cells),
      stride(row.stride),
      size(row.cell().size),
      in_order(row.kind == Kind::bag) {}

// Insertion sort: nothing is faster for so few that are nearly in order.
void QueueAt::restore_order(std::byte* state) const {
  if (!in_order) return;
  std::array<std::byte, 256> moved;  // a cell has less, see rows_of.hpp
  std::byte* const first = state + cells;
  const unsigned end = used(state);
  for (unsigned i = 1; i < end; ++i) {
    std::byte* at = first + i * stride;
    if (std::memcmp(at - stride, at, size) <= 0) continue;
    std::memcpy(moved.data(), at, size);
    for (; at != first && std::memcmp(moved.data(), at - stride, size) < 0; at -= stride)
      std::memcpy(at, at - stride, size);
    std::memcpy(at, moved.data(), size);
  }
}

Places::Places(const Row& row, const std::function<bool(const Row&)>& wanted) {
  for_each_place(row, [&](const Row& place, std::uint32_t at) {
    if (wanted(place)) fixed.push_back(at);
    if (!holds_messages(place.kind)) return;
    Places inside(place.cell(), wanted);
    if (inside.any()) queues.push_back({QueueAt(place, at), std::move(inside)});
  });
}

void Places::restore_order(std::byte* state) const {
  for (const InQueue& in : queues) {
    for (unsigned i = 0; i < in.queue.used(state); ++i)
      in.inside.restore_order(state + in.queue.cells + i * in.queue.stride);
    in.queue.restore_order(state);
  }
}

}  // namespace lockstep::kit
