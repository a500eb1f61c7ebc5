// models/classics/two_phase_commit.cpp, for a number of managers that the compiler knows.
#pragma once

#include "tools/benchmark/plain/explorer.hpp"

#include <algorithm>

namespace lockstep::plain {

template <int managers>
struct TwoPhaseCommit {
  enum At : Byte { working, prepared, committed, aborted };
  enum Decision : Byte { none, commit, abort };
  struct State {
    Byte at[managers], voted[managers], heard[managers];
    Byte decision;
  };

  template <class Found>
  static void steps(const State& s, Found&& found) {
    State t = s;
    if (s.decision == none) {
      t.decision = commit;
      if (std::ranges::count(s.heard, 1) == managers) found(t);
      t.decision = abort;
      found(t);
      t.decision = none;
    }
    for (int i = 0; i < managers; ++i) {
      manager_acts(t, i, found);
      t.at[i] = s.at[i];
    }
  }

  // Leaves `t` as it was, but for at[i].
  template <class Found>
  static void manager_acts(State& t, int i, Found&& found) {
    if (t.decision == none && t.voted[i]) {
      const Byte before = t.heard[i];
      t.heard[i] = 1;
      found(t);
      t.heard[i] = before;
    }
    if (t.at[i] == working) {
      t.at[i] = aborted;
      found(t);
      t.at[i] = prepared;
      t.voted[i] = 1;
      found(t);
      t.voted[i] = 0;
    }
    if (t.decision == none) return;
    t.at[i] = t.decision == commit ? committed : aborted;
    found(t);
  }

  static bool broken(const State& s) {
    return std::ranges::count(s.at, committed) && std::ranges::count(s.at, aborted);
  }
};

}  // namespace lockstep::plain
