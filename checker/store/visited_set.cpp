#include "checker/store/visited_set.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/machine/checkpoint.hpp"

#include <utility>

namespace lockstep {
namespace {

constexpr std::uint64_t shard_bytes_max = 1 << 20;  // a usual second-level cache

}  // namespace

VisitedSet::VisitedSet(std::shared_ptr<const Code> code, unsigned shard_bits)
    : code_(std::move(code)),
      shard_bits_(shard_bits),
      head_shift_(code_->keys().head_bits - shard_bits),
      shards_(std::size_t{1} << shard_bits) {
  for (std::size_t i = 0; i < shards_.size(); ++i) shards_[i].shape(code_->keys(), shard_bits, i);
}

void VisitedSet::continue_with(std::shared_ptr<const Code> code) {
  ensure(code->has_records_of(*code_), "the records stay what they are");
  code_ = std::move(code);
}

std::uint64_t VisitedSet::size() const {
  std::uint64_t sum = 0;
  for (const Shard& shard : shards_) sum += shard.size();
  return sum;
}

std::uint64_t VisitedSet::shard_bytes() const {
  std::uint64_t sum = shards_.size() * sizeof(Shard);
  for (const Shard& shard : shards_) sum += shard.bytes();
  return sum;
}

void VisitedSet::save(CheckpointWriter& to) const {
  code_->save(to);
  to.put(shard_bits_);
  for (const Shard& shard : shards_) shard.save(to);
}

std::unique_ptr<VisitedSet> VisitedSet::load(CheckpointReader& from) {
  auto code = Code::load(from);
  auto store = std::make_unique<VisitedSet>(std::move(code), from.get<unsigned>());
  for (Shard& shard : store->shards_) shard.load(from);
  return store;
}

bool VisitedSet::wants_more_shards() const {
  return shard_bits_ < shard_bits_max && shard_bytes() > shards_.size() * shard_bytes_max;
}

std::unique_ptr<VisitedSet> VisitedSet::split(Team& team) {
  auto store = std::make_unique<VisitedSet>(code_, shard_bits_ + shard_bits_step);
  constexpr std::size_t parts = std::size_t{1} << shard_bits_step;
  team.share(shards(), [&](int, std::size_t number) {
    for (std::size_t part = number * parts; part < (number + 1) * parts; ++part)
      store->shard(part).take_from(shards_[number]);
    shards_[number].release();
  });
  return store;
}

}  // namespace lockstep
