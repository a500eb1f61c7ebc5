#include "tests/agreement/random_rows.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

namespace lockstep {

using kit::Kind;
using kit::Row;

namespace {

struct Clients {};
struct Tokens {};

Row leaf(Dice& dice) {
  static constexpr Kind kinds[] = {Kind::number, Kind::boolean, Kind::id,    Kind::maybe,
                                   Kind::token,  Kind::timer,   Kind::timer, Kind::wall_timer};
  Row row;
  row.kind = kinds[dice.below(8)];
  row.key = row.kind == Kind::token ? tokens_key : clients_key;
  row.urgent = row.kind == Kind::timer && dice.below(2) == 0;
  return row;
}

Row set() {
  Row row;
  row.kind = Kind::set;
  row.key = clients_key;
  row.count = 8;
  return row;
}

Row object(Dice& dice, std::size_t members, const std::function<Row()>& draw) {
  Row row;
  row.kind = Kind::object;
  row.size = 0;
  for (std::size_t i = 0; i < members; ++i) {
    Row member = draw();
    member.name = "field" + std::to_string(i);
    member.offset = row.size;
    row.size += member.size;
    row.within.push_back(member);
  }
  dice.shuffle(row.within);  // in any order of description
  return row;
}

Row small_object(Dice& dice) {
  return object(dice, 1 + dice.below(3), [&] { return dice.below(5) == 0 ? set() : leaf(dice); });
}

Row cells(Kind kind, unsigned count, Row cell) {
  Row row;
  row.kind = kind;
  row.key = clients_key;
  row.count = count;
  row.stride = cell.size;
  row.cells = kit::holds_messages(kind) ? 1 : 0;
  row.size = row.cells + row.stride * count;
  row.within.push_back(std::move(cell));
  return row;
}

Row field(Dice& dice) {
  switch (dice.below(6)) {
    case 0: return set();
    case 1: return cells(Kind::bag, 3, small_object(dice));
    case 2: return cells(Kind::fifo, 2, small_object(dice));
    case 3: return cells(Kind::array, 2, leaf(dice));
    case 4: return cells(Kind::table, clients, small_object(dice));
    default: return leaf(dice);
  }
}

// A block for each client, with a cell of each of several tables.
void add_blocks(Row& state, Dice& dice) {
  std::vector<Row> found;
  for (std::size_t i = 1 + dice.below(3); i > 0; --i) found.push_back(small_object(dice));
  std::uint32_t block = 0;
  for (const Row& cell : found) block += cell.size;
  std::uint32_t at = state.size;
  for (Row& cell : found) {
    Row table = cells(Kind::table, clients, std::move(cell));
    table.name = "block" + std::to_string(at);
    table.offset = at;
    at += table.stride;
    table.size = table.stride;
    table.stride = block;
    state.within.push_back(std::move(table));
  }
  state.size += clients * block;
}

void draw(const Row& row, std::byte* bytes, Dice& dice) {
  std::byte* at = bytes + row.offset;
  switch (row.kind) {
    case Kind::id: *at = static_cast<std::byte>(1 + dice.below(clients)); break;
    case Kind::maybe: *at = static_cast<std::byte>(dice.below(clients + 1)); break;
    case Kind::set: *at = static_cast<std::byte>(dice.below(1u << clients)); break;
    case Kind::token:
      *at = static_cast<std::byte>(dice.below(4) == 0 ? dice.below(256) : dice.below(4));
      break;
    case Kind::timer:
    case Kind::wall_timer:
      *at = static_cast<std::byte>(dice.below(8) == 0 ? 255 : dice.below(4));
      break;
    case Kind::object:
      for (const Row& member : row.within) draw(member, at, dice);
      break;
    case Kind::table:
    case Kind::array:
      for (unsigned i = 0; i < row.count; ++i)
        draw(row.cell(), at + row.cells + i * row.stride, dice);
      break;
    case Kind::bag:
    case Kind::fifo: {
      const auto used = static_cast<unsigned>(dice.below(row.count + 1));
      *at = static_cast<std::byte>(used);
      std::vector<std::vector<std::byte>> messages;
      for (unsigned i = 0; i < used; ++i) {
        messages.emplace_back(row.stride);
        draw(row.cell(), messages.back().data(), dice);
      }
      if (row.kind == Kind::bag)
        std::sort(messages.begin(), messages.end(), [](const auto& a, const auto& b) {
          return std::memcmp(a.data(), b.data(), a.size()) < 0;
        });
      for (unsigned i = 0; i < used; ++i)
        std::memcpy(at + row.cells + i * row.stride, messages[i].data(), row.stride);
      break;
    }
    default: *at = static_cast<std::byte>(dice.below(2));
  }
}

}  // namespace

const kit::TypeKey clients_key = kit::key_of<Clients>();
const kit::TypeKey tokens_key = kit::key_of<Tokens>();

kit::Layout random_layout(Dice& dice) {
  Row state = object(dice, 2 + dice.below(4), [&] { return field(dice); });
  Row source;
  source.name = "source";
  source.kind = Kind::token_source;
  source.key = tokens_key;
  source.offset = state.size++;
  state.within.push_back(source);
  if (dice.below(2) == 0) add_blocks(state, dice);
  return kit::lay_out(std::move(state), {{clients_key, "client", clients}});
}

std::vector<std::byte> random_state(const kit::Layout& layout, Dice& dice) {
  std::vector<std::byte> bytes(layout.size);
  draw(layout.state, bytes.data(), dice);
  return bytes;
}

}  // namespace lockstep
