// A store that knows nothing of the lock: it does what it is asked to do. Redis, memcached, a REST
// service.
#include "models/composition/store.hpp"

namespace lockstep {
namespace {

void build(Store<Nothing, Nothing, Nothing>&) {}

}  // namespace

LOCKSTEP_STORE("unfenced", "serves every request", "Kleppmann, 2016", build)

}  // namespace lockstep
