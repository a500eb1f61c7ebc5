// A client bills a customer once: it asks the store whether the job is billed, and if it is not,
// charges.
#include "models/composition/workload.hpp"
#include "properties/billing.hpp"

namespace lockstep {
namespace {

enum class Does : std::uint8_t { looks, charges };
BOOST_DESCRIBE_ENUM(Does, looks, charges)

struct Work {
  Does does;
};
BOOST_DESCRIBE_STRUCT(Work, (), (does))

struct Data {
  Count<2> charges;  // of the customer for the job; 2 stands for more, too
};
BOOST_DESCRIBE_STRUCT(Data, (), (charges))

enum class Say : std::uint8_t { is_it_billed, not_billed, already_billed, charge, charged };
BOOST_DESCRIBE_ENUM(Say, is_it_billed, not_billed, already_billed, charge, charged)

struct Query {
  Say say;
};
BOOST_DESCRIBE_STRUCT(Query, (), (say))

Query sends(const Nothing&, const Work& me) {
  return {me.does == Does::looks ? Say::is_it_billed : Say::charge};
}

// What it does not wait for comes twice, or late, and is ignored.
Then hears(const Nothing&, Work& me, const Query& answer) {
  const bool of_charge = answer.say == Say::charged;
  if (of_charge != (me.does == Does::charges)) return Then::waits_on;
  if (answer.say != Say::not_billed) return Then::ends;
  me.does = Does::charges;
  return Then::goes_on;
}

Query serves(const Nothing&, Data& data, const Query& query) {
  if (query.say != Say::charge) return {data.charges > 0 ? Say::already_billed : Say::not_billed};
  if (data.charges < 2) ++data.charges;
  return {Say::charged};
}

Access access(const Query& query) {
  return query.say == Say::charge ? Access::write : Access::read;
}

// A charge is computed from the answer that there was none.
bool unchanged(const Data& data, const Query&) { return data.charges == 0; }

std::string words(const Nothing&, const Query& query) {
  static constexpr const char* texts[] = {"billed?", "not billed", "already billed", "charge",
                                          "charged"};
  return texts[static_cast<std::size_t>(query.say)];
}

void observes(const Nothing&, const Data& data, Observation& seen) { seen.charges = data.charges; }

void build(Workload<Nothing, Work, Data, Query>& m) {
  m.deed<Does::looks>("asks whether the job is billed");
  m.deed<Does::charges>("charges the customer");
  m.program<&Work::does, sends, hears, serves, access>();
  m.compares<unchanged>();
  m.words<words>();
  m.shows<observes>();
  m.property(billed_at_most_once);
  m.property(nothing_left_unbilled);
}

}  // namespace

LOCKSTEP_WORKLOAD("bill", "bills a customer once: looks whether it is billed, then charges",
                  "Kleppmann, How to do distributed locking, 2016", build)

}  // namespace lockstep
