#include "models/kit/layout/layout.hpp"

#include "checker/errors/errors.hpp"

#include <algorithm>
#include <functional>

namespace lockstep::kit {
namespace {

void require_room(const Population& of, std::size_t capacity) {
  if (of.count > capacity)
    throw ContractBroken("there are " + std::to_string(of.count) + " identities of the kind `" +
                         of.name + "`, and a table or set has room for " +
                         std::to_string(capacity) +
                         ": raise its capacity, or lower the parameter's maximum");
}

const Population& find(const std::vector<Population>& among, TypeKey tag) {
  const auto found = std::find_if(among.begin(), among.end(),
                                  [&](const Population& one) { return one.key == tag; });
  if (found == among.end())
    throw ContractBroken(
        "an identity has no name: declare protocol.lanes<Tag>(\"…\") or "
        "protocol.names<Tag>(\"…\")");
  return *found;
}

bool names_identities(Kind kind) {
  return kind == Kind::id || kind == Kind::maybe || kind == Kind::set || kind == Kind::table;
}

// Tables and sets get as many cells as there are identities.
void fill(Row& row, const std::vector<Population>& populations) {
  if (names_identities(row.kind)) {
    const Population& of = find(populations, row.key);
    require_room(of, identities_max);
    if (row.kind == Kind::set || row.kind == Kind::table) {
      require_room(of, row.count);
      row.count = of.count;
    }
  }
  for (Row& part : row.within) fill(part, populations);
}

// How many bytes at the end of the state are cells of identities that do not take part.
std::size_t unused_tail(const Row& before, const Row& after) {
  if (before.within.empty()) return 0;
  const auto last = [](const Row& row) -> const Row& {
    return *std::max_element(row.within.begin(), row.within.end(),
                             [](const Row& a, const Row& b) { return a.offset < b.offset; });
  };
  const Row& had = last(before);
  if (had.kind != Kind::table || had.stride * had.count != had.size) return 0;
  return std::size_t{had.stride} * (had.count - last(after).count);
}

void collect(const Row& row, const std::function<bool(const Row&)>& wanted,
             std::vector<TypeKey>& found) {
  if (wanted(row) && std::find(found.begin(), found.end(), row.key) == found.end())
    found.push_back(row.key);
  for (const Row& part : row.within) collect(part, wanted, found);
}

}  // namespace

unsigned Layout::population(TypeKey tag) const { return find(populations, tag).count; }

Layout lay_out(Row state, std::vector<Population> populations) {
  Layout made;
  made.size = whole_words(state.size);
  if (made.size > state_bytes_max)
    throw ContractBroken("a state has " + std::to_string(made.size) + " bytes, and " +
                         std::to_string(state_bytes_max) + " are the most");
  made.state = state;
  fill(made.state, populations);
  made.width = whole_words(state.size - unused_tail(state, made.state));
  made.populations = std::move(populations);
  return made;
}

std::vector<TypeKey> symmetric_tags(const Row& state) {
  std::vector<TypeKey> found;
  collect(
      state, [](const Row& row) { return names_identities(row.kind) && !row.ordered; }, found);
  return found;
}

std::vector<TypeKey> token_families(const Row& state) {
  std::vector<TypeKey> found;
  collect(
      state, [](const Row& row) { return row.kind == Kind::token_source; }, found);
  return found;
}

bool contains(const Row& row, Kind kind) {
  return row.kind == kind || std::any_of(row.within.begin(), row.within.end(),
                                         [&](const Row& part) { return contains(part, kind); });
}

}  // namespace lockstep::kit
