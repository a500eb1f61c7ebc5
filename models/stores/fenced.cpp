// A store that checks fencing tokens: it refuses a request whose token is older than one that it
// has seen.
//
// Kleppmann, "How to do distributed locking", 2016. It matters which requests are looked at. When
// only writes are, two clients may both read before either writes, and both writes pass in the
// order of their tokens: the second was computed from an old read. When reads are looked at too,
// the read of the second client shuts out the first.
#include "models/composition/store.hpp"

namespace lockstep {
namespace {

struct Gate {
  Token newest;  // that a request was served with
};
BOOST_DESCRIBE_STRUCT(Gate, (), (newest))

bool is_new(Gate& gate, Token token) {
  if (token < gate.newest) return false;
  gate.newest = token;
  return true;
}

bool admits(const Nothing&, Kept<Gate, Nothing> gate, const StoreRequest& request) {
  return is_new(*gate, request.token);
}
bool admits_reads(const Nothing&, Kept<Gate, Nothing> gate, const StoreRequest& request) {
  return request.access == Access::read || is_new(*gate, request.token);
}

void build(Store<Nothing, Gate, Nothing>& m) {
  m.looks_at_tokens();
  m.admits_with<admits>();
}
void build_for_writes(Store<Nothing, Gate, Nothing>& m) {
  m.looks_at_tokens();
  m.admits_with<admits_reads>();
}

}  // namespace

LOCKSTEP_STORE("fenced", "refuses a request with an older token than an earlier request",
               "Kleppmann, How to do distributed locking, 2016", build)
LOCKSTEP_STORE("fenced-writes", "refuses a write with an older token than an earlier write",
               "Kleppmann, How to do distributed locking, 2016", build_for_writes)

}  // namespace lockstep
