#include "checker/engine/exchange.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/model/state.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

namespace lockstep {
namespace {

constexpr std::uint64_t few = 4096;  // records that are not worth waking a second thread for

// Two stores of at most this many bytes may be in memory side by side.
constexpr std::uint64_t bytes_twice_max = std::uint64_t{16} << 20;

// Encodes all states of a shard anew, and calls visit(record) for each until it is false or a state
// cannot be encoded. True when it went through.
template <class Visit>
bool recode(const Shard& shard, const Code& from, const Code& to, Visit&& visit) {
  std::vector<std::uint64_t> record(to.room());
  std::vector<std::uint64_t> scratch(from.room());
  StateBytes state(from.packing().width());
  bool all = true;
  shard.for_each([&](const std::uint64_t* seen) {
    if (!all) return;
    from.decode(seen, scratch.data(), state.data());
    all = to.encode(state.data(), record.data());
    if (all) visit(record.data());
  });
  return all;
}

}  // namespace

void Exchange::open(const VisitedSet& store) {
  for (Outbox& box : outboxes_) box.reset(store.shards(), store.code()->words());
}

void Exchange::take(VisitedSet& store, int worker, std::size_t number, std::span<Frontier> found) {
  const auto own = static_cast<std::size_t>(worker);
  const std::size_t words = store.code()->words();
  std::size_t count = 0;
  for (const Outbox& box : outboxes_) count += box.records_for(number);
  Inserter& inserter = inserters_[own];
  std::vector<std::uint64_t>& records = inserter.records;
  if (records.size() < count * words) records.resize(count * words);
  std::uint64_t* end = records.data();
  for (const Outbox& box : outboxes_) end = box.copy(number, end);
  const std::size_t fresh = store.shard(number).insert(records.data(), count);
  if (found.empty()) return;
  found[own].add(store.code(), records.data(), fresh);
  inserter.counted.records += count;
  inserter.counted.fresh += fresh;
  inserter.counted.from_others += count - outboxes_[own].records_for(number);
}

void Exchange::deliver(VisitedSet& store, std::span<Frontier> found) {
  std::uint64_t records = 0;
  for (const Outbox& box : outboxes_) records += box.records();
  if (records < few)
    for (std::size_t i = 0; i < store.shards(); ++i) take(store, 0, i, found);
  else
    team_.share(store.shards(),
                [&](int worker, std::size_t shard) { take(store, worker, shard, found); });
}

std::shared_ptr<const Code> with_room_for(VisitedSet& store, std::shared_ptr<const Code> code,
                                          Team& team) {
  if (!code->folds() || code->has_records_of(*store.code())) return code;
  std::atomic<bool> all;
  do {
    all = true;
    team.share(store.shards(), [&](int, std::size_t number) {
      const auto nothing = [](const std::uint64_t*) {};
      if (all && !recode(store.shard(number), *store.code(), *code, nothing)) all = false;
    });
    if (!all || code->crowded()) code = code->grown(store.size());
  } while (!all);
  return code;
}

std::unique_ptr<VisitedSet> rehouse(VisitedSet& old, std::shared_ptr<const Code> code, Team& team,
                                    Exchange& exchange, std::uint64_t memory_max) {
  auto store = std::make_unique<VisitedSet>(code, old.shard_bits());
  const Code& from = *old.code();
  const auto move_shard = [&](int worker, std::size_t number) {
    Outbox& box = exchange.outbox(worker);
    const auto put = [&](const std::uint64_t* record) {
      box.add(store->shard_of(record[0]), record);
    };
    ensure(recode(old.shard(number), from, *code, put), "a wider code fits every old state");
    old.shard(number).release();
  };
  // Every old shard has some states for every new one: room for all of them would be touched long
  // before the old shards are gone, so the shards of a large store grow as states come.
  const std::uint64_t each = old.size() / store->shards();  // hashes spread them evenly
  if (each > 0 && old.bytes() < bytes_twice_max)
    for (std::size_t i = 0; i < store->shards(); ++i) store->shard(i).reserve(each);
  if (old.size() < few) {
    exchange.open(*store);
    for (std::size_t i = 0; i < old.shards(); ++i) move_shard(0, i);
    exchange.deliver(*store, {});
    return store;
  }
  const auto at_once = static_cast<std::size_t>(4 * team.size());  // shards, to bound the outboxes
  for (std::size_t first = 0; first < old.shards(); first += at_once) {
    exchange.open(*store);
    team.share(std::min(at_once, old.shards() - first),
               [&](int worker, std::size_t i) { move_shard(worker, first + i); });
    exchange.deliver(*store, {});
    if (memory_now() > memory_max) throw MemoryLimitHit();
  }
  return store;
}

}  // namespace lockstep
