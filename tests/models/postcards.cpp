// A protocol that has every parameter a network can have.
//
// Each sender posts a first and a second card in one step, and hopes that the office has both
// before its patience is over. The office reads no card while it has lunch.
#include "tests/models/postcards.hpp"

#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct SenderTag {};
using Sender = Id<SenderTag>;

struct Params {
  int senders = 1;
  int patience = 3;
  int lunches = 0;
  Bound delay = Bound::none();
  Channels channels = Channels::bag;
  int losses = 0;
  int duplicates = 0;
  int reorders = 0;
  int cuts = 0;
  AcrossCut across_cut = AcrossCut::held;
};
BOOST_DESCRIBE_STRUCT(Params, (),
                      (senders, patience, lunches, delay, channels, losses, duplicates, reorders,
                       cuts, across_cut))

int population(const Params& p, SenderTag) { return p.senders; }

struct Card {
  Sender from;
  bool second;
  Timer due = {};
  Count<7> ahead = {};
};
BOOST_DESCRIBE_STRUCT(Card, (), (from, second, due, ahead))

bool same_channel(const Card& a, const Card& b) { return a.from == b.from; }
bool is_end(const Card& card, Sender one) { return card.from == one; }

struct Correspondent {
  bool posted;
  Timer patience;
  bool late;
  bool reversed;
  Count<4> firsts;
  Count<4> seconds;
};
BOOST_DESCRIBE_STRUCT(Correspondent, (), (posted, patience, late, reversed, firsts, seconds))

struct State {
  Budget lunches;
  Budget losses;
  Budget duplicates;
  Budget reorders;
  Budget cuts;
  Set<SenderTag> cut_off;
  Deadline lunch;
  Bag<Card, 8> cards;
  Table<SenderTag, Correspondent, 2> sender;
};
BOOST_DESCRIBE_STRUCT(State, (),
                      (lunches, losses, duplicates, reorders, cuts, cut_off, lunch, cards, sender))

State start(const Params& p) {
  State s{};
  s.lunches = Budget(p.lunches);
  return s;
}

Step posts(const Params& p, State& s, Sender one) {
  WHEN(!s.sender[one].posted);
  s.sender[one].posted = true;
  s.sender[one].patience.start(p.patience);
  send(p, s.cards, Card{one, false});
  send(p, s.cards, Card{one, true});
  return taken;
}

Step reads(const Params&, State& s, const Card& card) {
  WHEN(s.lunch.stopped());
  Correspondent& from = s.sender[card.from];
  from.late |= from.patience.expired();
  from.reversed |= card.second && from.firsts == 0;
  ++(card.second ? from.seconds : from.firsts);
  if (from.firsts > 0 && from.seconds > 0) from.patience.stop();
  return taken;
}

Step goes_to_lunch(const Params&, State& s) {
  WHEN(s.lunches.left() > 0);
  s.lunches.spend();
  s.lunch.start(1);
  return taken;
}

Step is_back(const Params&, State& s) {
  WHEN(s.lunch.expired());
  s.lunch.stop();
  return taken;
}

template <class Truth>
bool all_senders(const Params& p, const State& s, Truth&& truth) {
  for (const Sender one : each<Sender>(p))
    if (!truth(s.sender[one])) return false;
  return true;
}

bool in_time(const Params& p, const State& s) {
  return all_senders(p, s, [](const Correspondent& one) { return !one.late; });
}
bool in_order(const Params& p, const State& s) {
  return all_senders(p, s, [](const Correspondent& one) { return !one.reversed; });
}
bool read_once(const Params& p, const State& s) {
  return all_senders(p, s,
                     [](const Correspondent& one) { return one.firsts <= 1 && one.seconds <= 1; });
}
bool all_read(const Params& p, const State& s) {
  return all_senders(p, s,
                     [](const Correspondent& one) { return one.firsts >= 1 && one.seconds >= 1; });
}

Message describe(const Params&, const Card& card, const Lanes& lanes) {
  return {lanes[card.from], lanes["office"], card.second ? "second card" : "first card"};
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::senders>("how many senders", 1, 2);
  m.parameter<&Params::patience>("how long a sender is patient", 1, 9);
  m.parameter<&Params::lunches>("how often the office has lunch", 0, 1);
  m.lanes<SenderTag>("sender");
  m.lane("office");
  m.start<start>();
  m.action<posts>("posts two cards");
  m.action<goes_to_lunch>("goes to lunch").lane("office").fault("lunch");
  m.action<is_back>("is back").lane("office");
  m.always<in_time>("in time", "no card is read after its sender's patience");
  m.always<in_order>("in order", "no second card is read before the first");
  m.always<read_once>("read once", "no card is read twice");
  m.at_end<all_read>("all read", "every card is read");
  m.message<describe>();
  network<&State::cards, reads>(m, {.most = 2});
}

}  // namespace

std::unique_ptr<CatalogueEntry> postcards() {
  return entry<Params, State>("postcards", "cards by post", "nobody", build);
}

}  // namespace lockstep
