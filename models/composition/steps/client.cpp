#include "checker/errors/errors.hpp"
#include "models/composition/steps/clients.hpp"
#include "models/composition/steps/steps.hpp"
#include "models/composition/world/links.hpp"

namespace lockstep::composition {

void clear_session(const Setup& s, const World& world, Client c) {
  std::memset(world.session(c), 0, s.lock->session.room);
}

// Before a write there is work to do.
void is_ready(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  me.at = At::ready;
  if (s.workload->ends_with_job) me.job.start(s.environment.job);
  if (s.environment.job == 0 || !s.workload->needs_store()) return;
  Letter letter;
  s.workload->sends(s.workload_params.get(), world.work(c), letter.body());
  if (s.workload->access(letter.body()) == Access::write) me.job.start(s.environment.job);
}

// A client that never had the lock has nothing to release.
void stops_working(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  me.at = At::leaving;
  if (world.works_without(c)) {
    is_gone(s, world, c);
    world.unlocked(c) = {};
  }
  me.job.stop();
  me.version = {};
  me.dropped = false;
  std::memset(world.work(c), 0, s.workload->work.room);
}

void is_gone(const Setup& s, const World& world, Client c) {
  world.client(c).at = s.comes_again ? At::idle : At::done;
  if (!world.former() || world.failures().lives_on) return;
  for_each_service(s, [&](int server) { s.lock->falls_back.end_grant(world.former(server), c); });
}

namespace {

// It knows that the lock is another's: there is nothing to give back.
void has_lost(const Setup& s, const World& world, Client c) {
  stops_working(s, world, c);
  is_gone(s, world, c);
  clear_session(s, world, c);
  const Process me = world.client(c);
  me.saved = false;
  std::memset(world.disk_session(c), 0, s.lock->session.room);
  if (s.lock->asks_again_when_lost) me.at = At::idle;
}

// What its critical section was before is over.
void begins_section(const World& world, Client c) {
  Effects& seen = world.common().effects;
  seen.applied.erase(c);
  seen.others_since.erase(c);
}

}  // namespace

void is_granted(const Setup& s, const World& world, Client c) {
  if (may_come_again(s)) begins_section(world, c);
  if (s.workload->begins) s.workload->begins(s.workload_params.get(), s.environment, world.data());
  if (s.environment.memory == Memory::stable)
    world.client(c).at = At::saving;
  else
    is_ready(s, world, c);
}

namespace {

// Nobody has given it anything: there is nothing to give back. Where clients come again anyway, to
// try again is to come again, with nothing left of what the client did before.
void is_refused(const Setup& s, const World& world, Client c) {
  if (!s.refuses)
    throw ContractBroken("a client hears that it was refused, and " + s.lock->name +
                         " does not say with m.may_refuse<…>() that it may be");
  if (s.environment.when_refused == WhenRefused::swallows_error) return is_granted(s, world, c);
  if (s.tries_again)
    has_lost(s, world, c);
  else
    clear_session(s, world, c);
  switch (s.environment.when_refused) {
    case WhenRefused::gives_up: return is_gone(s, world, c);
    case WhenRefused::tries_again:
      world.client(c).at = s.tries_again ? At::idle : At::refused;
      return;
    case WhenRefused::goes_on_without: return goes_on_without(s, world, c);
    case WhenRefused::swallows_error: return;
  }
}

}  // namespace

void takes_in(const Setup& s, const World& world, Client c, Heard heard) {
  if (heard == Heard::nothing) return;
  if (heard == Heard::reset) return is_reset(s, world, c);
  const Stage stage = stage_of(s, world, c);
  if (heard == Heard::granted && stage == Stage::waits) is_granted(s, world, c);
  if (heard == Heard::refused && stage == Stage::waits) is_refused(s, world, c);
  if (heard == Heard::released && stage == Stage::leaves) leaves(s, world, c);
  // An agent cannot reach its client while that is paused.
  const bool had_or_wanted_it = stage == Stage::holds || stage == Stage::waits;
  if (heard != Heard::lost || !had_or_wanted_it || !runs(world, c)) return;
  has_lost(s, world, c);
  if (stage == Stage::waits && s.tries_again) world.client(c).at = At::idle;
}

bool is_time(const Setup& s, const World& world, Client c) {
  return s.environment.start == Start::any || world.clocks().schedule <= world.clock(c).now();
}

void asks(const Setup& s, const World& world, Client c) {
  world.client(c).at = At::acquiring;
  Out out(s, world.bytes(), c);
  s.lock->asks(s.lock_params.get(), world.session(c), out);
  takes_in(s, world, c, out.heard());
}

namespace {

// From this session, which may be a copy.
void say_goodbye(const Setup& s, const World& world, Client c, std::byte* session, At at) {
  Out out(s, world.bytes(), c);
  const auto say = at == At::releasing ? s.lock->gives_back : s.lock->cancels;
  if (say != nullptr) say(s.lock_params.get(), session, out);
  takes_in(s, world, c, out.heard());
}

}  // namespace

void says_goodbye(const Setup& s, const World& world, Client c, At at) {
  is_gone(s, world, c);
  const bool says_it = at == At::releasing || s.lock->cancels != nullptr;
  const bool awaited = s.release_is_awaited && says_it;
  if (awaited) world.client(c).at = at;
  say_goodbye(s, world, c, world.session(c), at);
  if (!awaited) clear_session(s, world, c);
}

void says_goodbye_again(const Setup& s, const World& world, Client c) {
  std::array<std::byte, session_max> session;
  std::memcpy(session.data(), world.session(c), s.lock->session.room);
  say_goodbye(s, world, c, session.data(), world.client(c).at);
}

void leaves(const Setup& s, const World& world, Client c) {
  is_gone(s, world, c);
  clear_session(s, world, c);
}

void goes_on_without(const Setup& s, const World& world, Client c) {
  clear_session(s, world, c);
  world.unlocked(c).without = true;
  is_ready(s, world, c);
}

bool awaits_nothing(const Setup& s, const World& world, Client c) {
  const auto of_client = [c](const Envelope& message) { return message.client == c; };
  if (world.queries().any(of_client)) return false;
  return s.travels == Travels::everything || !world.calls().any(of_client);
}

// A client that comes again waits until what it has sent to the store, and the answers, have
// arrived: so what is in flight has a bound. Where answers of the lock service do not travel, its
// calls are one after the other as well.
Step asks_for_lock(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  WHEN(me.at == At::idle && me.health == Health::running && is_time(s, world, c));
  WHEN(agent_runs(s, world, c));
  WHEN(!(may_come_again(s) || s.tries_again) || awaits_nothing(s, world, c));
  asks(s, world, c);
  return taken;
}

Step client_receives(const Setup& s, const World& world, unsigned slot) {
  const Envelope& waiting = world.calls().envelope(slot);
  WHEN(!waiting.to_server && call_arrives(s, world, waiting));
  const Letter call = world.calls().take_out(slot);
  const Client c = call.envelope().client;
  const Process me = world.client(c);
  const Stage stage = stage_of(s, world, c);
  if (stage == Stage::waits && !is_meant(s, me, call.envelope())) return taken;
  Out out(s, world.bytes(), c);
  out.tells(s.lock->hears(s.lock_params.get(), world.session(c), stage,
                          server_numbered(call.envelope().server), call.body(), out));
  takes_in(s, world, c, out.heard());
  return taken;
}

// Before it acts on the grant: a crash before this step has forgotten it.
Step saves(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  WHEN(me.at == At::saving && me.health == Health::running);
  is_ready(s, world, c);
  me.saved = true;
  std::memcpy(world.disk_session(c), world.session(c), s.lock->session.room);
  return taken;
}

Step looks_at_clock(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  WHEN(s.checks_apart && s.workload->needs_store() && me.health == Health::running);
  WHEN(me.at == At::ready && !me.job.running() && may_act(s, world, c));
  me.at = At::looked;
  return taken;
}

Step gives_up(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  WHEN(me.at == At::ready && me.health == Health::running && !world.works_without(c));
  WHEN(s.lock->may_give_up(s.lock_params.get(), world.session(c)));
  stops_working(s, world, c);
  return taken;
}

namespace {

// It begins with what it does next, or goes on after it has looked at its clock.
bool may_send(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  if (me.health != Health::running) return false;
  if (s.checks_apart) return me.at == At::looked;
  return me.at == At::ready && !me.job.running() && may_act(s, world, c);
}

}  // namespace

Step sends_request(const Setup& s, const World& world, Client c, unsigned deed) {
  WHEN(may_send(s, world, c));
  WHEN(s.workload->deed(s.workload_params.get(), world.work(c)) == deed);
  world.client(c).at = At::waiting;
  world.client(c).job.stop();
  post_request(s, world, c);
  return taken;
}

void hears_answer(const Setup& s, const World& world, const Letter& answer) {
  const Client c = answer.envelope().client;
  const Process me = world.client(c);
  if (me.health != Health::running) return;
  if (me.at != At::waiting || !is_meant(s, me, answer.envelope())) return;
  const Then then = answer.envelope().refused
                        ? Then::ends
                        : s.workload->hears(s.workload_params.get(), world.work(c), answer.body());
  if (then == Then::waits_on) return;
  me.version = answer.envelope().version;
  if (then == Then::goes_on) is_ready(s, world, c);
  if (then == Then::ends) stops_working(s, world, c);
}

Step client_hears_store(const Setup& s, const World& world, unsigned slot) {
  const Envelope& waiting = world.queries().envelope(slot);
  WHEN(!waiting.to_server && query_arrives(s, world, waiting));
  hears_answer(s, world, world.queries().take_out(slot));
  return taken;
}

Step releases(const Setup& s, const World& world, Client c) {
  const Process me = world.client(c);
  WHEN(me.health == Health::running && agent_runs(s, world, c));
  WHEN(me.at == At::leaving || (me.at == At::ready && s.workload->ends_with_job));
  const bool had_it = !world.works_without(c);
  stops_working(s, world, c);
  if (!had_it) return taken;
  me.saved = false;
  std::memset(world.disk_session(c), 0, s.lock->session.room);
  says_goodbye(s, world, c, At::releasing);
  return taken;
}

Step library_acts(const Setup& s, const World& world, Client c, unsigned step) {
  const Process me = world.client(c);
  const ClientStep& what = s.lock->client_steps[step];
  const bool beside = what.beside != nullptr && what.beside(s.lock_params.get());
  WHEN(what.of_machine || me.health == Health::running || (beside && me.health == Health::paused));
  WHEN(what.of_machine || !beside || agent_runs(s, world, c));
  Out out(s, world.bytes(), c);
  const Step step_taken =
      what.take(s.lock_params.get(), world.session(c), stage_of(s, world, c), out);
  if (step_taken == Step::taken) takes_in(s, world, c, out.heard());
  return step_taken;
}

}  // namespace lockstep::composition
