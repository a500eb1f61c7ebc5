// Time that stands still: a mistake of the model that looks like a protocol.
//
// Steps that take no time may repeat forever, as Zeno's Achilles does: an untimed protocol does
// nothing else, and a timed one may, as long as it also may go on. But where a run has come to
// states from which no step that lets time pass can be reached any more, though the time of
// something has yet to be over, no run that goes on is one of the real world. There every property
// holds that needs time to be broken.
//
// In the graph of reachable states and of the steps that are no faults, because nobody can count on
// a fault, these are the strongly connected components that no step leaves, that have a step, and
// none that lets time pass; and in which a timer runs in some state, or something is overdue in
// all. A component without a step is the end of a run: if something is overdue there, that is a
// timelock, which the model notices itself. Tripakis, "Verifying progress in timed systems", ARTS
// 1999, looks for such runs in timed automata.
#pragma once

#include "checker/model/run.hpp"
#include "checker/model/timed_model.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace lockstep {

struct ZenoSearch {
  bool finished = false;   // false: there were more states than were allowed, or it was given up
  std::string found;       // that time stands still, and what steps are left; empty: nowhere
  std::string state;       // there, as the text of a JSON object
  std::optional<Run> run;  // a shortest that leads there
};

// The model as one with time, if some of its steps let time pass; else null.
const TimedModel* with_time(const Model& model);

// `give_up` is asked now and then, if there is one.
ZenoSearch find_zeno(const TimedModel& model, std::uint64_t states_max,
                     const std::function<bool()>& give_up = {});

}  // namespace lockstep
