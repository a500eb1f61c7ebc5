// A client that does not wait for ever.
#pragma once

#include "models/composition/steps.hpp"

#include <algorithm>

namespace lockstep::composition {

// The very same request, sent once more: a deadline goes on counting from the first time.
template <class Lock>
void ask_again(const typename Lock::Params& params, World<Lock>& world, Client c) {
  const auto& me = world.client[c];
  if (me.at == At::acquiring) {
    auto session = me.session;
    send_call(params, world, Lock::acquire(params, session, c));
  } else {
    const bool reads = me.at == At::reading;
    post_query(params, world,
               {reads ? Request::is_it_billed : Request::charge, c, me.session.token});
  }
}

// Takes back what it asked for.
template <class Lock>
void cancel(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  me.at = At::done;
  me.session = {};
  if (!world.fallback.lives_on) Lock::end_grant(world.fallback.former, c);
  send_call(params, world, Lock::cancel(c));
}

// Nothing is on its way that could become the answer, and nobody holds the request.
template <class Lock>
bool waits_in_vain(const World<Lock>& world, Client c) {
  const auto of_client = [c](const auto& message) { return message.client == c; };
  if (world.client[c].at == At::acquiring)
    return std::none_of(world.calls.begin(), world.calls.end(), of_client) &&
           !Lock::waits(world.service, c) && !Lock::waits(world.fallback.former, c);
  return std::none_of(world.queries.begin(), world.queries.end(), of_client);
}

// The client stops waiting for an answer. The request may have been lost or be late, it may have
// been done and the answer be late: the client cannot know. That it stops when no answer will come
// can be counted on; that it stops too early is a fault. If it gives up waiting for the lock, it
// says so to the service.
template <class Lock, bool in_vain>
Step times_out(const typename Lock::Params& params, World<Lock>& world, Client c) {
  auto& me = world.client[c];
  WHEN(waits(me.at) && me.health == Health::running && world.timeouts.left() > 0);
  WHEN(waits_in_vain(world, c) == in_vain);
  world.timeouts.spend();
  if (params.retry == Retry::same) {
    ask_again(params, world, c);
  } else if (params.retry == Retry::fresh) {
    if (uses_request_ids(params)) ++me.request;
    me.at = before_asking(me.at);
  } else if (me.at == At::acquiring) {
    cancel(params, world, c);
  } else {
    me.at = At::leaving;
  }
  return taken;
}

}  // namespace lockstep::composition
