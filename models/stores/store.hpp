// A store that clients write to while they believe that they hold the lock. It takes no part in the
// locking: it knows requests, and at best the fencing tokens in them.
//
// Kleppmann, "How to do distributed locking", 2016, proposes that the store reject a request whose
// token is older than one that it has seen. It matters which requests are looked at. When only
// writes are, two clients may both read before either writes, and both writes pass in the order of
// their tokens: the second was computed from an old read. When reads are looked at too, the read of
// the second client shuts out the first.
//
// A store with idempotency keys, as payment services have them, does a charge once for each key and
// answers every later one with it as it answered the first. It then matters what the key is.
#pragma once

#include "models/parties/client.hpp"

#include <cstdint>

namespace lockstep {

enum class StoreKind : std::uint8_t {
  unfenced,       // does what it is asked to do
  fenced_writes,  // refuses a write with an older token than a write had before
  fenced,         // refuses any request with an older token than any had before
  idempotent,     // charges once for each idempotency key
};
BOOST_DESCRIBE_ENUM(StoreKind, unfenced, fenced_writes, fenced, idempotent)

// What clients send as idempotency key.
enum class IdempotencyKey : std::uint8_t {
  job,      // the same for all requests to bill the job, whoever sends them
  request,  // a new one for each request of each client
};
BOOST_DESCRIBE_ENUM(IdempotencyKey, job, request)

struct Store {
  Count<2> charges;  // of the customer for the job; 2 stands for more, too
  Token newest;      // that a request was applied with, as far as the store looks at tokens
  Table<ClientTag, std::uint8_t, clients_max> keys;  // of requests: a bit for each that charged

  // history:
  Token newest_write;           // that a write was applied with, whether the store looks or not
  bool stale_write;             // a write was applied after one with a newer token
  Set<ClientTag> applied;       // clients of whom a request was applied
  Set<ClientTag> others_since;  // of these: after it, one of another client was applied
  bool interleaved;             // after that, one of the first again
};
BOOST_DESCRIBE_STRUCT(Store, (),
                      (charges, newest, keys, newest_write, stale_write, applied, others_since,
                       interleaved))

enum class Access : std::uint8_t { read, write };

// Whether the store looks at the tokens of such requests.
template <class Params>
bool looks_at_tokens(const Params& params, Access access) {
  return params.store == StoreKind::fenced ||
         (params.store == StoreKind::fenced_writes && access == Access::write);
}

// Else it refuses.
template <class Params>
bool admits(const Params& params, const Store& store, Access access, Token token) {
  return !looks_at_tokens(params, access) || token >= store.newest;
}

// The request was admitted.
template <class Params>
void admit(const Params& params, Store& store, Access access, Client client, Token token) {
  if (looks_at_tokens(params, access)) store.newest = token;
  if (store.others_since.contains(client)) store.interleaved = true;
  for (const Client other : each<Client>(params))
    if (other != client && store.applied.contains(other)) store.others_since.insert(other);
  store.applied.insert(client);
}

// The store has charged for this key before. Only a store with idempotency keys knows.
template <class Params>
bool knows_key(const Params& params, const Store& store, Client client, int request) {
  if (params.store != StoreKind::idempotent) return false;
  if (params.key == IdempotencyKey::job) return store.charges > 0;
  return (store.keys[client] >> request & 1) != 0;
}

// Charges the customer; the request was admitted, and its key is not known.
template <class Params>
void charge(const Params& params, Store& store, Client client, int request, Token token) {
  if (store.charges < 2) ++store.charges;
  if (params.store == StoreKind::idempotent && params.key == IdempotencyKey::request)
    store.keys[client] = static_cast<std::uint8_t>(store.keys[client] | 1 << request);
  if (token < store.newest_write)
    store.stale_write = true;
  else
    store.newest_write = token;
}

}  // namespace lockstep
