// A client that does not wait forever.
#include "models/composition/steps/clients.hpp"
#include "models/composition/steps/requests.hpp"
#include "models/composition/steps/steps.hpp"
#include "models/composition/steps/trial.hpp"
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

void begin_anew(const Setup& s, const World& world, Client c) {
  begins_request(s, world, c);
  const Process me = world.client(c);
  me.at = me.at == At::acquiring ? At::idle : At::ready;
}

// The next request is the first of its work.
void start_over(const Setup& s, const World& world, Client c) {
  begin_anew(s, world, c);
  std::memset(world.work(c), 0, s.workload->work.room);
  world.client(c).version = {};
}

// Takes back what it asked for, where the lock knows how to.
void work_without(const Setup& s, const World& world, Client c) {
  Out out(s, world.bytes(), c);
  if (s.lock->cancels) s.lock->cancels(s.lock_params.get(), world.session(c), out);
  goes_on_without(s, world, c);
}

void stop_waiting_for_lock(const Setup& s, const World& world, Client c) {
  switch (s.environment.retry) {
    case Retry::same: return ask_again(s, world, c);
    case Retry::fresh:
    case Retry::starts_over: return begin_anew(s, world, c);
    case Retry::never: return says_goodbye(s, world, c, At::cancelling);
    case Retry::goes_on_without: return work_without(s, world, c);
    case Retry::swallows_error: return is_granted(s, world, c);
  }
}

void stop_waiting_for_store(const Setup& s, const World& world, Client c) {
  switch (s.environment.retry) {
    case Retry::same: return ask_again(s, world, c);
    case Retry::fresh: return begin_anew(s, world, c);
    case Retry::starts_over: return start_over(s, world, c);
    case Retry::never:
    case Retry::goes_on_without:
    case Retry::swallows_error: return stops_working(s, world, c);
  }
}

void stop_waiting(const Setup& s, const World& world, Client c) {
  switch (world.client(c).at) {
    case At::acquiring: return stop_waiting_for_lock(s, world, c);
    case At::waiting: return stop_waiting_for_store(s, world, c);
    default: return says_goodbye_again(s, world, c);
  }
}

// Stops waiting and, if its next step is to ask, asks in the same step.
void stop_waiting_and_ask(const Setup& s, const World& world, Client c) {
  stop_waiting(s, world, c);
  if (world.client(c).at == At::idle) asks(s, world, c);
}

// Where calls take no time each is answered or fails: a client that wants the lock waits for its
// turn, and what it does next is its library's.
bool awaits_answer(const Setup& s, At at) {
  return at == At::waiting || (s.travels != Travels::nothing && waits(at));
}

// Nothing is on its way that could become the answer, nobody holds the request, and the client's
// library has nothing to do about it.
bool waits_in_vain(const Setup& s, const World& world, Client c) {
  const auto of_client = [c](const Envelope& message) { return message.client == c; };
  if (world.client(c).at == At::waiting) return !world.queries().any(of_client);
  return !request_is_out(s, world, c) && !library_may_act(s, world, c);
}

// What the store is asked once more it answers.
bool stopping_helps(const Setup& s, const World& world, Client c) {
  return world.client(c).at == At::waiting || helps(s, world, c, stop_waiting_and_ask);
}

}  // namespace

// The client stops waiting for an answer. The request may have been lost or be late, it may have
// been done and the answer be late: the client cannot know. That it stops when no answer will come
// can be counted on; that it stops too early is a fault. If it gives up waiting for the lock, it
// says so to the service. What does not help is no step where it need not be counted (trial.hpp).
template <bool in_vain>
Step times_out(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  const bool counted = !in_vain || s.environment.retries == Retries::counted;
  WHEN(awaits_answer(s, me.at) && me.health == Health::running);
  WHEN(!counted || world.common().timeouts.left() > 0);
  WHEN(waits_in_vain(s, world, c) == in_vain);
  WHEN(counted || stopping_helps(s, world, c));
  if (counted) world.common().timeouts.spend();
  stop_waiting(s, world, c);
  return taken;
}

template Step times_out<true>(const Setup&, const World&, Client);
template Step times_out<false>(const Setup&, const World&, Client);

}  // namespace lockstep::composition
