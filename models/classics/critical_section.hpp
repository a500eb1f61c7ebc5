// Who is in the critical section: the property, the words and the bars that the classics share.
//
// `inside` is a function bool(const State&, Identity).
#pragma once

#include "models/kit/kit.hpp"

#include <string>
#include <vector>

namespace lockstep {

template <class Identity, auto inside, class Params, class State>
bool at_most_one_inside(const Params& p, const State& s) {
  return how_many<Identity>(p, [&](Identity one) { return inside(s, one); }) <= 1;
}

// "client 1 and client 2".
template <class Identity, auto inside, class Params, class State>
std::string names_inside(const Params& p, const State& s, const Lanes& lanes) {
  std::string names;
  for (const Identity one : each<Identity>(p))
    if (inside(s, one)) names += (names.empty() ? "" : " and ") + lanes.name(one);
  return names;
}

template <class Identity, auto inside, class Params, class State>
std::vector<Bar> bars_inside(const Params& p, const State& s, const Lanes& lanes) {
  std::vector<Bar> found;
  for (const Identity one : each<Identity>(p))
    if (inside(s, one)) found.push_back({lanes[one], BarKind::critical_section, ""});
  return found;
}

}  // namespace lockstep
