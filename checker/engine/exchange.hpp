// Brings records from the workers that found them to the shards that own them.
#pragma once

#include "checker/engine/frontier.hpp"
#include "checker/engine/outbox.hpp"
#include "checker/engine/statistics.hpp"
#include "checker/machine/memory.hpp"
#include "checker/machine/team.hpp"
#include "checker/store/visited_set.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace lockstep {

class Exchange {
 public:
  explicit Exchange(Team& team)
      : team_(team),
        outboxes_(static_cast<std::size_t>(team.size())),
        inserters_(outboxes_.size()) {}

  // Empties all outboxes and makes them ready for records of `store`.
  void open(const VisitedSet& store);

  // One for each worker of the team, used by that worker alone.
  Outbox& outbox(int worker) { return outboxes_[static_cast<std::size_t>(worker)]; }

  // Inserts what is in the outboxes. Those records that are new are added to `found`, which has a
  // frontier for each worker, or none when nobody wants to know.
  void deliver(VisitedSet& store, std::span<Frontier> found);

  // What this worker has inserted for somebody who wanted to know what is new.
  const Insertions& insertions(std::size_t worker) const { return inserters_[worker].counted; }

 private:
  struct alignas(own_lines) Inserter {
    std::vector<std::uint64_t> records;  // for the shard at hand
    Insertions counted;
  };

  void take(VisitedSet& store, int worker, std::size_t shard, std::span<Frontier> found);

  Team& team_;
  std::vector<Outbox> outboxes_;
  std::vector<Inserter> inserters_;  // by worker
};

// `code`, or where it has no room for all states of the store the same with more room.
std::shared_ptr<const Code> with_room_for(VisitedSet& store, std::shared_ptr<const Code> code,
                                          Team& team);

// A store of the same states with another code that has room for all of them. Empties `old` as it
// goes. Throws MemoryLimitHit, with both of no use, when the process takes more than `memory_max`
// bytes meanwhile.
std::unique_ptr<VisitedSet> rehouse(VisitedSet& old, std::shared_ptr<const Code> code, Team& team,
                                    Exchange& exchange,
                                    std::uint64_t memory_max = unlimited_memory);

}  // namespace lockstep
