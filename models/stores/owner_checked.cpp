// A store that is the lock service as well: a request is served only if it comes from the holder,
// and to look and to serve are one step.
//
// A transaction that compares the lock's key in etcd, a blob with its lease id, an advisory lock
// in the database that holds the data. A check on writes only is enough here, since no write
// between the two can come from anybody but the holder.
#include "models/composition/store.hpp"

namespace lockstep {
namespace {

enum class Checks : std::uint8_t { all, writes };
BOOST_DESCRIBE_ENUM(Checks, all, writes)

struct Params {
  Checks checks = Checks::all;
};
BOOST_DESCRIBE_STRUCT(Params, (), (checks))

bool admits(const Params& p, Kept<Nothing, Nothing>, const StoreRequest& request) {
  return request.from_owner || (p.checks == Checks::writes && request.access == Access::read);
}

void build(Store<Params, Nothing, Nothing>& m) {
  m.parameter<&Params::checks>("requests that must come from the holder: all, writes").rare();
  m.admits_with<admits>();
}

}  // namespace

LOCKSTEP_STORE("owner-checked",
               "serves only the holder of the lock, whom it checks in the same step",
               "etcd, Notes on the usage of lock and lease", build)

}  // namespace lockstep
