#include "models/kit/protocol/history.hpp"

#include "models/kit/layout/rows_of.hpp"

#include <algorithm>
#include <bit>
#include <memory>
#include <utility>

namespace lockstep::kit {
namespace {

constexpr const char* name_of_history = "history";

const Row& history_in(const Row& state) { return state.within.back(); }

std::size_t bytes_of_set(unsigned count) { return (count + 7) / 8; }

unsigned passed(const std::byte* cell) { return std::to_integer<unsigned>(cell[0]); }

// As rows have it: bit i of byte i / 8 behind the count.
std::uint32_t ahead(const std::byte* cell, std::size_t stride) {
  std::uint32_t set = 0;
  for (std::size_t i = 1; i < stride; ++i)
    set |= std::to_integer<std::uint32_t>(cell[i]) << (8 * (i - 1));
  return set;
}

void write(std::byte* cell, std::size_t stride, unsigned times, std::uint32_t set) {
  cell[0] = static_cast<std::byte>(times);
  for (std::size_t i = 1; i < stride; ++i)
    cell[i] = static_cast<std::byte>(set >> (8 * (i - 1)) & 0xff);
}

unsigned lowest(std::uint32_t set) { return static_cast<unsigned>(std::countr_zero(set)); }

}  // namespace

Row with_history(Row state, const OrderRow& order, unsigned count) {
  Row set = row_of_leaf(Kind::set, order.of, order.ordered);
  set.size = static_cast<std::uint32_t>(bytes_of_set(count));
  set.count = count;
  std::vector<Row> members;
  members.push_back(row_of_member("passed", 0, row_of_leaf(Kind::number)));
  members.push_back(row_of_member("ahead", 1, std::move(set)));
  const std::size_t size = 1 + bytes_of_set(count);
  Row table = row_of_cells(Kind::table, count, 0, row_of_object(nullptr, size, std::move(members)));
  table.key = order.of;
  table.ordered = order.ordered;
  const auto begin = static_cast<std::uint32_t>(whole_words(state.size));
  state.size = begin + table.size;
  state.within.push_back(row_of_member(name_of_history, begin, std::move(table)));
  return state;
}

std::vector<PropertyRow> properties_of(const OrderRow& order, const Layout& layout) {
  const auto history = std::make_shared<const History>(order, layout);
  std::vector<PropertyRow> rows;
  const auto add = [&](std::string name, std::string sentence, auto explain) {
    PropertyRow& row = rows.emplace_back();
    row.about = {std::move(name), std::move(sentence), When::always, "", true};
    row.explain = [history, explain](const void* params, const std::byte* state,
                                     const Lanes& lanes) {
      return ((*history).*explain)(params, state, lanes);
    };
  };
  if (order.bypass > 0)
    add("bounded bypass",
        "while one waits, at most " + std::to_string(order.bypass) +
            (order.bypass == 1 ? " other enters" : " others enter"),
        &History::who_is_passed);
  if (order.fifo)
    add("first come, first served",
        "nobody enters before one that was through the doorway when it came",
        &History::who_is_early);
  return rows;
}

History::History(const OrderRow& order, const Layout& layout)
    : order_(order),
      count_(history_in(layout.state).count),
      first_(history_in(layout.state).offset),
      stride_(history_in(layout.state).stride) {}

void History::note(const void* params, const std::byte* from, std::byte* next) const {
  const Call before = order_.comes(params, from);
  const Call after = order_.comes(params, next);
  const std::uint32_t was_inside = order_.inside(params, from);
  const std::uint32_t inside = order_.inside(params, next);
  const std::uint32_t enter = inside & ~was_inside;
  const std::uint32_t comes = (after.asks & ~before.asks) | (enter & ~before.asks);
  for (unsigned i = 0; i < count_; ++i) {
    const std::uint32_t me = std::uint32_t{1} << i;
    const std::byte* old = from + first_ + i * stride_;
    unsigned times = 0;
    if (order_.bypass > 0 && (before.answers & after.answers & me) != 0)
      times = std::min(passed(old) + static_cast<unsigned>(std::popcount(enter & ~me)),
                       order_.bypass + 1);
    std::uint32_t first = 0;
    if (order_.fifo && ((after.asks | inside) & me) != 0)
      first = ((comes & me) != 0 ? before.answers : ahead(old, stride_)) & after.answers & ~me;
    write(next + first_ + i * stride_, stride_, times, first);
  }
}

std::uint64_t History::broken(const void* params, const std::byte* state) const {
  std::uint64_t found = 0;
  std::uint64_t bit = 1;
  if (order_.bypass > 0) {
    if (passed_too_often(state) < count_) found |= bit;
    bit <<= 1;
  }
  if (order_.fifo && too_early(params, state) < count_) found |= bit;
  return found;
}

// count_ when nobody is.
unsigned History::passed_too_often(const std::byte* state) const {
  unsigned i = 0;
  while (i < count_ && passed(state + first_ + i * stride_) <= order_.bypass) ++i;
  return i;
}

unsigned History::too_early(const void* params, const std::byte* state) const {
  const std::uint32_t inside = order_.inside(params, state);
  unsigned i = 0;
  while (i < count_ &&
         ((inside >> i & 1) == 0 || ahead(state + first_ + i * stride_, stride_) == 0))
    ++i;
  return i;
}

std::string History::who_is_passed(const void*, const std::byte* state, const Lanes& lanes) const {
  return lanes.name(order_.of, passed_too_often(state) + 1) + " waits, and " +
         std::to_string(order_.bypass + 1) + " others have entered meanwhile";
}

std::string History::who_is_early(const void* params, const std::byte* state,
                                  const Lanes& lanes) const {
  const unsigned early = too_early(params, state);
  const std::string name = lanes.name(order_.of, early + 1);
  const std::uint32_t first = ahead(state + first_ + early * stride_, stride_);
  return name + " enters before " + lanes.name(order_.of, lowest(first) + 1) +
         ", which was through the doorway when " + name + " came";
}

}  // namespace lockstep::kit
