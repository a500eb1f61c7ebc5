// What a check found out.
#pragma once

#include "checker/engine/statistics.hpp"
#include "checker/model/model.hpp"
#include "checker/model/run.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

enum class Verdict : std::uint8_t {
  holds,       // in every state that can be reached
  violated,    // and here is a run that shows it: a shortest, or one with the fewest faults
  unknown,     // a limit was hit before every state was seen
  not_judged,  // a verdict would mean nothing under these settings: Property::not_judged says why
  seen,        // claimed `sometimes`: it happens
  unseen,      // claimed `sometimes`: it happens in no state that was seen
};

// The property was broken, or may yet be.
inline bool may_be_broken(Verdict verdict) {
  return verdict == Verdict::violated || verdict == Verdict::unknown;
}

struct PropertyReport {
  std::string name;
  Verdict verdict = Verdict::unknown;
  std::size_t steps = 0;   // of the counterexample; when seen: of a shortest run that shows it
  std::size_t faults = 0;  // of them; 0 without a run
  bool fewest = false;     // no counterexample has fewer faults; told only when it was asked for
  std::optional<Run> run;  // when violated: the counterexample, replayed; when seen: a run that
                           // shows it. Only of those that were asked for
};

struct Report {
  std::vector<PropertyReport> properties;  // as in Shape::properties
  std::uint64_t states = 0;                // distinct, after reduction
  std::uint64_t transitions = 0;           // steps possible in all of them
  std::uint64_t depth = 0;                 // steps from a start to the states found last
  std::vector<std::uint64_t> taken;        // for each action: how many of the transitions
  unsigned reductions = no_reduction;      // those that were used
  bool fewest_faults = false;              // counterexamples with the fewest were asked for
  std::string stopped;  // empty: every state was seen; else which limit was hit, for people
  std::uint64_t depth_covered = 0;  // every run of up to this many steps was checked
  double seconds = 0;
  std::uint64_t peak_memory_bytes = 0;  // of the whole process
  SearchStatistics engine;              // of the search that these counts are of: those for
                                        // counterexamples are left out

  bool exhausted() const { return stopped.empty(); }
};

}  // namespace lockstep
