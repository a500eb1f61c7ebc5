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
