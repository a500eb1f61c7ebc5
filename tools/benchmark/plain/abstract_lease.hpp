// models/classics/abstract_lease.cpp with retries=0, for a number of clients that the compiler
// knows.
#pragma once

#include "tools/benchmark/plain/explorer.hpp"

namespace lockstep::plain {

template <int clients>
struct AbstractLease {
  enum At : Byte { idle, waiting, entered, must_bill, billing, finished, done };
  struct State {
    Byte at[clients];
    Byte acquire[clients], grant[clients], bill[clients], ok[clients], release[clients];
    Byte holder;  // number + 1; 0: nobody
    Byte bills;   // 2 stands for more, too
  };

  template <class Found>
  static void steps(const State& s, Found&& found) {
    if (s.holder) {
      State t = s;
      t.holder = 0;
      found(t);
    }
    for (int i = 0; i < clients; ++i) {
      State t = s;
      if (client_acts(t, i)) found(t);
      message_arrives(s, i, found);
    }
  }

  static bool client_acts(State& t, int i) {
    Byte& at = t.at[i];
    switch (at) {
      case idle:
        t.acquire[i] = 1;
        at = waiting;
        return true;
      case waiting:
        if (!t.grant[i]) return false;
        t.grant[i] = 0;
        at = entered;
        return true;
      case entered: at = t.bills ? finished : must_bill; return true;
      case must_bill:
        t.bill[i] = 1;
        at = billing;
        return true;
      case billing:
        if (!t.ok[i]) return false;
        t.ok[i] = 0;
        at = finished;
        return true;
      case finished:
        t.release[i] = 1;
        at = done;
        return true;
      default: return false;
    }
  }

  template <class Found>
  static void message_arrives(const State& s, int i, Found&& found) {
    if (s.acquire[i] && !s.holder) {
      State t = s;
      t.acquire[i] = 0;
      t.grant[i] = 1;
      t.holder = byte(i + 1);
      found(t);
    }
    if (s.bill[i]) {
      State t = s;
      t.bill[i] = 0;
      t.ok[i] = 1;
      if (t.bills < 2) ++t.bills;
      found(t);
    }
    if (s.release[i]) {
      State t = s;
      t.release[i] = 0;
      if (t.holder == i + 1) t.holder = 0;
      found(t);
    }
  }

  static bool broken(const State& s) { return s.bills > 1; }
};

}  // namespace lockstep::plain
