// Instructions a transition: unlike seconds, they are the same on a busy machine.
#pragma once

#include "tools/benchmark/candidates.hpp"

namespace lockstep::bench {

// Of Lockstep on one thread, counted by callgrind on two small sizes of the model. Their difference
// is taken, so that what is done once for each run does not count.
double instructions_a_transition(const Case& of, const Places& places);

}  // namespace lockstep::bench
