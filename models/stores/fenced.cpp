// A store that checks fencing tokens: it refuses a request whose token is older than one that it
// has seen.
//
// Kleppmann, "How to do distributed locking", 2016. It matters which requests are looked at. When
// only writes are, two clients may both read before either writes, and both writes pass in the
// order of their tokens: the second was computed from an old read. When reads are looked at too,
// the read of the second client shuts out the first.
// A token tells holders apart, and not the attempts of one: a write that timed out may be applied
// after the write of the next attempt. With `attempts` a token has a number of the attempt.
#include "models/composition/store.hpp"
#include "models/composition/world/net.hpp"

namespace lockstep {
namespace {

struct Gate {
  Token newest;  // that a request was served with
};
BOOST_DESCRIBE_STRUCT(Gate, (), (newest))

struct Params {
  bool attempts = false;
};
BOOST_DESCRIBE_STRUCT(Params, (), (attempts))

// Of attempts with one token.
struct GateOfAttempts : Gate {
  composition::RequestId attempt;  // the newest that a request was served with
};
BOOST_DESCRIBE_STRUCT(GateOfAttempts, (Gate), (attempt))

bool is_new(Gate& gate, Token token) {
  if (token < gate.newest) return false;
  gate.newest = token;
  return true;
}

// A newer token begins with attempts of its own.
bool admits(const Params& p, Kept<GateOfAttempts, Nothing> gate, const StoreRequest& request) {
  const bool is_newest = request.token == gate->newest;
  if (p.attempts && is_newest && request.id < gate->attempt) return false;
  if (!is_new(*gate, request.token)) return false;
  if (p.attempts) gate->attempt = request.id;
  return true;
}
bool tells_apart(const Params& p) { return p.attempts; }

bool admits_reads(const Nothing&, Kept<Gate, Nothing> gate, const StoreRequest& request) {
  return request.access == Access::read || is_new(*gate, request.token);
}

void build(Store<Params, GateOfAttempts, Nothing>& m) {
  m.parameter<&Params::attempts>(
       "whether each new attempt of a client has a newer token than its attempts before")
      .rare()
      .only_with("retry=fresh or retry=starts-over");
  m.tells_requests_apart<tells_apart>();
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
