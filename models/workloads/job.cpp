// A client does a job: it works for up to `job` ticks, needs no store, and gives the lock back.
//
// So a lock is seen by itself, in few states. Where clients start at the same date
// (start=scheduled) it counts how often the job of that date is done.
#include "models/composition/workload.hpp"
#include "properties/schedule.hpp"

namespace lockstep {
namespace {

struct Data {
  Count<2> runs;  // of the job of one date; 2 stands for more, too
};
BOOST_DESCRIBE_STRUCT(Data, (), (runs))

void begins(const Nothing&, const Environment& environment, Data& data) {
  if (environment.start == Start::scheduled && data.runs < 2) ++data.runs;
}

void observes(const Nothing&, const Data& data, Observation& seen) { seen.runs = data.runs; }

bool takes_time(const Nothing&, const Environment& environment) { return environment.job > 0; }

void build(Workload<Nothing, Nothing, Data, Nothing>& m) {
  m.needs<takes_time>("`workload=job` needs `job`: how long the work takes at most, as job=1");
  m.ends_with_job();
  m.notes<begins>();
  m.shows<observes>();
  m.property(once_for_each_date);
}

}  // namespace

LOCKSTEP_WORKLOAD("job", "does a job that takes some time and needs no store", "ShedLock, README",
                  build)

}  // namespace lockstep
