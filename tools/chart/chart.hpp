// A counterexample as a sequence chart in text. This is what Lockstep is for: an engineer should
// see at a glance what went wrong.
//
// One lane for each client, service and store; time runs down; a step has its number in the left
// margin. A message that is received before anything else happens to its receiver is one arrow. A
// message that stays in flight while something happens to its receiver leaves with a letter and
// arrives with the same letter:
//
//      client 1        lock service
//          ●─ acquire ─▷A   │
//          │   time passes  │
//          │   A─ acquire ─►●
#pragma once

#include "checker/report/trace.hpp"
#include "tools/terminal/display.hpp"

#include <string>

namespace lockstep {

// Any trace that trace_from_json() accepts can be drawn.
std::string chart(const Trace& trace, const ChartOptions& options);

}  // namespace lockstep
