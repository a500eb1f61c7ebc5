// A store that clients write to while they believe that they hold the lock. It takes no part in the
// locking: it knows requests, and at best the fencing tokens in them.
//
// Kleppmann, "How to do distributed locking", 2016, proposes that the store reject a request whose
// token is older than one that it has seen. It matters which requests are looked at. When only
// writes are, two clients may both read before either writes, and both writes pass in the order of
// their tokens: the second was computed from an old read. When reads are looked at too, the read of
// the second client shuts out the first.
#pragma once

#include "models/parties/client.hpp"

#include <cstdint>

namespace lockstep {

enum class StoreKind : std::uint8_t {
  unfenced,       // does what it is asked to do
  fenced_writes,  // refuses a write with an older token than a write had before
  fenced,         // refuses any request with an older token than any had before
};
BOOST_DESCRIBE_ENUM(StoreKind, unfenced, fenced_writes, fenced)

struct Store {
  Count<2> charges;  // of the customer for the job; 2 stands for more, too
  Token newest;      // that a request was applied with, as far as the store looks at tokens

  // history:
  Token newest_write;           // that a write was applied with, whether the store looks or not
  bool stale_write;             // a write was applied after one with a newer token
  Set<ClientTag> applied;       // clients of whom a request was applied
  Set<ClientTag> others_since;  // of these: after it, one of another client was applied
  bool interleaved;             // after that, one of the first again
};
BOOST_DESCRIBE_STRUCT(Store, (),
                      (charges, newest, newest_write, stale_write, applied, others_since,
                       interleaved))

enum class Access : std::uint8_t { read, write };

// False: the store refuses, and nothing is changed. `everyone` is how many clients there are.
template <class Params>
bool admit(const Params& params, Store& store, Access access, Client client, Token token) {
  const bool looks = params.store == StoreKind::fenced ||
                     (params.store == StoreKind::fenced_writes && access == Access::write);
  if (looks) {
    if (token < store.newest) return false;
    store.newest = token;
  }
  if (store.others_since.contains(client)) store.interleaved = true;
  for (const Client other : each<Client>(params))
    if (other != client && store.applied.contains(other)) store.others_since.insert(other);
  store.applied.insert(client);
  return true;
}

// Charges the customer; the request was admitted.
inline void charge(Store& store, Token token) {
  if (store.charges < 2) ++store.charges;
  if (token < store.newest_write)
    store.stale_write = true;
  else
    store.newest_write = token;
}

}  // namespace lockstep
