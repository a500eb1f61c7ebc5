#include "tools/questions/ledger.hpp"

#include "checker/errors/errors.hpp"
#include "tests/catch.hpp"
#include "tests/tools/counter.hpp"
#include "tests/tools/program.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lockstep {
namespace {

using Json = nlohmann::json;

const CatalogueEntry& lease() { return find_protocol(catalogue(), "lease"); }

Ledger tried(const std::string& words, const std::vector<std::string>& properties,
             const Options& options = {}) {
  const auto settings = parse_settings({words});
  const auto model = lease().make(settings);
  Ledger ledger = blank_ledger(model->shape());
  try_without(ledger, lease(), settings, properties, options);
  return ledger;
}

const LedgerLine& line(const Ledger& ledger, const std::string& without) {
  return *std::find_if(ledger.begin(), ledger.end(),
                       [&](const LedgerLine& some) { return some.assumption.without == without; });
}

TEST_CASE("what drops an assumption of a shipped protocol is a setting of it", "[large]") {
  for (const auto& entry : catalogue()) {
    std::vector<std::string> all{""};
    for (const Claim& claim : entry->claims()) all.push_back(claim.settings);
    for (const std::string& words : all) {
      const auto settings = parse_settings({words});
      const auto model = entry->make(settings);
      for (const Assumption& assumption : model->shape().assumptions) {
        INFO(entry->name() + " " + words + ", without: " + assumption.without);
        CHECK_NOTHROW(
            entry->make(without_assumption(settings, assumption.without, entry->parameters())));
      }
    }
  }
}

TEST_CASE("what drops an assumption goes together with the other settings") {
  for (const char* words :
       {"restarts=1 request-ids=true", "timeouts=1 acquire=idempotent",
        "old-primary=lives-on failovers=1",
        "failovers=1 replication=synchronous restarts=1 request-ids=true", "failovers=2",
        "service-restarts=3", "service-restarts=1 restarts=1 request-ids=true",
        "failovers=1 service-pauses=1"}) {
    const auto settings = parse_settings({words});
    const auto model = lease().make(settings);
    for (const Assumption& assumption : model->shape().assumptions) {
      INFO(words << ", without: " << assumption.without);
      CHECK_NOTHROW(
          lease().make(without_assumption(settings, assumption.without, lease().parameters())));
    }
  }
}

TEST_CASE("dropping an assumption changes the settings that it names and no others") {
  const std::vector<Setting> before{{"clients", "2"}, {"pauses", "0"}};
  CHECK(without_assumption(before, "pauses=1", {}) ==
        std::vector<Setting>{{"clients", "2"}, {"pauses", "1"}});
  CHECK(without_assumption(before, "delay=unbounded crashes=1", {}) ==
        std::vector<Setting>{
            {"clients", "2"}, {"pauses", "0"}, {"delay", "unbounded"}, {"crashes", "1"}});
}

TEST_CASE("dropping an assumption drops the settings that have an effect only with it") {
  const CatalogueEntry& entry = find_protocol(catalogue(), "leader-key");
  const auto settings = parse_settings({"watchdog=armed timeout=3"});
  CHECK(without_assumption(settings, "watchdog=none", entry.parameters()) ==
        std::vector<Setting>{{"watchdog", "none"}});
}

TEST_CASE("an assumption without which a property is violated is load-bearing for it") {
  const Ledger ledger = tried("pauses=0 delay=0", {"billed at most once", "no deadlock"});
  const LedgerLine& no_pause = line(ledger, "pauses=1");
  REQUIRE(no_pause.carries.size() == 1);
  CHECK(no_pause.carries[0].property == "billed at most once");
  CHECK(no_pause.carries[0].steps == 20);
  CHECK(no_pause.carries[0].faults == 1);
  CHECK(no_pause.carries[0].trace.steps.size() == 20);
  CHECK(no_pause.carries[0].trace.parameters.at(2) == "pauses=1");
  REQUIRE(line(ledger, "delay=unbounded").carries.size() == 1);
  CHECK(line(ledger, "delay=unbounded").carries[0].steps == 18);
}

TEST_CASE("an assumption without which everything still holds is not load-bearing") {
  const Ledger ledger = tried("pauses=0 delay=0", {"billed at most once"});
  CHECK(line(ledger, "crashes=1").tried == Tried::yes);
  CHECK(line(ledger, "crashes=1").carries.empty());
}

TEST_CASE("an assumption that cannot be dropped is not tried") {
  const Ledger ledger = tried("pauses=0 delay=0", {"billed at most once"});
  CHECK(line(ledger, "").tried == Tried::no);
}

TEST_CASE("a limit that is hit while an assumption is dropped leaves the question open") {
  Options options;
  options.states_max = 50;
  const Ledger ledger = tried("pauses=0 delay=0", {"billed at most once"}, options);
  CHECK(line(ledger, "clients=3").tried == Tried::in_part);
  CHECK(line(ledger, "clients=3").stopped == "the limit of 50 states was hit");
}

// A counter that takes no settings.
class Stubborn final : public CatalogueEntry {
 public:
  std::string name() const override { return "stubborn"; }
  std::string sentence() const override { return "counts"; }
  std::string source() const override { return "none"; }
  std::vector<Parameter> parameters() const override { return {}; }
  std::unique_ptr<Model> make(const std::vector<Setting>& settings) const override {
    if (!settings.empty()) throw Refused("it counts to two and no further");
    return std::make_unique<Counter>(2);
  }
  std::vector<Claim> claims() const override { return {}; }
};

TEST_CASE("an assumption that the other settings do not let go of leaves the question open") {
  Ledger ledger{{{"it counts to two", "top=9"}, Tried::no, {}, {}}};
  try_without(ledger, Stubborn(), {}, {"below three"}, {});
  CHECK(ledger[0].tried == Tried::in_part);
  CHECK(ledger[0].stopped == "the settings do not go together");
}

TEST_CASE("where nothing holds no assumption is tried") {
  for (const LedgerLine& some : tried("pauses=0 delay=0", {})) CHECK(some.tried == Tried::no);
}

TEST_CASE("check marks the load-bearing assumptions of a small search, in text and in JSON") {
  const Ran text = lockstep_program("check lease pauses=0 delay=0");
  CHECK(text.status == 0);
  CHECK(text.output.find("! no client is paused") != std::string::npos);
  CHECK(text.output.find("load-bearing: pauses=1 violates ") != std::string::npos);

  const Json json = Json::parse(lockstep_program("check lease pauses=0 delay=0 --json").output);
  const Json& line = json["assumptions"][1];
  CHECK(line["without"] == "pauses=1");
  CHECK(line["tried"] == "yes");
  CHECK(line["carries"].size() == 4);
  CHECK(line["carries"][3]["property"] == "billed at most once");
  CHECK(line["carries"][3]["trace"]["steps"].size() == 20);
}

TEST_CASE("a ledger that nobody wants is not kept") {
  const Ran ran = lockstep_program("check lease pauses=0 delay=0 --no-ledger");
  CHECK(ran.output.find("no client is paused (not tried: pauses=1)") != std::string::npos);
  CHECK(ran.output.find("load-bearing") == std::string::npos);
  CHECK(lockstep_program("check lease --ledger --no-ledger").status == 2);
}

}  // namespace
}  // namespace lockstep
