// A run of a protocol as a document for people.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/narrator.hpp"
#include "checker/model/run.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

// A message that a step sent, received or lost. `id` ties the two ends of an arrow together.
struct Flight {
  std::size_t id = 0;  // counted from 1 in the order of sending
  Message message;
  friend bool operator==(const Flight&, const Flight&) = default;
};

struct TraceStep {
  std::string label;
  std::string action;  // the action's name
  unsigned lane = 0;
  bool fault = false;
  std::vector<Change> changes;
  std::vector<Flight> sent;      // in flight after the step and not before
  std::vector<Flight> received;  // in flight before the step and not after
  std::vector<Bar> bars;         // what is true after the step, in order
  friend bool operator==(const TraceStep&, const TraceStep&) = default;
};

// All that is needed to draw a counterexample; no model is needed any more.
struct Trace {
  std::string protocol;                 // "lease"
  std::vector<std::string> parameters;  // "clients=2", …
  std::string property;                 // empty: it breaks none, and is drawn for its own sake
  std::string sentence;                 // what is false after the last step
  std::string kind = "Shortest run";    // of those that break the property; begins the heading
  bool witness = false;                 // its last step shows the property, and does not break it
  std::vector<std::string> lanes;
  std::string start;  // the start state, text of a JSON object
  std::vector<Bar> start_bars;
  std::vector<TraceStep> steps;
  std::optional<std::size_t> loop_from = {};  // as Run::loop_from
  long tick_nanoseconds = 0;                  // as Shape::tick_nanoseconds
  std::string party = {};                     // whom the loop keeps waiting; empty: nobody
  std::vector<std::string> why = {};  // of a loop: what makes it fair, sentences with no full stop
  friend bool operator==(const Trace&, const Trace&) = default;

  std::size_t faults() const;
  std::size_t stem() const { return loop_from.value_or(steps.size()); }  // steps before the loop
  std::size_t loop() const { return steps.size() - stem(); }             // that go on forever
};

// Puts a run into words. `protocol` and `parameters` are left empty, and so is what it breaks. A
// message that leaves and one equal to it that arrives later are matched oldest first.
Trace narrate(const Model& model, const Run& run);

// The same of a run that breaks property number `property`.
Trace narrate(const Model& model, const Run& run, std::size_t property);

}  // namespace lockstep
