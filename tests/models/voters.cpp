// A lock for which several servers vote, without clocks: whoever has a majority of the votes has
// the lock. A server gives its vote to one client at a time and keeps the others waiting. Two
// clients always get on; three can have a vote each.
//
// A file of its own, since Catch has a WHEN too.
#include "tests/models/voters.hpp"

#include "models/composition/lock.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct Params {
  int servers = 3;
  bool trusts_one = false;
};
BOOST_DESCRIBE_STRUCT(Params, (), (servers, trusts_one))

struct Service {
  Maybe<ClientTag> vote;
  Set<ClientTag> waiting;
};
BOOST_DESCRIBE_STRUCT(Service, (), (vote, waiting))

struct Session {
  Set<ServerTag> votes;
};
BOOST_DESCRIBE_STRUCT(Session, (), (votes))

enum class Say : std::uint8_t { ask, vote, release };
BOOST_DESCRIBE_ENUM(Say, ask, vote, release)

struct Call {
  Say say;
};
BOOST_DESCRIBE_STRUCT(Call, (), (say))

using Voters = Lock<Params, Service, Nothing, Session, Call>;
using Voter = Voters::Service;

void asks(const Params&, Session&, Out& out) { out.send(Call{Say::ask}); }

Heard hears(const Params& p, Session& me, Stage stage, Server from, const Call&, Out&) {
  if (stage != Stage::waits) return Heard::nothing;
  me.votes.insert(from);
  const unsigned enough = p.trusts_one ? 1 : static_cast<unsigned>(p.servers) / 2 + 1;
  return me.votes.size() >= enough ? Heard::granted : Heard::nothing;
}

void serves(const Params&, Voter s, Client c, const Call& call, Replies& replies) {
  if (call.say == Say::release) {
    s->waiting.erase(c);
    if (s->vote == c) s->vote = {};
  } else if (!s->vote) {
    s->vote = c;
    replies.send(c, Call{Say::vote});
  } else {
    s->waiting.insert(c);
  }
}

void gives_back(const Params&, Session&, Out& out) {
  for (const Server j : out.servers()) out.send(j, Call{Say::release});
}

bool granted(Voter s, Client c) { return s->vote == c; }

Step votes_next(const Params&, Voter s, Client c, Replies& replies) {
  WHEN(!s->vote && s->waiting.contains(c));
  s->waiting.erase(c);
  s->vote = c;
  replies.send(c, Call{Say::vote});
  return taken;
}

// A server begins again without its vote, or with the one on its disk.
void forgets(const Params&, const ServiceFaults&, Voter copy) { copy->waiting = {}; }
void restores(const Params&, const ServiceFaults&, Voter now, Voter before) {
  if (now->vote != before->vote) now->vote = {};
}
void adds(const Params&, Voter now, Voter before) {
  if (!now->vote) now->vote = before->vote;
}
void promises(const Params&, Voter left, Voter before, Voter now) {
  if (!now->vote) left->vote = before->vote;
}
void asks_instead(Voter, Voter, Client) {}
bool has_ended(Voter, Client) { return false; }
void end_grant(Voter s, Client c) {
  if (s->vote == c) s->vote = {};
}

std::string words(const Params&, const Call& call) {
  return call.say == Say::ask ? "vote?" : call.say == Say::vote ? "vote" : "release";
}

void build(Voters& m) {
  m.parameter<&Params::servers>("how many servers vote", 1, servers_max);
  m.parameter<&Params::trusts_one>("whether one vote is enough");
  m.services<&Params::servers>();
  m.talks<asks, hears, serves, gives_back>();
  m.holders<granted, granted>();
  m.words<words>();
  m.service_step<votes_next>("votes for one that waited").says("{service} votes for {0}");
  m.falls_back<forgets, restores, adds, promises, asks_instead, has_ended, end_grant>();
  m.calls_at_a_time(2);
}

}  // namespace

std::unique_ptr<CatalogueEntry> voters() {
  return entry("voters", "a lock for which servers vote", "nobody", build);
}

}  // namespace lockstep
