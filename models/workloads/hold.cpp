// A client holds the lock for as long as it believes that it has it, and writes nothing.
//
// What a lock promises about belief is seen by itself, in few states; for what becomes of writes
// there is `workload=lead`.
#include "models/composition/workload.hpp"

namespace lockstep {
namespace {

void observes(const Nothing&, const Nothing&, Observation&) {}

void build(Workload<Nothing, Nothing, Nothing, Nothing>& m) { m.shows<observes>(); }

}  // namespace

LOCKSTEP_WORKLOAD("hold", "holds the lock while it believes that it has it, and writes nothing",
                  "Kubernetes client-go, tools/leaderelection", build)

}  // namespace lockstep
