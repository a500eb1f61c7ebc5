// Kinds of faults: what people count as one.
//
// Actions that are called the same when they are counted are of one kind: a message to the service
// and one to the store are both a lost message, and a clock that is set forward or back has had a
// clock step. An action without a noun is a kind of its own. Whatever the kinds are, a run with one
// fault more has, just before its last fault, taken one less of its kind: that is all that the
// search for combinations (fault_sets.hpp) rests on.
#pragma once

#include "checker/model/model.hpp"

#include <cstddef>
#include <vector>

namespace lockstep {

// For each action the first one of its kind, which stands for all; itself when it is no fault.
std::vector<std::size_t> kinds_of(const Shape& shape);

}  // namespace lockstep
