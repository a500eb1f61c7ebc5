#include "models/kit/passes/rename.hpp"

#include <cstring>

namespace lockstep::kit {
namespace {

void rename_name(std::byte* name, const Renaming& renaming) {
  const auto raw = std::to_integer<unsigned>(*name);
  if (raw != 0) *name = static_cast<std::byte>(renaming.to[raw - 1] + 1);
}

void rename_set(std::byte* set, std::uint32_t bytes, const Renaming& renaming) {
  unsigned old = 0;
  for (std::uint32_t i = 0; i < bytes; ++i) old |= std::to_integer<unsigned>(set[i]) << 8 * i;
  unsigned renamed = 0;
  for (unsigned i = 0; i < renaming.count; ++i) renamed |= (old >> renaming.from[i] & 1u) << i;
  for (std::uint32_t i = 0; i < bytes; ++i) set[i] = static_cast<std::byte>(renamed >> 8 * i);
}

// The identities that get other names: most often two or three that lie side by side.
struct Range {
  unsigned from = 0;
  unsigned to = 0;
};

Range moved(const Renaming& renaming) {
  Range range{0, renaming.count};
  while (range.from < range.to && renaming.from[range.from] == range.from) ++range.from;
  while (range.from < range.to && renaming.from[range.to - 1] == range.to - 1) --range.to;
  return range;
}

void move_large(std::byte* cells, std::uint32_t stride, std::uint32_t size, Range range,
                const Renaming& renaming) {
  std::array<std::byte, state_bytes_max> old;
  std::byte* copy = old.data();
  for (unsigned i = range.from; i < range.to; ++i)
    std::memcpy(copy + i * size, cells + i * stride, size);
  for (unsigned i = range.from; i < range.to; ++i)
    if (const unsigned from = renaming.from[i]; from != i)
      std::memcpy(cells + i * stride, copy + from * size, size);
}

// Most cells are small, and a call to copy each would cost more than the copy.
template <std::uint32_t size>
void move_small(std::byte* cells, std::uint32_t stride, Range range, const Renaming& renaming) {
  std::array<std::array<std::byte, size>, identities_max> old;
  for (unsigned i = range.from; i < range.to; ++i) std::memcpy(&old[i], cells + i * stride, size);
  for (unsigned i = range.from; i < range.to; ++i)
    std::memcpy(cells + i * stride, &old[renaming.from[i]], size);
}

void move_cells(std::byte* cells, std::uint32_t stride, std::uint32_t size, Range range,
                const Renaming& renaming) {
  switch (size) {
    case 1: return move_small<1>(cells, stride, range, renaming);
    case 2: return move_small<2>(cells, stride, range, renaming);
    case 3: return move_small<3>(cells, stride, range, renaming);
    case 4: return move_small<4>(cells, stride, range, renaming);
    case 5: return move_small<5>(cells, stride, range, renaming);
    case 6: return move_small<6>(cells, stride, range, renaming);
    case 7: return move_small<7>(cells, stride, range, renaming);
    case 8: return move_small<8>(cells, stride, range, renaming);
    default: return move_large(cells, stride, size, range, renaming);
  }
}

}  // namespace

Renamer::Renamer(const Row& row, TypeKey tag) {
  find_tables(row, 0, tag);
  for_each_place(row, [&](const Row& place, std::uint32_t at) {
    if (holds_messages(place.kind)) {
      Renamer inside(place.cell(), tag);
      if (inside.any()) queues_.push_back({QueueAt(place, at), std::move(inside)});
    } else if (place.key == tag) {
      if (place.kind == Kind::set) sets_.push_back({at, place.size});
      if (place.kind == Kind::id || place.kind == Kind::maybe) names_.push_back(at);
    }
  });
}

void Renamer::find_tables(const Row& row, std::uint32_t at, TypeKey tag) {
  if (holds_messages(row.kind)) return;
  if (row.kind == Kind::table && row.key == tag)
    add_cells({at + row.cells, row.stride, row.cell().size});
  if (row.kind == Kind::object)
    for (const Row& member : row.within) find_tables(member, at + member.offset, tag);
  if (row.kind == Kind::table || row.kind == Kind::array)
    for (std::uint32_t i = 0; i < row.count; ++i)
      find_tables(row.cell(), at + row.cells + i * row.stride, tag);
}

// Cells that lie side by side in the block of each identity move together.
void Renamer::add_cells(Cells cells) {
  if (!cells_.empty()) {
    Cells& last = cells_.back();
    if (last.stride == cells.stride && last.at + last.size == cells.at &&
        last.size + cells.size <= last.stride) {
      last.size += cells.size;
      return;
    }
  }
  cells_.push_back(cells);
}

bool Renamer::any() const {
  return !cells_.empty() || !sets_.empty() || !names_.empty() || !queues_.empty();
}

void Renamer::run(std::byte* state, const Renaming& renaming) const {
  if (!cells_.empty()) {
    const Range range = moved(renaming);
    for (const Cells& cells : cells_)
      move_cells(state + cells.at, cells.stride, cells.size, range, renaming);
  }
  for (const SetAt& set : sets_) rename_set(state + set.at, set.bytes, renaming);
  for (const std::uint32_t name : names_) rename_name(state + name, renaming);
  for (const InQueue& in : queues_) {
    std::byte* message = state + in.queue.cells;
    for (unsigned left = in.queue.used(state); left > 0; --left, message += in.queue.stride)
      in.inside.run(message, renaming);
    in.queue.restore_order(state);
  }
}

}  // namespace lockstep::kit
