// A store with versions: a write says which version it was computed from, and is refused when that
// is not the one that is there. No lock is needed for that, and none can break it.
#include "models/composition/store.hpp"

namespace lockstep {
namespace {

struct Gate {
  VersionSource version;  // of the data
};
BOOST_DESCRIBE_STRUCT(Gate, (), (version))

bool admits(const Nothing&, Kept<Gate, Nothing> gate, const StoreRequest& request) {
  if (request.access == Access::read) return true;
  if (request.expected != gate->version.last()) return false;
  gate->version.fresh();
  return true;
}

Version version(const Nothing&, Kept<Gate, Nothing> gate) { return gate->version.last(); }

void build(Store<Nothing, Gate, Nothing>& m) {
  m.admits_with<admits>();
  m.versions<version>();
}

}  // namespace

LOCKSTEP_STORE("compare-and-swap", "refuses a write that was not computed from the newest version",
               "Herlihy, Wait-free synchronization, 1991", build)

}  // namespace lockstep
