// models/classics/lamport_fast.cpp, for a number of clients that the compiler knows.
#pragma once

#include "tools/benchmark/plain/explorer.hpp"

namespace lockstep::plain {

template <int clients>
struct LamportFast {
  enum At : Byte {
    raise,
    write_x,
    test_y,
    lower_to_retry,
    await_y_first,
    write_y,
    test_x,
    lower_to_wait,
    await_flag,
    retest_y,
    await_y_again,
    critical,
    lower
  };
  struct State {
    Byte at[clients], rival[clients], flag[clients];
    Byte x, y;  // number + 1; 0: nobody
  };

  template <class Found>
  static void steps(const State& s, Found&& found) {
    for (int i = 0; i < clients; ++i) {
      State t = s;
      if (step(t, i)) found(t);
    }
  }

  static bool step(State& t, int i) {
    Byte& at = t.at[i];
    switch (at) {
      case raise:
        t.flag[i] = 1;
        at = write_x;
        return true;
      case write_x:
        t.x = byte(i + 1);
        at = test_y;
        return true;
      case test_y: at = t.y ? lower_to_retry : write_y; return true;
      case lower_to_retry:
        t.flag[i] = 0;
        at = await_y_first;
        return true;
      case write_y:
        t.y = byte(i + 1);
        at = test_x;
        return true;
      case test_x: at = t.x == i + 1 ? critical : lower_to_wait; return true;
      case lower_to_wait:
        t.flag[i] = 0;
        at = await_flag;
        return true;
      case await_flag: return await(t, i);
      case retest_y: at = t.y == i + 1 ? critical : await_y_again; return true;
      case critical:
        t.y = 0;
        at = lower;
        return true;
      case lower:
        t.flag[i] = 0;
        at = raise;
        return true;
      default:  // await_y_first, await_y_again
        at = raise;
        return !t.y;
    }
  }

  static bool await(State& t, int i) {
    if (t.flag[t.rival[i]]) return false;
    const bool was_last = t.rival[i] == clients - 1;
    t.rival[i] = was_last ? Byte{0} : byte(t.rival[i] + 1);
    if (was_last) t.at[i] = retest_y;
    return true;
  }

  static bool broken(const State& s) {
    int inside = 0;
    for (const Byte at : s.at) inside += at == critical;
    return inside > 1;
  }
};

}  // namespace lockstep::plain
