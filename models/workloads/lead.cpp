// A client leads: it writes again and again for as long as it believes that it has the lock.
//
// It never gives the lock back by itself. How long it takes from one write to the next is `job`.
#include "models/composition/workload.hpp"

namespace lockstep {
namespace {

enum class Does : std::uint8_t { writes };
BOOST_DESCRIBE_ENUM(Does, writes)

struct Work {
  Does does;
};
BOOST_DESCRIBE_STRUCT(Work, (), (does))

enum class Say : std::uint8_t { write, written };
BOOST_DESCRIBE_ENUM(Say, write, written)

struct Query {
  Say say;
};
BOOST_DESCRIBE_STRUCT(Query, (), (say))

Query sends(const Nothing&, const Work&) { return {Say::write}; }
Then hears(const Nothing&, Work&, const Query&) { return Then::goes_on; }
Query serves(const Nothing&, Nothing&, const Query&) { return {Say::written}; }
Access access(const Query&) { return Access::write; }

std::string words(const Nothing&, const Query& query) {
  return query.say == Say::write ? "write" : "written";
}

void observes(const Nothing&, const Nothing&, Observation&) {}

bool takes_time(const Nothing&, const Environment& environment) { return environment.job > 0; }

void build(Workload<Nothing, Work, Nothing, Query>& m) {
  m.needs<takes_time>("`workload=lead` needs `job`: how long from one write to the next, as job=1");
  m.deed<Does::writes>("writes as the leader");
  m.program<&Work::does, sends, hears, serves, access>();
  m.words<words>();
  m.shows<observes>();
}

}  // namespace

LOCKSTEP_WORKLOAD("lead", "writes again and again while it believes that it holds the lock",
                  "Kubernetes client-go, tools/leaderelection", build)

}  // namespace lockstep
