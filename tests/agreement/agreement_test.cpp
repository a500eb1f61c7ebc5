#include "tests/agreement/agreement.hpp"

#include "tests/agreement/random_system.hpp"
#include "tests/catch.hpp"

namespace lockstep {
namespace {

std::string in_full(const Model& model, std::uint64_t) { return disagreement(model); }

TEST_CASE("Random graphs are searched as the oracle searches them") {
  CHECK(first_disagreement(1500, random_graph, in_full) == "");
}

TEST_CASE("Random systems of interchangeable parts are searched as the oracle searches them") {
  CHECK(first_disagreement(300, random_parts, in_full) == "");
}

TEST_CASE("Random systems with levels of thousands of states are searched as the oracle does") {
  CHECK(first_disagreement(8, random_crowd, in_full) == "");
}

TEST_CASE("Random protocols of the kit are searched as the oracle searches them") {
  CHECK(first_disagreement(1000, random_protocol, in_full) == "");
}

TEST_CASE("Random graphs are searched alike up to a limit of states") {
  CHECK(first_disagreement(600, random_graph, disagreement_when_limited) == "");
}

TEST_CASE("Random systems of interchangeable parts are searched alike up to a limit of states") {
  CHECK(first_disagreement(120, random_parts, disagreement_when_limited) == "");
}

TEST_CASE("Random systems keep their contract, and are searched alike when it is watched") {
  const auto watched = [](const Model& model, std::uint64_t) {
    return disagreement_when_watched(model);
  };
  CHECK(first_disagreement(200, random_graph, watched) == "");
  CHECK(first_disagreement(60, random_parts, watched) == "");
  CHECK(first_disagreement(40, random_protocol, watched) == "");
}

}  // namespace
}  // namespace lockstep
