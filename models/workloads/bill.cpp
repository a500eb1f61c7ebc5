// A client bills a customer once. Clients do so by one of these programs, and it matters which:
//
// `read-then-charge`: asks the store whether the job is billed, and if it is not, charges. The
//     charge is the record of itself.
// `charge-blindly`: charges. Somebody else has to know that it was done before, such as a store
//     with idempotency keys.
// `charge-then-flag`: the payment provider is not the store. Reads a flag in the store, charges at
//     the provider, writes the flag. What ends between the two has charged and left no word of it.
// `intent-first`: the same, but first writes that it will charge. Whoever finds that cannot know
//     whether the charge was made: it tries again, and may charge twice, or skips the job, and may
//     never charge.
#include "models/composition/workload.hpp"
#include "properties/billing.hpp"

namespace lockstep {
namespace {

enum class Program : std::uint8_t {
  read_then_charge,
  charge_blindly,
  charge_then_flag,
  intent_first
};
BOOST_DESCRIBE_ENUM(Program, read_then_charge, charge_blindly, charge_then_flag, intent_first)

// What a client does that finds the intent of another.
enum class Pending : std::uint8_t { retry, skip };
BOOST_DESCRIBE_ENUM(Pending, retry, skip)

struct Params {
  Program program = Program::read_then_charge;
  Pending pending = Pending::retry;
};
BOOST_DESCRIBE_STRUCT(Params, (), (program, pending))

bool looks(const Params& p) { return p.program != Program::charge_blindly; }
bool intends(const Params& p) { return p.program == Program::intent_first; }
bool has_flag(const Params& p) { return intends(p) || p.program == Program::charge_then_flag; }

enum class Does : std::uint8_t { looks, charges, intends, flags };
BOOST_DESCRIBE_ENUM(Does, looks, charges, intends, flags)

struct Work {
  Does does;
};
BOOST_DESCRIBE_STRUCT(Work, (), (does))

enum class Flag : std::uint8_t { none, pending, billed };
BOOST_DESCRIBE_ENUM(Flag, none, pending, billed)

struct Data {
  Count<2> charges;  // of the customer for the job; 2 stands for more, too
  Flag flag;         // what the store knows of it, where the charge is made elsewhere
};
BOOST_DESCRIBE_STRUCT(Data, (), (charges, flag))

enum class Say : std::uint8_t {
  is_it_billed,
  not_billed,
  already_billed,
  charge,
  charged,
  is_pending,
  set_pending,
  set_billed,
  pending_is_set,
  billed_is_set
};
BOOST_DESCRIBE_ENUM(Say, is_it_billed, not_billed, already_billed, charge, charged, is_pending,
                    set_pending, set_billed, pending_is_set, billed_is_set)

struct Query {
  Say say;
};
BOOST_DESCRIBE_STRUCT(Query, (), (say))

// A program that does not look begins with its charge.
Does place(const Params& p, const Work& me) { return looks(p) ? me.does : Does::charges; }

Query sends(const Params& p, const Work& me) {
  static constexpr Say requests[] = {Say::is_it_billed, Say::charge, Say::set_pending,
                                     Say::set_billed};
  return {requests[static_cast<std::size_t>(place(p, me))]};
}

// At which place a client waits for this answer.
Does answered(Say answer) {
  switch (answer) {
    case Say::charged: return Does::charges;
    case Say::pending_is_set: return Does::intends;
    case Say::billed_is_set: return Does::flags;
    default: return Does::looks;
  }
}

Then goes_on_with(Work& me, Does next) {
  me.does = next;
  return Then::goes_on;
}

// What it does not wait for comes twice, or late, and is ignored.
Then hears(const Params& p, Work& me, const Query& answer) {
  if (answered(answer.say) != place(p, me)) return Then::waits_on;
  switch (answer.say) {
    case Say::not_billed: return goes_on_with(me, intends(p) ? Does::intends : Does::charges);
    case Say::is_pending:
      return p.pending == Pending::skip ? Then::ends : goes_on_with(me, Does::charges);
    case Say::pending_is_set: return goes_on_with(me, Does::charges);
    case Say::charged: return has_flag(p) ? goes_on_with(me, Does::flags) : Then::ends;
    default: return Then::ends;
  }
}

Say looked_up(const Params& p, const Data& data) {
  const bool billed = has_flag(p) ? data.flag == Flag::billed : data.charges > 0;
  if (billed) return Say::already_billed;
  return data.flag == Flag::pending ? Say::is_pending : Say::not_billed;
}

Query serves(const Params& p, Data& data, const Query& query) {
  switch (query.say) {
    case Say::charge:
      if (data.charges < 2) ++data.charges;
      return {Say::charged};
    case Say::set_pending: data.flag = Flag::pending; return {Say::pending_is_set};
    case Say::set_billed: data.flag = Flag::billed; return {Say::billed_is_set};
    default: return {looked_up(p, data)};
  }
}

Access access(const Query& query) {
  return query.say == Say::is_it_billed ? Access::read : Access::write;
}

// The charge comes with an idempotency key; the flag is set to the same however often that is done.
bool has_key(const Query& query) { return query.say == Say::charge; }

bool at_provider(const Query& query) {
  return query.say == Say::charge || query.say == Say::charged;
}

// A charge is computed from the answer that there was none.
bool unchanged(const Data& data, const Query&) { return data.charges == 0; }

std::string words(const Params&, const Query& query) {
  static constexpr const char* texts[] = {
      "billed?",    "not billed",  "already billed", "charge",      "charged",
      "is pending", "set pending", "set billed",     "pending set", "billed set"};
  return texts[static_cast<std::size_t>(query.say)];
}

void observes(const Params&, const Data& data, Observation& seen) { seen.charges = data.charges; }

void build(Workload<Params, Work, Data, Query>& m) {
  m.parameter<&Params::program>(
       "how a client bills: read-then-charge (asks the store, then charges), charge-blindly "
       "(charges), charge-then-flag (reads a flag, charges at a payment provider, writes the "
       "flag), intent-first (the same, but writes its intent before it charges)")
      .rare();
  m.parameter<&Params::pending>(
       "what a client does when it finds another's intent: retry (charges), skip (leaves the job)")
      .rare()
      .only_with("program=intent-first");
  m.deed<Does::looks, looks>("asks whether the job is billed");
  m.deed<Does::charges>("charges the customer");
  m.deed<Does::intends, intends>("writes that it will charge");
  m.deed<Does::flags, has_flag>("writes that the job is billed");
  m.program<place, sends, hears, serves, access>();
  m.second_store<at_provider, has_flag>("payment provider");
  m.keys<has_key>();
  m.compares<unchanged>();
  m.words<words>();
  m.shows<observes>();
  m.property(billed_at_most_once);
  m.property(nothing_left_unbilled);
  m.each_client_once();
}

}  // namespace

LOCKSTEP_WORKLOAD("bill", "bills a customer once", "Kleppmann, How to do distributed locking, 2016",
                  build)

}  // namespace lockstep
