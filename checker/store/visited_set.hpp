// The visited set: every state ever seen, as a set of records that is spread over shards by the top
// bits of their heads.
//
// States are compared in full: a record determines its state, and a shard gives every record back.
#pragma once

#include "checker/machine/team.hpp"
#include "checker/store/code.hpp"
#include "checker/store/shard.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace lockstep {

// Threads may use different shards concurrently; everything else is for one thread at a time.
class VisitedSet {
 public:
  explicit VisitedSet(std::shared_ptr<const Code> code, unsigned shard_bits = shard_bits_min);

  void save(CheckpointWriter& to) const;
  static std::unique_ptr<VisitedSet> load(CheckpointReader& from);

  std::size_t shards() const { return shards_.size(); }
  Shard& shard(std::size_t number) { return shards_[number]; }
  std::size_t shard_of(std::uint64_t head) const { return head >> head_shift_; }

  const std::shared_ptr<const Code>& code() const { return code_; }

  // Goes on with a code that has the records of the one before.
  void continue_with(std::shared_ptr<const Code> code);
  std::uint64_t size() const;  // states
  std::uint64_t bytes() const { return shard_bytes() + code_->bytes(); }
  std::uint64_t shard_bytes() const;

  // Shards are to be small enough for a core's cache, and few while the store is small.
  bool wants_more_shards() const;
  unsigned shard_bits() const { return shard_bits_; }

  // The same states in eight shards for each of these. Empties this store as it goes.
  std::unique_ptr<VisitedSet> split(Team& team);

 private:
  static constexpr unsigned shard_bits_min = 6;  // so many that workers end together
  static constexpr unsigned shard_bits_step = 3;
  static constexpr unsigned shard_bits_max = 12;

  std::shared_ptr<const Code> code_;
  unsigned shard_bits_;
  unsigned head_shift_;
  std::vector<Shard> shards_;
};

}  // namespace lockstep
