#include "models/kit/catalogue/catalogue.hpp"

#include "models/protocols.hpp"

namespace lockstep {
namespace {

Catalogue everything() {
  Catalogue list;
  list.push_back(abstract_lease());
  list.push_back(deadline_lease());
  list.push_back(fischer());
  list.push_back(lamport_fast());
  list.push_back(lamport_mutex());
  list.push_back(leader_election());
  list.push_back(leader_key());
  list.push_back(lease());
  list.push_back(peterson());
  list.push_back(redlock());
  list.push_back(row_lock());
  list.push_back(timestamp_lock());
  list.push_back(two_phase_commit());
  return list;
}

}  // namespace

// Listed by hand: what registers itself from a static library is silently left out by the linker.
const Catalogue& catalogue() {
  static const Catalogue list = everything();
  return list;
}

}  // namespace lockstep
