// A client that does not wait for ever.
#include "models/composition/steps/clients.hpp"
#include "models/composition/steps/steps.hpp"
#include "models/composition/world/links.hpp"

namespace lockstep::composition {
namespace {

// The very same request, sent once more: a deadline goes on counting from the first time.
void ask_again(const Setup& s, const World& world, Client c) {
  if (world.client(c).at == At::waiting) return post_request(s, world, c);
  std::array<std::byte, session_max> session;
  std::memcpy(session.data(), world.session(c), s.lock->session.room);
  Out out(s, world.bytes(), c);
  s.lock->asks(s.lock_params.get(), session.data(), out);
  takes_in(s, world, c, out.heard());
}

// Takes back what it asked for, where the lock knows how to.
void cancel(const Setup& s, const World& world, Client c) {
  is_gone(s, world, c);
  Out out(s, world.bytes(), c);
  if (s.lock->cancels) s.lock->cancels(s.lock_params.get(), world.session(c), out);
  clear_session(s, world, c);
}

bool queues(const Setup& s, const KeptBytes& service, Client c) {
  return service && s.lock->queues != nullptr && s.lock->queues(service, c);
}

// Nothing is on its way that could become the answer, and nobody holds the request.
bool waits_in_vain(const Setup& s, const World& world, Client c) {
  const auto of_client = [c](const Envelope& message) { return message.client == c; };
  if (world.client(c).at == At::waiting) return !world.queries().any(of_client);
  const auto has_it = [&](int server) {
    return queues(s, world.service(server), c) || queues(s, world.former(server), c);
  };
  return !world.calls().any(of_client) && !at_any_service(s, has_it);
}

}  // namespace

// The client stops waiting for an answer. The request may have been lost or be late, it may have
// been done and the answer be late: the client cannot know. That it stops when no answer will come
// can be counted on; that it stops too early is a fault. If it gives up waiting for the lock, it
// says so to the service.
template <bool in_vain>
Step times_out(const Setup& s, const World& world, Client c) {
  Process& me = world.client(c);
  WHEN(waits(me.at) && me.health == Health::running && world.common().timeouts.left() > 0);
  WHEN(waits_in_vain(s, world, c) == in_vain);
  world.common().timeouts.spend();
  const bool for_lock = me.at == At::acquiring;
  if (s.environment.retry == Retry::same) {
    ask_again(s, world, c);
  } else if (s.environment.retry == Retry::fresh) {
    if (s.request_ids) ++me.request;
    me.at = for_lock ? At::idle : At::ready;
  } else if (for_lock) {
    cancel(s, world, c);
  } else {
    stops_working(s, world, c);
  }
  return taken;
}

template Step times_out<true>(const Setup&, const World&, Client);
template Step times_out<false>(const Setup&, const World&, Client);

}  // namespace lockstep::composition
