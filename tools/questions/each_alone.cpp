#include "tools/questions/each_alone.hpp"

#include "checker/machine/team.hpp"

#include <mutex>

namespace lockstep {

void each_alone(std::size_t items, const Options& options,
                const std::function<void(std::size_t, const Options&)>& work,
                const std::function<void(std::size_t)>& done) {
  Options alone = options;
  alone.threads = 1;
  alone.progress = {};
  std::mutex one_at_a_time;
  std::size_t finished = 0;
  Team(workers_of(options.threads)).share(items, [&](int, std::size_t item) {
    work(item, alone);
    const std::lock_guard lock(one_at_a_time);
    ++finished;
    if (done) done(finished);
  });
}

}  // namespace lockstep
