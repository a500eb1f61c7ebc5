// models/classics/peterson.cpp, for a number of clients that the compiler knows.
#pragma once

#include "tools/benchmark/plain/explorer.hpp"

namespace lockstep::plain {

template <int clients>
struct Peterson {
  enum At : Byte { outside, entering, looking, critical };
  struct State {
    Byte at[clients], level[clients], rival[clients], last[clients];
  };

  template <class Found>
  static void steps(const State& s, Found&& found) {
    for (int i = 0; i < clients; ++i) {
      State t = s;
      switch (s.at[i]) {
        case outside:
          t.level[i] = 1;
          t.at[i] = entering;
          break;
        case entering:
          t.last[s.level[i]] = byte(i);
          t.at[i] = looking;
          break;
        case looking:
          if (held_back(s, i)) continue;
          look(t, i);
          break;
        default: t.level[i] = 0; t.at[i] = outside;
      }
      found(t);
    }
  }

  static bool held_back(const State& s, int i) {
    const Byte rival = s.rival[i];
    return rival != i && s.level[rival] >= s.level[i] && s.last[s.level[i]] == i;
  }

  static void look(State& t, int i) {
    if (t.rival[i] < clients - 1) {
      ++t.rival[i];
    } else {
      t.rival[i] = 0;
      t.at[i] = t.level[i] == clients - 1 ? critical : entering;
      if (t.at[i] == entering) ++t.level[i];
    }
  }

  static bool broken(const State& s) {
    int inside = 0;
    for (const Byte at : s.at) inside += at == critical;
    return inside > 1;
  }
};

}  // namespace lockstep::plain
