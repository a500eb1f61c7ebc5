// What the passes of the kit do, done slowly: a state is read into a tree of values, changed there
// by rules that read like their definition, and written back.
#pragma once

#include "models/kit/layout/rows.hpp"

#include <cstddef>
#include <vector>

namespace lockstep::slow {

using Bytes = std::vector<std::byte>;

// Client i becomes client to[i], everywhere.
Bytes renamed(const kit::Row& state, const Bytes& bytes, kit::TypeKey tag,
              const std::vector<unsigned>& to);

// One tick for every timer.
Bytes ticked(const kit::Row& state, const Bytes& bytes);

// Every token becomes its rank among those that are somewhere, none being 0.
Bytes ranked(const kit::Row& state, const Bytes& bytes);

struct Seen {
  bool counts;
  bool overdue;
};
Seen timers(const kit::Row& state, const Bytes& bytes);

}  // namespace lockstep::slow
