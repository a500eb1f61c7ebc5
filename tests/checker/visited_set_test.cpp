#include "checker/store/visited_set.hpp"

#include "checker/engine/exchange.hpp"
#include "checker/machine/memory.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <cstring>
#include <random>
#include <set>

namespace lockstep {
namespace {

using Words = std::vector<std::uint64_t>;

const std::byte* bytes(const Words& state) {
  return reinterpret_cast<const std::byte*>(state.data());
}

// A code for states whose bits outside `mask` are always zero.
std::shared_ptr<const Code> code_for(const Words& mask) {
  const Words zero(mask.size());
  std::vector<std::byte> wanted(8 * mask.size());
  std::memcpy(wanted.data(), mask.data(), wanted.size());
  return std::make_shared<const Code>(Packing(wanted.size(), bytes(zero)).widened(wanted));
}

std::set<Words> random_states(const Words& mask, std::size_t count) {
  std::mt19937_64 random(count);
  std::set<Words> states;
  while (states.size() < count) {
    Words state;
    for (const std::uint64_t word : mask) state.push_back(random() & word);
    states.insert(state);
  }
  return states;
}

// The same with room for all of them.
std::shared_ptr<const Code> with_room(std::shared_ptr<const Code> code,
                                      const std::set<Words>& states) {
  Words record(code->room());
  for (auto state = states.begin(); state != states.end();)
    if (code->encode(bytes(*state), record.data())) {
      ++state;
    } else {
      code = code->grown(states.size());
      record.resize(code->room());
      state = states.begin();
    }
  return code;
}

Frontier put(const std::set<Words>& states, VisitedSet& store, Exchange& exchange) {
  exchange.open(store);
  Words record(store.code()->room());
  int turn = 0;
  for (const Words& state : states) {
    REQUIRE(store.code()->encode(bytes(state), record.data()));
    exchange.outbox(turn++ % 2).add(store.shard_of(record[0]), record.data());
  }
  std::vector<Frontier> found(5);  // no team here has more workers
  exchange.deliver(store, found);
  Frontier all;
  for (Frontier& part : found) all.append(std::move(part));
  return all;
}

std::set<Words> content(const Frontier& frontier) {
  std::set<Words> states;
  std::vector<std::uint64_t> buffer;
  for (const Segment& segment : frontier.segments()) {
    const Code& code = *segment.code();
    const std::uint64_t* record = segment.records(0, segment.size(), buffer);
    for (std::size_t i = 0; i < segment.size(); ++i, record += code.words()) {
      Words scratch(code.room());
      Words state(code.packing().width() / 8);
      code.decode(record, scratch.data(), reinterpret_cast<std::byte*>(state.data()));
      states.insert(state);
    }
  }
  return states;
}

const Words narrow = {0xff00ff, 0x7f};
const Words wide = {0xfffffffffff, 0xffffffff, 0};
const Words wider = {~0ull, 0xffffffff, ~0ull};

TEST_CASE("A code gives back every state that it knows") {
  for (const Words& mask : {narrow, wide, wider}) {
    const auto states = random_states(mask, 200);
    const auto code = with_room(code_for(mask), states);
    Words record(code->room());
    Words scratch(code->room());
    Words back(mask.size());
    for (const Words& state : states) {
      REQUIRE(code->encode(bytes(state), record.data()));
      code->decode(record.data(), scratch.data(), reinterpret_cast<std::byte*>(back.data()));
      CHECK(back == state);
    }
  }
}

TEST_CASE("Records of a wide code outlive its growth and its widening while its roots have room") {
  const Words half = {0xffffffff, 0xffffffff, 0xff};
  const auto code = code_for(half);
  REQUIRE(code->folds());
  std::vector<Words> records;
  const std::vector<Words> states = {{0, 0, 0}, {5, 0, 0}, {5, 6, 7}, {0, 6, 255}};
  for (const Words& state : states) {
    records.emplace_back(code->room());
    REQUIRE(code->encode(bytes(state), records.back().data()));
  }
  std::vector<std::byte> wanted(24);
  wanted[5] = std::byte{1};
  for (const auto& next : {code->grown(4), code->widened(wanted)}) {
    CHECK(next->has_records_of(*code));
    for (std::size_t i = 0; i < states.size(); ++i) {
      Words again(next->room());
      REQUIRE(next->encode(bytes(states[i]), again.data()));
      CHECK(std::equal(again.begin(), again.begin() + 1, records[i].begin()));
      CHECK(next->words() == code->words());
    }
  }
  Words record(code->room());
  CHECK_FALSE(code->encode(bytes({1ull << 40, 0, 0}), record.data()));
  CHECK(code->widened(wanted)->encode(bytes({1ull << 40, 0, 0}), record.data()));
}

TEST_CASE("A tree that saves nothing is cut down") {
  const auto code = code_for(wider);
  const auto states = random_states(wider, 20000);
  CHECK(with_room(code, states)->folds());
  const std::uint64_t few = states.size();
  const std::uint64_t many = 1 << 20;
  CHECK(code->grown(few)->folds());
  CHECK(code->grown(many)->folds());
  const auto full = with_room(code, random_states(wider, 200000));
  CHECK(full->grown(few)->folds());
  CHECK_FALSE(full->grown(many)->folds());
}

TEST_CASE("What is delivered is new once") {
  for (const int threads : {2, 5})
    for (const Words& mask : {narrow, wide, wider}) {
      Team team(threads);
      Exchange exchange(team);
      const auto states = random_states(mask, 10000);
      VisitedSet store(with_room(code_for(mask), states));
      const Frontier found = put(states, store, exchange);
      CHECK(found.size() == states.size());
      CHECK(content(found) == states);
      CHECK(store.size() == states.size());
      CHECK(put(states, store, exchange).size() == 0);
    }
}

TEST_CASE("A store that is moved to a wider code, or split, has the same states") {
  for (const int threads : {2, 3}) {
    Team team(threads);
    Exchange exchange(team);
    VisitedSet store(code_for({0xfff, 0xffff, 0}));
    const auto states = random_states({0xfff, 0xffff, 0}, 10000);
    put(states, store, exchange);
    for (const Words& mask : {Words{0xfff, 0xffff, 0}, wide, wider})
      for (const unsigned splits : {0u, 1u, 3u}) {
        VisitedSet copy(store.code());
        put(states, copy, exchange);
        const auto code = with_room_for(copy, code_for(mask), team);
        auto moved = rehouse(copy, code, team, exchange);
        for (unsigned i = 0; i < splits; ++i) moved = moved->split(team);
        CHECK(moved->shards() == std::size_t{64} << 3 * splits);
        CHECK(moved->size() == states.size());
        CHECK(put(states, *moved, exchange).size() == 0);
        CHECK(moved->size() == states.size());
      }
  }
}

// Sanitizers keep memory of their own.
#ifndef LOCKSTEP_SANITIZED
TEST_CASE("A large store is moved to a wider code without being in memory twice") {
  constexpr std::uint64_t states = 4 << 20;
  constexpr std::uint64_t at_once = 1 << 14;
  Team team(2);
  Exchange exchange(team);
  VisitedSet store(code_for({0xffffffffff}), 7);
  std::uint64_t record = 0;
  for (std::uint64_t state = 0; state < states;) {
    exchange.open(store);
    for (const std::uint64_t end = state + at_once; state < end; ++state) {
      REQUIRE(store.code()->encode(bytes({state}), &record));
      exchange.outbox(0).add(store.shard_of(record), &record);
    }
    exchange.deliver(store, {});
  }
  const std::uint64_t before = memory_now();
  SECTION("when there is memory") {
    const std::uint64_t most = std::max(peak_memory(), before + store.bytes() / 4 * 3);
    const auto moved = rehouse(store, code_for({0x7fffffffffff}), team, exchange);
    CHECK(moved->size() == states);
    CHECK(peak_memory() <= most);  // an earlier test may have had more
  }
  SECTION("when the limit is hit it is told") {
    CHECK_THROWS_AS(rehouse(store, code_for({0x7fffffffffff}), team, exchange, before - (1 << 20)),
                    MemoryLimitHit);
  }
}
#endif

TEST_CASE("A store wants more shards when they outgrow a cache") {
  Team team(2);
  Exchange exchange(team);
  VisitedSet store(code_for({0xffffff, 0}), 4);
  CHECK_FALSE(store.wants_more_shards());
  for (std::uint64_t part = 0; !store.wants_more_shards() && part < 250; ++part) {
    std::set<Words> states;
    for (std::uint64_t i = 0; i < 20000; ++i) states.insert({part * 20000 + i, 0});
    put(states, store, exchange);
  }
  CHECK(store.wants_more_shards());
  CHECK(store.bytes() / store.shards() < 2 << 20);
}

TEST_CASE("A frontier keeps records of several codes apart") {
  const auto one = code_for(narrow);
  const auto other = with_room(code_for(wider), random_states(wider, 20000));
  Frontier frontier;
  std::set<Words> expected;
  Words record(8);
  for (const auto& [code, mask] : {std::pair{one, narrow}, std::pair{other, wider}})
    for (const Words& state : random_states(mask, 20000)) {
      REQUIRE(code->encode(bytes(state), record.data()));
      frontier.add(code, record.data(), 1);
      expected.insert(state);
    }
  CHECK(frontier.size() == 40000);
  CHECK(content(frontier) == expected);
  Frontier all;
  all.append(std::move(frontier));
  CHECK(frontier.size() == 0);
  CHECK(content(all) == expected);
}

}  // namespace
}  // namespace lockstep
