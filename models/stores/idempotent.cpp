// A store with idempotency keys, as payment services have them: it does a write once for each key,
// and answers every later one with that key as it answered the first. It then matters what the key
// is, and for how long the store remembers it: a charge that is sent again after that is made
// again.
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
  Bound window = Bound::none();
};
BOOST_DESCRIBE_STRUCT(Params, (), (key, window))

struct Gate {
  bool done;         // with key=job
  Timer remembered;  // and a window: until the key is forgotten
};
BOOST_DESCRIBE_STRUCT(Gate, (), (done, remembered))

struct ForClient {
  Count<255> keys;  // with key=request: a bit for each request that was done
};
BOOST_DESCRIBE_STRUCT(ForClient, (), (keys))

using Keys = Kept<Gate, ForClient>;

bool has_done(const Params& p, Keys keys, const StoreRequest& request) {
  if (p.key == Key::job) return keys->done && !keys->remembered.expired();
  return (keys.of(request.client).keys >> request.id & 1) != 0;
}

void notes(const Params& p, Keys keys, const StoreRequest& request) {
  if (p.key == Key::request) {
    keys.of(request.client).keys = keys.of(request.client).keys | 1 << request.id;
    return;
  }
  keys->done = true;
  if (!p.window.unbounded()) keys->remembered.start(p.window.ticks());
}

bool knows_when_to_forget(const Params& p) { return p.key == Key::job || p.window.unbounded(); }

bool tells_apart(const Params& p) { return p.key == Key::request; }

std::vector<Assumption> assumptions(const Params& p, const Environment& environment) {
  if (p.key == Key::request) return {{"the store never forgets an idempotency key"}};
  Assumption forgets{"the store never forgets an idempotency key", "window=0"};
  if (!p.window.unbounded())
    forgets = {"the store forgets an idempotency key after " + in_words(p.window.span())};
  Assumption one_key{"all requests to do the job have one idempotency key",
                     p.window.unbounded() ? "key=request" : "key=request window=unbounded"};
  if (has_requests_without_end(environment)) one_key.without.clear();
  return {one_key, forgets};
}

void build(Store<Params, Gate, ForClient>& m) {
  m.parameter<&Params::key>(
       "idempotency key that clients send: job (the same for all requests to do the job), request "
       "(a new one for each request)")
      .rare();
  m.parameter<&Params::window>("time that the store remembers an idempotency key", 0, 100).rare();
  m.needs<knows_when_to_forget>(
      "`window` needs key=job: of a key for each request the store forgets none");
  m.recognises<has_done, notes>();
  m.tells_requests_apart<tells_apart>();
  m.assumptions<assumptions>();
}

}  // namespace

LOCKSTEP_STORE("idempotent", "does a write once for each idempotency key", "Stripe API, 2017",
               build)

}  // namespace lockstep
