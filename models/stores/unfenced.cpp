// A store that knows nothing of the lock: it does what it is asked to do. Redis, memcached, a REST
// service.
#include "models/composition/store.hpp"

namespace lockstep {
namespace {

bool admits(const Nothing&, Kept<Nothing, Nothing>, const StoreRequest&) { return true; }

void build(Store<Nothing, Nothing, Nothing>& m) { m.admits_with<admits>(); }

}  // namespace

LOCKSTEP_STORE("unfenced", "does what it is asked to do", "Kleppmann, 2016", build)

}  // namespace lockstep
