// my-lock: a store that checks fencing tokens. Say here what it is, and where the idea comes from.
//
// A store says which requests it refuses. What the data are, and what a request does to them, says
// the workload. `lockstep check lease store=FILE` tries it with a lock.
#include "models/composition/store.hpp"

using namespace lockstep;

namespace {

// What can be set on the command line: `checks=writes`.
enum class Checks : std::uint8_t { all, writes };
BOOST_DESCRIBE_ENUM(Checks, all, writes)
struct Params {
  Checks checks = Checks::all;
};
BOOST_DESCRIBE_STRUCT(Params, (), (checks))

// What the store keeps to decide by; a second struct would be kept for each client.
struct Gate {
  Token newest;  // that a request was served with
};
BOOST_DESCRIBE_STRUCT(Gate, (), (newest))

// False: the request is refused, and nothing may have been changed.
bool admits(const Params& p, Kept<Gate, Nothing> gate, const StoreRequest& request) {
  if (p.checks == Checks::writes && request.access == Access::read) return true;
  if (request.token < gate->newest) return false;
  gate->newest = request.token;
  return true;
}

void build(Store<Params, Gate, Nothing>& m) {
  m.parameter<&Params::checks>("requests that are checked: all, writes");
  m.looks_at_tokens();  // a lock without tokens is refused
  m.admits_with<admits>();
}

}  // namespace

LOCKSTEP_STORE("my-lock", "refuses requests with an old token", "the paper, or the product", build)
