// The threads of a search.
#pragma once

#include <functional>
#include <memory>

namespace lockstep {

// How many workers `threads` asks for: by 0, one for each core. Throws Refused outside 0 to 256.
int workers_of(int threads);

class Team {
 public:
  // `threads` workers, at least 1; more than there are cores is allowed.
  explicit Team(int threads);
  ~Team();

  int size() const { return size_; }

  // Calls work(0) … work(size() - 1), in parallel if there are enough threads, and waits for all.
  // As far as can be had, a worker's calls are all on the same thread. An exception of one of them
  // is thrown again here.
  void run(const std::function<void(int)>& work);

  // Calls work(worker, item) for each item in [0, items), handed out one by one: to a worker those
  // that it had the last time first (checker/machine/shares.hpp).
  void share(std::size_t items, const std::function<void(int, std::size_t)>& work);

 private:
  struct Threads;
  std::unique_ptr<Threads> threads_;
  int size_;
};

}  // namespace lockstep
