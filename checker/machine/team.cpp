#include "checker/machine/team.hpp"

#include "checker/errors/errors.hpp"
#include "checker/machine/shares.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

namespace lockstep {
namespace {

constexpr unsigned workers_max = 256;

}  // namespace

int workers_of(int threads) {
  if (threads < 0 || threads > int{workers_max})
    throw Refused("--threads " + std::to_string(threads) + " is out of range: 1 to " +
                  std::to_string(workers_max));
  if (threads > 0) return threads;
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, workers_max));
}

struct Team::Threads {
  explicit Threads(int size)
      : allowed(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(size)),
        arena(size) {}

  tbb::global_control allowed;
  tbb::task_arena arena;
};

Team::Team(int threads)
    : threads_(threads > 1 ? std::make_unique<Threads>(threads) : nullptr), size_(threads) {}

Team::~Team() = default;

void Team::run(const std::function<void(int)>& work) {
  if (!threads_) return work(0);
#ifdef LOCKSTEP_SANITIZED_THREADS
  // The distribution's TBB is not instrumented: the sanitizer does not see how it synchronises.
  // Plain threads do the same work, and every race of ours shows.
  std::vector<std::jthread> threads;
  for (int worker = 0; worker < size_; ++worker)
    threads.emplace_back([&work, worker] { work(worker); });
#else
  threads_->arena.execute([&] {
    tbb::parallel_for(
        0, size_, 1, [&](int worker) { work(worker); }, tbb::static_partitioner());
  });
#endif
}

void Team::share(std::size_t items, const std::function<void(int, std::size_t)>& work) {
  Shares shares(items, static_cast<std::size_t>(size_));
  run([&](int worker) {
    while (const auto item = shares.take(static_cast<std::size_t>(worker))) work(worker, *item);
  });
}

}  // namespace lockstep
