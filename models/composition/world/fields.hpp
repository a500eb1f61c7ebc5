// Which fields of a client, and of what is kept once, have room in a state.
//
// A field that these settings never change has none: where it would lie there are zeros behind the
// state (Layout::size), which nobody writes.
#pragma once

#include "models/kit/layout/rows.hpp"

#include <cstdint>

namespace lockstep::composition {

struct Setup;
struct Places;

// Hands out room, byte by byte.
class Room {
 public:
  std::uint32_t take(std::uint32_t bytes) {
    const std::uint32_t at = next_;
    next_ += bytes;
    return at;
  }
  std::uint32_t used() const { return next_; }

 private:
  std::uint32_t next_ = 0;
};

// In order: fields that are kept once, in `once`; then those of a client, in `block`; and when it
// is known where the blocks and the zeros lie, all places as offsets into the state.
void place_common(const Setup& s, Places& p, Room& once);
void place_process(const Setup& s, Places& p, Room& block);
void settle_places(const Setup& s, Places& p);

// Rows for those that have room, in the order of their declaration.
void add_common_rows(const Setup& s, kit::Row& state);
void add_process_rows(const Setup& s, kit::Row& cell);

// Adds the members of a struct that lies `at` bytes from the start of `into`.
void add_members(kit::Row& into, const kit::Row& of, std::uint32_t at);

}  // namespace lockstep::composition
