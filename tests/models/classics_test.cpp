// The counts that SPIN and rumur print for the same models, to the last digit.
#include "checker/search.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "tests/catch.hpp"

namespace lockstep {
namespace {

struct Row {
  const char* protocol;
  const char* settings;
  std::uint64_t states;
  std::uint64_t transitions;
  std::uint64_t depth;
};

Report checked(const std::string& protocol, const std::string& settings, unsigned reductions) {
  Options options;
  options.reductions = reductions;
  return check(*find_protocol(catalogue(), protocol).make(parse_settings({settings})), options);
}

void compare(const Row& row, unsigned reductions) {
  INFO(row.protocol << ' ' << row.settings);
  const Report report = checked(row.protocol, row.settings, reductions);
  CHECK(report.states == row.states);
  CHECK(report.transitions == row.transitions);
  CHECK(report.depth == row.depth);
}

TEST_CASE("the classics have the state spaces that other checkers find") {
  const Row rows[] = {
      {"peterson", "clients=2", 29, 50, 7},
      {"peterson", "clients=3", 988, 2360, 23},
      {"peterson", "clients=4", 52844, 163960, 51},
      {"lamport-fast", "clients=2", 310, 572, 22},
      {"lamport-fast", "clients=3", 9737, 25455, 38},
      {"lamport-fast", "clients=4", 289504, 973312, 57},
      {"abstract-lease", "clients=2", 277, 654, 19},
      {"abstract-lease", "clients=3", 4117, 13479, 25},
      {"abstract-lease", "clients=4", 56009, 232352, 32},
      {"abstract-lease", "clients=5", 710793, 3555335, 39},
      {"abstract-lease", "clients=2 retries=1", 4008, 10616, 26},
      {"abstract-lease", "clients=3 retries=1", 220032, 803136, 36},
      {"abstract-lease", "clients=2 retries=2", 12446, 33976, 30},
      {"two-phase-commit", "clients=3", 288, 1145, 10},
      {"two-phase-commit", "clients=4", 1568, 8257, 13},
      {"two-phase-commit", "clients=5", 8832, 58145, 16},
      {"two-phase-commit", "clients=6", 50816, 402305, 19},
      {"two-phase-commit", "clients=7", 296448, 2744705, 22},
  };
  for (const Row& row : rows) compare(row, no_reduction);
}

TEST_CASE("with symmetry exactly one state is stored for each orbit") {
  const Row rows[] = {
      {"abstract-lease", "clients=4", 3262, 13358, 32},
      {"abstract-lease", "clients=6", 30038, 173627, 46},
      {"abstract-lease", "clients=7", 74750, 494161, 53},
      {"two-phase-commit", "clients=5", 314, 2047, 16},
      {"two-phase-commit", "clients=9", 2232, 26315, 28},
  };
  for (const Row& row : rows) compare(row, symmetry);
}

TEST_CASE("a model whose processes are ordered offers no symmetry") {
  const auto offered = [](const std::string& protocol) {
    return find_protocol(catalogue(), protocol).make({})->shape().reductions;
  };
  CHECK(offered("peterson") == no_reduction);
  CHECK(offered("lamport-fast") == no_reduction);
  CHECK(offered("abstract-lease") == symmetry);
  CHECK(offered("two-phase-commit") == symmetry);
}

// The length of the shortest counterexample that a claim gives for a property; 0: it holds.
std::size_t expected_steps(const Claim& claim, const std::string& property) {
  for (const Expected& expected : claim.breaks)
    if (expected.property == property) return expected.steps;
  return 0;
}

TEST_CASE("every claim of the classics is true, with and without reductions") {
  for (const char* name : {"abstract-lease", "lamport-fast", "peterson", "two-phase-commit"}) {
    for (const Claim& claim : find_protocol(catalogue(), name).claims()) {
      INFO(name << ' ' << claim.settings);
      for (const unsigned reductions : {unsigned{no_reduction}, unsigned{every_reduction}}) {
        for (const PropertyReport& property :
             checked(name, claim.settings, reductions).properties) {
          const std::size_t steps = expected_steps(claim, property.name);
          CHECK((property.verdict == Verdict::violated) == (steps != 0));
          if (property.verdict != Verdict::seen) CHECK(property.steps == steps);
        }
      }
    }
  }
}

TEST_CASE("every property and every action of the classics has a claim that shows it") {
  for (const char* name : {"abstract-lease", "lamport-fast", "peterson", "two-phase-commit"}) {
    INFO(name);
    const CatalogueEntry& entry = find_protocol(catalogue(), name);
    const auto model = entry.make({});
    std::vector<std::uint64_t> taken(model->shape().actions.size());
    for (const Claim& claim : entry.claims()) {
      const Report report = checked(name, claim.settings, no_reduction);
      for (std::size_t i = 0; i < taken.size(); ++i) taken[i] += report.taken[i];
    }
    for (std::size_t i = 0; i < taken.size(); ++i) {
      INFO(model->shape().actions[i].name);
      CHECK(taken[i] > 0);
    }
    for (const Property& property : model->shape().properties) {
      bool broken = false;
      for (const Claim& claim : entry.claims()) broken |= expected_steps(claim, property.name) > 0;
      CHECK((broken || property.when == When::sometimes));
    }
  }
}

}  // namespace
}  // namespace lockstep
