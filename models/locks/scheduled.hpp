// Locks of jobs that a schedule starts.
#pragma once

#include "models/composition/lock.hpp"

namespace lockstep {

// A scheduled job that is refused is left to the next time. For Lock::derive<…>().
template <class Params>
void leaves_refused_job(Params&, Environment& environment) {
  if (environment.start == Start::scheduled) environment.when_refused = WhenRefused::gives_up;
}

}  // namespace lockstep
