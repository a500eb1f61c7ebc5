#include "checker/exchange.hpp"

#include "checker/ensure.hpp"

#include <algorithm>
#include <utility>

namespace lockstep {
namespace {

// How many records ahead of its insertion a record's slots are fetched: enough to hide a miss of
// the cache, few enough for the processor to have them all under way.
constexpr std::size_t ahead = 16;

constexpr std::uint64_t few = 4096;  // records that are not worth waking a second thread for

}  // namespace

void Exchange::open(const Store& store) {
  for (Outbox& box : outboxes_) box.reset(store.shards(), store.code()->words());
}

void Exchange::take(Store& store, std::size_t number, Frontier* found) {
  Shard& shard = store.shard(number);
  const std::shared_ptr<const Code>& code = store.code();
  const std::size_t words = code->words();
  for (const Outbox& box : outboxes_)
    box.for_each(number, [&](const std::uint64_t* records, std::size_t count) {
      for (std::size_t i = 0; i < std::min(ahead, count); ++i) shard.prefetch(records[i * words]);
      for (std::size_t i = 0; i < count; ++i) {
        if (i + ahead < count) shard.prefetch(records[(i + ahead) * words]);
        const std::uint64_t* record = records + i * words;
        if (shard.insert(record[0], record + 1)) found->add(code, record);
      }
    });
}

Frontier Exchange::deliver(Store& store) {
  std::uint64_t records = 0;
  for (const Outbox& box : outboxes_) records += box.records();
  if (records < few)
    for (std::size_t i = 0; i < store.shards(); ++i) take(store, i, &found_[0]);
  else
    team_.share(store.shards(), [&](int worker, std::size_t shard) {
      take(store, shard, &found_[static_cast<std::size_t>(worker)]);
    });
  Frontier all;
  for (Frontier& part : found_) all.append(std::move(part));
  return all;
}

std::unique_ptr<Store> rehouse(Store& old, std::shared_ptr<const Code> code, unsigned shard_bits,
                               Team& team, Exchange& exchange) {
  auto store = std::make_unique<Store>(code, shard_bits);
  const Code& from = *old.code();
  const auto move_shard = [&](int worker, std::size_t number) {
    std::vector<std::uint64_t> record(std::max(from.words(), code->words()));
    std::vector<std::uint64_t> scratch(record.size());
    std::vector<std::byte> state(from.packing().width());
    Outbox& box = exchange.outbox(worker);
    old.shard(number).for_each([&](std::uint64_t head, const std::uint64_t* tail, std::uint64_t) {
      record[0] = head;
      std::copy_n(tail, from.words() - 1, record.data() + 1);
      if (code != old.code()) {
        from.decode(record.data(), scratch.data(), state.data());
        ensure(code->encode(state.data(), record.data()), "a wider packing fits every old state");
      }
      box.add(store->shard_of(record[0]), record.data());
    });
    old.shard(number).release();
  };
  const std::uint64_t each = old.size() / store->shards();  // hashes spread them evenly
  if (each > 0)
    for (std::size_t i = 0; i < store->shards(); ++i) store->shard(i).reserve(each);
  if (old.size() < few) {
    exchange.open(*store);
    for (std::size_t i = 0; i < old.shards(); ++i) move_shard(0, i);
    exchange.deliver(*store);
    return store;
  }
  const auto at_once = static_cast<std::size_t>(4 * team.size());  // shards, to bound the outboxes
  for (std::size_t first = 0; first < old.shards(); first += at_once) {
    exchange.open(*store);
    team.share(std::min(at_once, old.shards() - first),
               [&](int worker, std::size_t i) { move_shard(worker, first + i); });
    exchange.deliver(*store);
  }
  return store;
}

}  // namespace lockstep
