#include "models/composition/steps/requests.hpp"

#include <bit>

namespace lockstep::composition {
namespace {

// A bit for each id that something may yet be compared with.
unsigned in_use(const World& world, Client c) {
  const Process me = world.client(c);
  unsigned ids = 1U << me.request | 1U << me.heard;
  for (const Net& net : {world.calls(), world.queries()})
    for (unsigned i = 0; i < net.size(); ++i)
      if (net.envelope(i).client == c) ids |= 1U << net.envelope(i).id;
  return ids;
}

// How many of the ids in use come before this one.
int place_of(RequestId id, unsigned ids) { return std::popcount(ids & ((1U << id) - 1)); }

void number_anew(const World& world, Client c, unsigned ids) {
  const Process me = world.client(c);
  unsigned granted = 0;
  for (int id = 0; id <= request_id_max; ++id)
    if ((ids >> id & 1) != 0 && (me.granted >> id & 1) != 0) granted |= 1U << place_of(id, ids);
  me.granted = static_cast<int>(granted);
  me.request = place_of(me.request, ids);
  me.heard = place_of(me.heard, ids);
  for (Net net : {world.calls(), world.queries()})
    net.change([&](Letter& letter) {
      Envelope& envelope = letter.envelope();
      if (envelope.client == c) envelope.id = place_of(envelope.id, ids);
      return true;
    });
}

}  // namespace

void begins_request(const Setup& s, const World& world, Client c) {
  if (!s.request_ids) return;
  if (s.requests_without_end) number_anew(world, c, in_use(world, c));
  ++world.client(c).request;
}

}  // namespace lockstep::composition
