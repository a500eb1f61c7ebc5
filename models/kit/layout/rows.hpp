// What the bytes of a state mean.
//
// A state is bytes. Rows say what they mean: one for each field of a struct, with rows of rows for
// what has parts. They are made from a described struct (rows_of.hpp), or by hand where a state is
// laid out at run time. Everything that walks a state goes over rows and is compiled once
// (models/kit/passes/).
#pragma once

#include "models/kit/layout/type_key.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lockstep::kit {

enum class Kind : std::uint8_t {
  // One byte each.
  number,        // Count, Budget
  boolean,       // 0 or 1
  enumerator,    // the value of one of `names`
  flags,         // bit v: the enumerator with value v, of `names`
  id,            // 1 + index; 0 in cells that are not in use
  maybe,         // the same; 0 is nobody
  token,         // 0 is none
  token_source,  // the last token that it issued
  timer,         // 0 stopped, 255 unbounded, else ticks left + 1
  wall_timer,    // the same, on a wall clock
  wall_clock,    // ticks ahead of true time, signed
  // `size` bytes each.
  set,      // bit i of byte i / 8: the identity with index i
  instant,  // two bytes, the higher first: 0 none, else 32'768 + ticks ahead of true time
  object,   // a struct: its members are in `within`
  // Cells, all alike: the cell is within[0].
  table,  // a cell for each identity
  array,
  bag,   // a byte that counts the cells in use, then the cells, ascending as bytes; unused ones 0
  fifo,  // the same, the oldest first and not sorted
};

// A field of a struct; or, with offset 0 and no name, what a cell is.
//
// Offsets and sizes are in bytes. `offset` counts from the start of what the row stands in: the
// struct, or the cell. The cells of a table need not lie side by side: one that has a cell in the
// block of every client has a stride that is longer than the cell, and other fields lie between.
struct Row {
  std::string name = {};
  Kind kind = Kind::number;
  std::uint32_t offset = 0;
  std::uint32_t size = 1;  // of a table that is spread: of one cell

  // id, maybe, set, table: the tag. token, token_source: the family. object: the struct, by which a
  // message finds its description; null when nobody asks.
  TypeKey key = nullptr;
  bool ordered = false;  // id, maybe, set, table: its identities are in order, and never renamed
  bool urgent = false;   // timer: time does not pass when it has run out

  // enumerator, flags: what each value is called.
  std::vector<std::pair<std::uint8_t, std::string>> names = {};

  // set: `count` is how many identities it has room for.
  // table, array, bag, fifo: how many cells there are, bytes from one to the next, and bytes from
  // the start of the row to the first.
  std::uint32_t count = 0;
  std::uint32_t stride = 0;
  std::uint32_t cells = 0;

  std::vector<Row> within = {};  // object: members in the order of description; else one, the cell

  const Row& cell() const { return within.front(); }
};

inline bool is_container(Kind kind) { return kind >= Kind::table; }
inline bool holds_messages(Kind kind) { return kind == Kind::bag || kind == Kind::fifo; }

}  // namespace lockstep::kit
