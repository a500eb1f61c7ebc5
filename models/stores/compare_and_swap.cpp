// A store that compares before it writes: a write says what it was computed from, and is refused
// when that is not what is there. No lock is needed for that, and none can break it.
//
// It matters what is compared. A version is new after every write. A value may come back: between
// the read and the write others changed it and changed it back, the comparison passes, and what
// else they did is written over. That is the ABA problem (IBM System/370 Principles of Operation,
// 1983, on compare and swap).
#include "models/composition/store.hpp"

namespace lockstep {
namespace {

enum class Compares : std::uint8_t {
  version,  // a number of the store's, new after every write
  value,    // what the client read
};
BOOST_DESCRIBE_ENUM(Compares, version, value)

struct Params {
  Compares compares = Compares::version;
};
BOOST_DESCRIBE_STRUCT(Params, (), (compares))

struct Gate {
  VersionSource version;  // of the data
};
BOOST_DESCRIBE_STRUCT(Gate, (), (version))

bool by_value(const Params& p) { return p.compares == Compares::value; }

bool admits(const Params& p, Kept<Gate, Nothing> gate, const StoreRequest& request) {
  if (request.access == Access::read) return true;
  if (by_value(p)) return request.unchanged;
  if (request.expected != gate->version.last()) return false;
  gate->version.fresh();
  return true;
}

Version version(const Params&, Kept<Gate, Nothing> gate) { return gate->version.last(); }

void build(Store<Params, Gate, Nothing>& m) {
  m.parameter<&Params::compares>(
       "what the store compares before a write: version (new after every write), value (the one "
       "that the client read)")
      .rare();
  m.admits_with<admits>();
  m.versions<version>();
  m.compares_values<by_value>();
}

}  // namespace

LOCKSTEP_STORE("compare-and-swap",
               "refuses a write that was not computed from the newest version or value",
               "Herlihy, Wait-free synchronization, 1991", build)

}  // namespace lockstep
