#include "tools/questions/claims.hpp"

#include "checker/errors/errors.hpp"
#include "tests/catch.hpp"
#include "tests/tools/counter.hpp"
#include "tools/report/outcome.hpp"

namespace lockstep {
namespace {

ClaimResult result(const Claim& claim) {
  const CounterEntry entry;
  const Options options;
  return ClaimRunner(entry, options).run(claim);
}

Outcome checked(const std::string& top, const std::vector<std::string>& wanted = {}) {
  const CounterEntry entry;
  const std::vector<Setting> settings{{"top", top}};
  const auto model = entry.make(settings);
  return outcome(entry, settings, *model, check(*model, {}), wanted);
}

}  // namespace

TEST_CASE("a claim is met when the verdicts and the lengths are as claimed") {
  CHECK(result({"top=2", {}}).met());
  CHECK(result({"top=5", {{"below three", 3}}}).met());
}

TEST_CASE("a claim of another length, or of the other verdict, is false") {
  CHECK(result({"top=5", {{"below three", 4}}}).different.size() == 1);
  CHECK(result({"top=5", {}}).different.size() == 1);
  CHECK(result({"top=2", {{"below three", 3}}}).different.size() == 1);
}

TEST_CASE("a claim about a property that there is not is refused") {
  struct Misspelt : CounterEntry {
    std::vector<Claim> claims() const override {
      return {{"top=5", {{"below three", 3}}}, {"top=2", {{"below thre", 3}}}};
    }
  };
  CHECK_NOTHROW(require_claims(CounterEntry()));
  CHECK_THROWS_WITH(require_claims(Misspelt()),
                    Catch::Matchers::Contains("the claim \"top=2\" of ") &&
                        Catch::Matchers::Contains("did you mean `below three`?"));
}

namespace {

ClaimResult of_liveness(const std::string& protocol, const Claim& claim) {
  const Options options;
  return ClaimRunner(find_protocol(catalogue(), protocol), options).run(claim);
}

// Peterson's lock with one claim.
struct Claiming final : CatalogueEntry {
  explicit Claiming(Claim made) : claim(std::move(made)) {}
  std::string name() const override { return inner().name(); }
  std::string sentence() const override { return inner().sentence(); }
  std::string source() const override { return inner().source(); }
  std::vector<Parameter> parameters() const override { return inner().parameters(); }
  std::unique_ptr<Model> make(const std::vector<Setting>& settings) const override {
    return inner().make(settings);
  }
  std::vector<Claim> claims() const override { return {claim}; }

  static const CatalogueEntry& inner() { return find_protocol(catalogue(), "peterson"); }
  Claim claim;
};

}  // namespace

TEST_CASE("a claim of liveness is met when the verdicts, the stems and the loops are as claimed") {
  CHECK(of_liveness("peterson", {"", {}, true}).met());
  const ClaimResult starves = of_liveness("fischer", {"", {{"starvation freedom", 0, 6}}, true});
  CHECK(starves.met());
  CHECK(starves.states == 43);
  CHECK(
      of_liveness("peterson",
                  {"", {{"starvation freedom", 6, 0}}, true, {"leaves the critical section=none"}})
          .met());
}

TEST_CASE("a claim of liveness with another stem, loop, verdict or fairness is false") {
  for (const Claim& claim : std::vector<Claim>{{"", {{"starvation freedom", 1, 6}}, true},
                                               {"", {{"starvation freedom", 0, 7}}, true},
                                               {"", {{"starvation freedom", 0, {}, true}}, true},
                                               {"", {}, true}}) {
    const ClaimResult result = of_liveness("fischer", claim);
    REQUIRE(result.different.size() == 1);
    CHECK_THAT(result.different.front(),
               Catch::Matchers::Contains("violated by 0 steps, then 6 forever"));
  }
  CHECK(!of_liveness("peterson", {"", {{"starvation freedom", 6, 0}}, true}).met());
}

TEST_CASE("a claim that no run asks for a goal is false when one does") {
  const Claim claim{"delay=0 pauses=0",
                    {{"freed after a crash", 0, {}, true},
                     {"others go on", 0, {}, true},
                     {"stops when the lock is lost", 0, {}, true}},
                    true};
  CHECK(of_liveness("lease", claim).met());
  Claim crashes = claim;
  crashes.settings += " crashes=1";
  CHECK(!of_liveness("lease", crashes).met());
  CHECK(of_liveness("lease", {claim.settings, {}, true}).different.size() == 3);
}

TEST_CASE("a claim of liveness that is not written as one is refused") {
  const auto refusal = [](const Claim& claim) {
    try {
      require_claims(Claiming(claim));
    } catch (const Refused& refused) {
      return std::string(refused.what());
    }
    return std::string();
  };
  using Catch::Matchers::Contains;
  CHECK(refusal({"", {{"starvation freedom", 6, 0}}, true}).empty());
  CHECK_THAT(refusal({"", {{"starvation freedom", 6, 0}}}), Contains("claim_liveness() claims it"));
  CHECK_THAT(refusal({"", {{"mutual exclusion", 6}}, true}), Contains("is no liveness property"));
  CHECK_THAT(refusal({"", {{"starvation fredom", 6, 0}}, true}), Contains("did you mean"));
  CHECK_THAT(refusal({"", {{"starvation freedom", 6}}, true}), Contains("how long is the loop"));
  CHECK_THAT(refusal({"", {{"mutual exclusion", 6, 3}}}), Contains("has no loop"));
  CHECK_THAT(refusal({"", {}, true, {"leaves=none"}}), Contains("unknown action"));
}

TEST_CASE("a goal that claims judge and none violates is vacuous") {
  const Options options;
  ClaimRunner runner(Claiming::inner(), options);
  runner.run({"", {}, true});
  CHECK(runner.own().properties.unseen() ==
        std::vector<std::string>{"deadlock freedom", "starvation freedom"});
}

TEST_CASE("a property that no claim violates is vacuous, an action that no claim takes is dead") {
  const CounterEntry entry;
  const Options options;
  ClaimRunner runner(entry, options);
  runner.run({"top=2", {}});
  runner.run({"top=5", {{"below three", 3}}});
  CHECK(runner.own().properties.unseen() == std::vector<std::string>{"below nine"});
  CHECK(runner.own().actions.unseen() == std::vector<std::string>{"overshoots"});
}

// A counter whose second property and fault are a library's, with a witness that it never shows.
class BorrowingEntry final : public CatalogueEntry {
 public:
  std::string name() const override { return "borrowing"; }
  std::string sentence() const override { return "counts"; }
  std::string source() const override { return "none"; }
  std::vector<Parameter> parameters() const override { return CounterEntry().parameters(); }
  std::unique_ptr<Model> make(const std::vector<Setting>& settings) const override {
    auto counter = std::make_unique<Counter>(std::stoul(settings.at(0).value));
    counter->form().properties[1].library = true;
    counter->form().actions[1].library = true;
    counter->form().properties.push_back({"flies", "the counter flies", When::sometimes});
    return counter;
  }
  std::vector<Claim> claims() const override { return {}; }
};

TEST_CASE("the claims of one protocol do not answer for what a library declares in it") {
  const BorrowingEntry entry;
  const Options options;
  ClaimRunner runner(entry, options);
  runner.run({"top=5", {{"below three", 3}}});
  CHECK(runner.own().properties.unseen().empty());
  CHECK(runner.own().actions.unseen().empty());
  CHECK(runner.of_library().properties.unseen() == std::vector<std::string>{"below nine"});
  CHECK(runner.of_library().actions.unseen() == std::vector<std::string>{"overshoots"});
  CHECK_FALSE(is_shipped(entry));
  CHECK(is_shipped(*catalogue().front()));
}

TEST_CASE("protocols answer together for what a library declares in them") {
  const Options options;
  const BorrowingEntry entry;
  Shown together;
  for (const char* top : {"top=5", "top=12"}) {
    ClaimRunner runner(entry, options);
    runner.run({top, {}});
    together.add(runner.of_library());
  }
  CHECK(together.properties.unseen().empty());
}

TEST_CASE("a witness that no claim shows is found") {
  const BorrowingEntry entry;
  const Options options;
  ClaimRunner runner(entry, options);
  runner.run({"top=2", {}});
  CHECK(runner.own().witnesses.unseen() == std::vector<std::string>{"flies"});
}

TEST_CASE("of several violated properties the one declared last is drawn") {
  const Outcome both = checked("9");
  CHECK(both.verdict() == Verdict::violated);
  CHECK(both.most_telling()->property.name == "below nine");
  CHECK(checked("5").most_telling()->property.name == "below three");
  CHECK(checked("2").most_telling() == nullptr);
}

TEST_CASE("only the properties that were asked for decide the verdict") {
  CHECK(checked("5", {"below nine"}).verdict() == Verdict::holds);
  CHECK(checked("5", {"below three"}).verdict() == Verdict::violated);
}

TEST_CASE("a trace names the protocol and every parameter") {
  const Outcome found = checked("5");
  const Trace& trace = *found.most_telling()->trace;
  CHECK(trace.protocol == "counter");
  CHECK(trace.parameters == std::vector<std::string>{"top=5"});
}

}  // namespace lockstep
