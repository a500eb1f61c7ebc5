#include "models/kit/passes/ties.hpp"

#include <algorithm>

namespace lockstep::kit {
namespace {

bool names(Kind kind) {
  return kind == Kind::id || kind == Kind::maybe || kind == Kind::set || kind == Kind::table;
}

// How many identities that may be renamed one value names; 2 stands for many.
int count_names(const Row& row) {
  int sum = 0;
  for (const Row& part : row.within) sum += count_names(part);
  switch (row.kind) {
    case Kind::id:
    case Kind::maybe: return row.ordered ? 0 : 1;
    case Kind::set: return row.ordered ? 0 : 2;
    case Kind::table: return (row.ordered ? 0 : 1) + sum == 0 ? 0 : 2;
    case Kind::array: return static_cast<int>(row.count) * sum;
    case Kind::bag:
    case Kind::fifo: return 2 * sum;
    default: return sum;
  }
}

}  // namespace

bool mentions(const Row& row, TypeKey tag) {
  return (names(row.kind) && row.key == tag) ||
         std::any_of(row.within.begin(), row.within.end(),
                     [&](const Row& part) { return mentions(part, tag); });
}

bool names_anybody(const Row& row) {
  return names(row.kind) || std::any_of(row.within.begin(), row.within.end(), names_anybody);
}

bool ties(const Row& row, TypeKey tag) {
  if (row.kind == Kind::table && !row.ordered)
    return count_names(row.cell()) > 0 && mentions(row, tag);
  if (row.kind == Kind::bag) return count_names(row.cell()) > 1 && mentions(row.cell(), tag);
  return std::any_of(row.within.begin(), row.within.end(),
                     [&](const Row& part) { return ties(part, tag); });
}

}  // namespace lockstep::kit
