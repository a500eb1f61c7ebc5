// A network that a protocol with a state of its own declares in a line (kit/faults/network.hpp).
#include "checker/errors/errors.hpp"
#include "checker/search.hpp"
#include "tests/catch.hpp"
#include "tests/models/parcel.hpp"
#include "tests/models/postcards.hpp"
#include "tests/models/verdicts.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace lockstep {
namespace {

std::vector<Setting> settings_of(const std::string& text) {
  return text.empty() ? std::vector<Setting>{} : parse_settings({text});
}

Report checked_cards(const std::string& settings) {
  INFO(settings);
  Report report = check(*postcards()->make(settings_of(settings)), {});
  REQUIRE(report.exhausted());
  return report;
}

bool cards(const std::string& property, const std::string& settings) {
  return found(checked_cards(settings), property).verdict == Verdict::holds;
}

// "sentence (what drops it)", as the ledger has it.
std::vector<std::string> ledger(const CatalogueEntry& entry, const std::string& settings) {
  std::vector<std::string> lines;
  const auto model = entry.make(settings_of(settings));
  for (const Assumption& one : model->shape().assumptions)
    lines.push_back(one.sentence + (one.without.empty() ? "" : " (" + one.without + ')'));
  return lines;
}

TEST_CASE("a network keeps the bound on the delay of its messages") {
  CHECK(cards("in time", "patience=3 delay=2"));
  CHECK_FALSE(cards("in time", "patience=3 delay=3"));
  CHECK(cards("in time", "delay=0 patience=1"));
  CHECK_FALSE(cards("in time", "patience=9"));
}

TEST_CASE("time passes over a message that its receiver cannot take") {
  CHECK(cards("in time", "patience=2 delay=0 lunches=1"));
  CHECK_FALSE(cards("in time", "patience=1 delay=0 lunches=1"));
}

TEST_CASE("a message that is due makes those ahead of it due") {
  CHECK(cards("in time", "patience=3 delay=2 channels=fifo"));
  CHECK(cards("in time", "patience=3 delay=2 channels=fifo reorders=1 duplicates=1"));
  CHECK_FALSE(cards("in time", "patience=3 delay=3 channels=fifo"));
}

TEST_CASE("a network keeps the order of its messages where it is told to") {
  CHECK_FALSE(cards("in order", "delay=0"));
  CHECK(cards("in order", "channels=fifo"));
  CHECK(cards("in order", "channels=fifo duplicates=1"));
  CHECK_FALSE(cards("in order", "channels=fifo reorders=1"));
}

TEST_CASE("a network loses and duplicates messages up to its budgets") {
  CHECK(cards("read once", "delay=0"));
  CHECK_FALSE(cards("read once", "delay=0 duplicates=1"));
  CHECK(cards("all read", "delay=0"));
  CHECK_FALSE(cards("all read", "delay=0 losses=1"));
}

TEST_CASE("what is sent across a cut waits until it heals") {
  CHECK_FALSE(cards("in time", "delay=0 cuts=1"));
  CHECK(cards("all read", "delay=0 cuts=1"));
}

TEST_CASE("what is sent across a cut that drops never arrives") {
  CHECK_FALSE(cards("all read", "delay=0 cuts=1 across-cut=dropped"));
  CHECK(cards("in time", "delay=0 cuts=1 across-cut=dropped"));
}

TEST_CASE("a cut of one sender leaves the others alone") {
  const auto model = postcards()->make(settings_of("senders=2 delay=0 cuts=1"));
  std::vector<std::string> names;
  for (const Action& action : model->shape().actions) names.push_back(action.name);
  CHECK(std::count(names.begin(), names.end(), "is cut off") == 1);
  CHECK(checked_cards("senders=2 delay=0 cuts=1").states >
        2 * checked_cards("senders=2 delay=0").states);
}

TEST_CASE("the ledger of a network has a line for each of its parameters") {
  CHECK(ledger(*postcards(), "delay=0 channels=fifo") ==
        std::vector<std::string>{
            "messages are delivered before time advances, unless a cut holds it (delay=unbounded)",
            "messages between two parties arrive in the order of sending (channels=bag)",
            "no message overtakes another (reorders=1)", "no message is lost (losses=1)",
            "no message is duplicated (duplicates=1)", "nobody is cut off (cuts=1)"});
}

TEST_CASE("the ledger of a network says what its parameters cannot lift") {
  CHECK(ledger(*parcel(), "") ==
        std::vector<std::string>{"message delay is not bounded", "messages may arrive in any order",
                                 "no message is lost", "no message is duplicated"});
}

// The settings with those of the other list instead, where they have the same name.
std::vector<Setting> changed(std::vector<Setting> settings, const std::vector<Setting>& changes) {
  std::erase_if(settings, [&](const Setting& one) {
    return std::any_of(changes.begin(), changes.end(),
                       [&](const Setting& change) { return change.name == one.name; });
  });
  settings.insert(settings.end(), changes.begin(), changes.end());
  return settings;
}

TEST_CASE("what the ledger of a network proposes is a setting that it takes") {
  for (const std::string settings :
       {"", "delay=2", "channels=fifo", "channels=fifo reorders=1", "cuts=1"}) {
    const auto model = postcards()->make(settings_of(settings));
    for (const Assumption& one : model->shape().assumptions) {
      INFO(settings << ": " << one.without);
      if (!one.without.empty())
        CHECK_NOTHROW(postcards()->make(changed(settings_of(settings), settings_of(one.without))));
    }
  }
}

// Each of the two is unsent, on its way or stored, and one is stored at most; they are
// interchangeable.
TEST_CASE("a receiver that cannot take a message leaves it where it is") {
  const auto model = parcel()->make({});
  const Report report = check(*model, {});
  CHECK(found(report, "one is stored").verdict == Verdict::holds);
  CHECK(report.states == 5);
  CHECK(report.transitions == 7);
}

TEST_CASE("a parameter of a network that has no effect is refused") {
  CHECK_THROWS_AS(postcards()->make(settings_of("reorders=1")), Refused);
  CHECK_THROWS_AS(postcards()->make(settings_of("across-cut=dropped")), Refused);
}

}  // namespace
}  // namespace lockstep
