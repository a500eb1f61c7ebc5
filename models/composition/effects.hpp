// Settings that change nothing, whatever happens: refused, rather than accepted and forgotten.
//
// Where other settings alone decide, Parameter::only_with says so. Here are those for which the
// lock, the store or the workload decides as well; what a lock's own parameters need it says with
// m.read_when(…).
#pragma once

#include "models/composition/world/world.hpp"

#include <vector>

namespace lockstep::composition {

// What nothing depends on cannot be an assumption of a verdict either.
bool asks_store(const Setup& setup);
bool messages_travel(const Setup& setup);  // to the lock service or to the store, or back
bool messages_cross_cuts(const Setup& setup);
bool clients_may_be_late(const Setup& setup);  // with a step of the work
bool clocks_may_differ(const Setup& setup);    // two wall clocks or more

// Throws Refused for one of `given` that cannot have an effect in this setup, which is laid out,
// unless its value is the default. `known` are the parameters of the protocol.
void require_effect(const Setup& setup, const std::vector<Setting>& given,
                    const std::vector<Parameter>& known);

}  // namespace lockstep::composition
