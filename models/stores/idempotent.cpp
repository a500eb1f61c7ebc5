// A store with idempotency keys, as payment services have them: it does a write once for each key,
// and answers every later one with that key as it answered the first. It then matters what the key
// is.
#include "models/composition/store.hpp"

namespace lockstep {
namespace {

// What clients send as idempotency key.
enum class Key : std::uint8_t {
  job,      // the same for all requests to do the job, whoever sends them
  request,  // a new one for each request of each client
};
BOOST_DESCRIBE_ENUM(Key, job, request)

struct Params {
  Key key = Key::job;
};
BOOST_DESCRIBE_STRUCT(Params, (), (key))

struct Gate {
  bool done;  // with key=job
};
BOOST_DESCRIBE_STRUCT(Gate, (), (done))

struct ForClient {
  Count<255> keys;  // with key=request: a bit for each request that was done
};
BOOST_DESCRIBE_STRUCT(ForClient, (), (keys))

using Keys = Kept<Gate, ForClient>;

bool has_done(const Params& p, Keys keys, const StoreRequest& request) {
  if (p.key == Key::job) return keys->done;
  return (keys.of(request.client).keys >> request.id & 1) != 0;
}

void notes(const Params& p, Keys keys, const StoreRequest& request) {
  if (p.key == Key::job)
    keys->done = true;
  else
    keys.of(request.client).keys = keys.of(request.client).keys | 1 << request.id;
}

bool tells_apart(const Params& p) { return p.key == Key::request; }

std::vector<Assumption> assumptions(const Params& p) {
  if (p.key == Key::request) return {};
  return {{"all requests to do the job have one idempotency key", "key=request"}};
}

void build(Store<Params, Gate, ForClient>& m) {
  m.parameter<&Params::key>("what is the idempotency key").rare();
  m.recognises<has_done, notes>();
  m.tells_requests_apart<tells_apart>();
  m.assumptions<assumptions>();
}

}  // namespace

LOCKSTEP_STORE("idempotent", "does a write once for each idempotency key", "Stripe API, 2017",
               build)

}  // namespace lockstep
