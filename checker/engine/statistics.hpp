// What a search did inside, and what that took: for whoever wants to know where time and memory go.
//
// Workers count for themselves, in lines of the cache of their own; all else is counted between
// rounds by the thread that leads the search. So counting costs nothing that could be measured.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep {

// Records that were inserted into shards.
struct Insertions {
  std::uint64_t records = 0;
  std::uint64_t fresh = 0;        // of these: not seen before
  std::uint64_t from_others = 0;  // of these: found by another worker than the one that inserts
};

// Of one worker.
struct WorkerStatistics {
  std::uint64_t transitions = 0;  // that it took
  std::uint64_t misfits = 0;      // states that it found and the code could not encode
  Insertions insertions;
};

// Of one search, since it began or was resumed. `level_states_max` does not depend on the number of
// threads, nor does `state_bits` when the search was finished; all else may.
struct SearchStatistics {
  std::uint64_t rounds = 0;
  std::uint64_t level_states_max = 0;  // states of the largest level,
  std::uint64_t level_bytes_max = 0;   // and the most memory that the states of a level took

  std::uint64_t packing_widened = 0;      // times
  std::uint64_t dictionaries_grown = 0;   // times
  std::uint64_t encoded_anew = 0;         // times that the whole visited set was
  std::uint64_t states_encoded_anew = 0;  // all these times together
  std::uint64_t splits = 0;               // of all shards
  std::uint64_t spills = 0;               // of levels into a file
  std::uint64_t bytes_spilled = 0;

  double seconds_expanding = 0;  // states judged, steps taken, successors encoded
  double seconds_inserting = 0;  // records brought to their shards
  double seconds_encoding = 0;   // misfits admitted, states encoded anew, shards split

  unsigned state_bits = 0;       // of a packed state
  std::size_t key_words = 0;     // words of 64 bits of a packed state
  std::size_t record_words = 0;  // of the record that stands for it
  std::uint64_t dictionary_values = 0;
  std::uint64_t dictionary_bytes = 0;
  std::size_t shards = 0;
  std::uint64_t shard_bytes = 0;

  std::vector<WorkerStatistics> workers;

  // The sums over all workers.
  WorkerStatistics all_workers() const {
    WorkerStatistics all;
    for (const WorkerStatistics& worker : workers) {
      all.transitions += worker.transitions;
      all.misfits += worker.misfits;
      all.insertions.records += worker.insertions.records;
      all.insertions.fresh += worker.insertions.fresh;
      all.insertions.from_others += worker.insertions.from_others;
    }
    return all;
  }
};

// Adds the seconds that it lives to a sum.
class Stopwatch {
 public:
  explicit Stopwatch(double& sum) : sum_(sum) {}
  ~Stopwatch() { sum_ += std::chrono::duration<double>(Clock::now() - start_).count(); }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  using Clock = std::chrono::steady_clock;
  double& sum_;
  Clock::time_point start_ = Clock::now();
};

}  // namespace lockstep
