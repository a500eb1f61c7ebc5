// Runs written by hand, for the tests of what is drawn and written.
#pragma once

#include "checker/report/trace.hpp"

namespace lockstep {

// A customer is billed twice: the pause outlives the lease.
Trace article();

// The same without a message, as a protocol of atomic steps would tell it.
Trace article_in_atomic_steps();

// A grant is lost, an answer is late and crosses another, a client crashes.
Trace bad_network();

// Three clients and three lock services, long texts.
Trace crowd();

}  // namespace lockstep
