// Who is in the critical section: the property, the words, the bars and the goals that the classics
// share.
//
// `inside` and `trying` are functions bool(const State&, Identity).
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

template <class Identity, auto which, class Params, class State>
bool somebody(const Params& p, const State& s) {
  return how_many<Identity>(p, [&](Identity one) { return which(s, one); }) > 0;
}

template <class Identity, auto inside, class Params, class State>
std::string who_is_inside(const Params& p, const State& s, const Lanes& lanes) {
  return names_inside<Identity, inside>(p, s, lanes) +
         " are in the critical section at the same time";
}

// At most one process is in the critical section. Draws who is.
template <class Identity, auto inside, class Params, class State>
void declare_exclusion(Protocol<Params, State>& m) {
  m.template always<at_most_one_inside<Identity, inside, Params, State>>(
       "mutual exclusion", "at most one process is in the critical section")
      .template because<who_is_inside<Identity, inside, Params, State>>();
  m.template bars<bars_inside<Identity, inside, Params, State>>();
}

template <class Identity, auto trying, class Params, class State>
bool nobody_tries(const Params& p, const State& s) {
  return !somebody<Identity, trying>(p, s);
}

// Where no step is possible, nobody tries.
template <class Identity, auto trying, class Params, class State>
void declare_no_deadlock(Protocol<Params, State>& m) {
  m.template at_end<nobody_tries<Identity, trying, Params, State>>("no deadlock",
                                                                   "nobody waits forever");
}

// Whoever tries enters: at least one of them, and each. Lamport, "The mutual exclusion problem:
// part II", JACM 1986.
template <class Identity, auto trying, auto inside, class Params, class State>
void declare_progress(Protocol<Params, State>& m) {
  m.template leads_to<somebody<Identity, trying, Params, State>,
                      somebody<Identity, inside, Params, State>>(
       "deadlock freedom", "when processes try to enter, one of them enters")
      .fails("somebody tries to enter forever, and nobody enters")
      .never("no process ever tries to enter");
  m.template leads_to<trying, inside>("starvation freedom",
                                      "every process that tries to enter enters")
      .fails("{0} tries to enter forever, and never does")
      .never("no process ever tries to enter");
}

}  // namespace lockstep
