#include "checker/engine/statistics.hpp"

#include "checker/engine/explorer.hpp"
#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"
#include "tests/checker/wide.hpp"

#include <algorithm>

namespace lockstep {
namespace {

bool never() { return false; }

// What a whole search did. `largest`: states of its largest level, found from outside.
struct Searched {
  Searched(const Model& model, int threads) {
    Team team(threads);
    Explorer explorer(model, team, no_reduction);
    while (!explorer.finished()) {
      largest = std::max<std::uint64_t>(largest, explorer.frontier().size());
      explorer.expand_level(never);
    }
    statistics = explorer.statistics();
    states = explorer.states();
    transitions = explorer.transitions();
    levels = explorer.level();
  }
  SearchStatistics statistics;
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  std::uint64_t levels = 0;
  std::uint64_t largest = 0;
};

TEST_CASE("What the workers counted adds up to the counts of the search") {
  const Toy toy = counters(5, 10);
  for (const int threads : {1, 2, 4}) {
    const Searched searched(toy, threads);
    const WorkerStatistics all = searched.statistics.all_workers();
    CHECK(searched.statistics.workers.size() == static_cast<std::size_t>(threads));
    CHECK(all.transitions == searched.transitions);
    CHECK(all.insertions.fresh == searched.states);
    CHECK(all.insertions.records >= searched.states);
    CHECK(all.insertions.records <= searched.transitions + 1);  // and the start
    CHECK((threads > 1 || all.insertions.from_others == 0));
    CHECK(all.insertions.from_others <= all.insertions.records);
    CHECK(searched.statistics.rounds >= searched.levels);
  }
}

TEST_CASE("The largest level and the bits of a state do not depend on the number of threads") {
  const Toy toy = counters(5, 10);
  for (const int threads : {1, 2, 4}) {
    const Searched searched(toy, threads);
    CHECK(searched.statistics.level_states_max == searched.largest);
    CHECK(searched.statistics.level_bytes_max > 0);
    CHECK(searched.statistics.state_bits == 20);  // five digits from 0 to 9
    CHECK(searched.statistics.key_words == 1);
    CHECK(searched.statistics.dictionary_values == 0);
  }
}

TEST_CASE("States that have to be encoded anew are counted") {
  const Toy toy = counters(4, 10);
  const Wide wide(toy);
  const SearchStatistics all = Searched(wide, 2).statistics;
  CHECK(all.all_workers().misfits > 0);
  CHECK(all.packing_widened > 0);
  CHECK(all.dictionaries_grown > 0);
  CHECK(all.encoded_anew > 0);
  CHECK(all.states_encoded_anew > all.encoded_anew);
  CHECK(all.key_words > all.record_words);
  CHECK(all.dictionary_values >= 10000);  // a word of the key is different in each state
  CHECK(all.dictionary_bytes >= 8 * all.dictionary_values);
}

TEST_CASE("What is moved into a file is counted") {
  const Toy toy = counters(4, 10);
  Team team(2);
  Explorer explorer(toy, team, no_reduction);
  while (explorer.frontier().size() < 600) explorer.expand_level(never);
  const std::uint64_t states = explorer.frontier().size();
  CHECK(explorer.statistics().spills == 0);
  explorer.spill();
  CHECK(explorer.statistics().spills == 1);
  CHECK(explorer.statistics().bytes_spilled == states * sizeof(std::uint64_t));
  explorer.spill();
  CHECK(explorer.statistics().spills == 1);
}

}  // namespace
}  // namespace lockstep
