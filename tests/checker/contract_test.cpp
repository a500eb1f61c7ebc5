#include "checker/contract/contract.hpp"

#include "checker/errors/errors.hpp"
#include "checker/search.hpp"
#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"

#include <algorithm>
#include <memory>

namespace lockstep {
namespace {

// Two clients, four bits each, count up to 2; the higher count is in the higher bits when symmetry
// is used. Lane i is client i.
Toy two_clients() {
  Toy toy;
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    for (std::uint16_t client = 0; client < 2; ++client)
      if ((state >> 4 * client & 15) < 2) emit({0, client}, state + (1ull << 4 * client));
  };
  toy.actor = [](Move move, std::uint64_t) { return move.argument; };
  toy.claim(When::always, [](std::uint64_t state) { return state == 0x22; });
  toy.form.reductions = symmetry;
  toy.rename = [](std::uint64_t state) { return std::max(state, (state & 15) << 4 | state >> 4); };
  return toy;
}

// The toy, with lanes that are renamed as its clients are.
struct Renaming : Toy {
  explicit Renaming(Toy toy) : Toy(std::move(toy)) {}
  void canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const override {
    const std::uint64_t before = number(state);
    Toy::canonicalise(state, reductions, lanes);
    if (lanes && number(state) != before) std::swap((*lanes)[0], (*lanes)[1]);
  }
};

// What the contract has against the model; empty when it is kept.
std::string complaint(const Model& model, unsigned reductions = every_reduction) {
  Options options;
  options.threads = 1;
  options.reductions = reductions;
  try {
    check(Contract(model), options);
  } catch (const ContractBroken& broken) {
    return broken.what();
  }
  return {};
}

TEST_CASE("A model that keeps its contract is searched as if it were not watched") {
  const Renaming model(two_clients());
  const auto watched = with_contract(std::make_unique<Renaming>(model));
  for (const unsigned reductions : {unsigned{no_reduction}, unsigned{symmetry}}) {
    Options options;
    options.threads = 2;
    options.reductions = reductions;
    const Report with = check(*watched, options);
    const Report without = check(model, options);
    CHECK(with.states == without.states);
    CHECK(with.transitions == without.transitions);
    CHECK(with.properties[0].run->states == without.properties[0].run->states);
  }
}

TEST_CASE("Steps that are not a function of the state break the contract") {
  Toy toy;
  auto calls = std::make_shared<int>(0);
  toy.go = [=](std::uint64_t state, const Toy::Emit& emit) {
    if (state == 0) emit({}, 1 + static_cast<std::uint64_t>(++*calls % 2));
  };
  CHECK(complaint(toy) ==
        "the model answered differently when asked twice: the step \"step\" is not the "
        "same, at the start");
}

TEST_CASE("A step that is only sometimes there breaks the contract") {
  Toy toy;
  auto calls = std::make_shared<int>(0);
  toy.go = [=](std::uint64_t state, const Toy::Emit& emit) {
    if (state == 0 && ++*calls % 2 == 0) emit({}, 1);
  };
  CHECK(complaint(toy) ==
        "the model answered differently when asked twice: the step \"step\" is not the "
        "same, at the start");
}

TEST_CASE("Equal moves with different labels break the contract") {
  Toy toy = two_clients();
  auto calls = std::make_shared<int>(0);
  toy.name = [=](Move, std::uint64_t) { return std::to_string(++*calls); };
  CHECK(complaint(toy, no_reduction) ==
        "the model answered differently when asked twice: the step \"step\" has another "
        "label, at the start");
}

TEST_CASE("Verdicts that change break the contract") {
  Toy toy;
  auto calls = std::make_shared<int>(0);
  toy.claim(When::always, [=](std::uint64_t) { return ++*calls % 2 == 0; });
  CHECK(complaint(toy) ==
        "the model answered differently when asked twice: the properties are not judged the "
        "same, at the start");
}

TEST_CASE("An action that does not exist breaks the contract") {
  Toy toy;
  toy.go = [](std::uint64_t, const Toy::Emit& emit) { emit({1, 0}, 1); };
  CHECK(complaint(toy) == "a step is action number 1 of 1, at the start");
}

TEST_CASE("A lane that does not exist breaks the contract") {
  Toy toy = counters(2, 2);
  toy.actor = [](Move, std::uint64_t) { return 2; };
  CHECK(complaint(toy) == "the step \"step 0\" is taken by lane 2 of 2, at the start");
}

TEST_CASE("A property that does not exist breaks the contract when it is broken") {
  Toy toy;
  toy.breaks.push_back([](std::uint64_t) { return true; });
  CHECK(complaint(toy) == "a property is broken that does not exist, at the start");
}

TEST_CASE("Starts that change break the contract") {
  struct Restless : Toy {
    void starts(Sink& sink) const override {
      const std::uint64_t state = ++calls;
      sink({}, reinterpret_cast<const std::byte*>(&state));
    }
    mutable std::uint64_t calls = 0;
  };
  CHECK(complaint(Restless()) ==
        "the model answered differently when asked twice: its starts are not the same");
}

TEST_CASE("A state that is not aligned breaks the contract") {
  struct Askew : Toy {
    void starts(Sink& sink) const override {
      alignas(8) const std::byte bytes[16] = {};
      sink({}, bytes + 4);
    }
  };
  CHECK(complaint(Askew()) == "the model gives a state that is not aligned to 8 bytes");
}

TEST_CASE("A width that is no multiple of eight bytes breaks the contract") {
  Toy toy;
  toy.form.width = 12;
  CHECK(complaint(toy) == "a state has 12 bytes, which is not a multiple of 8");
}

TEST_CASE("A canonical state that is replaced by another breaks the contract") {
  Toy toy = two_clients();
  toy.rename = [](std::uint64_t state) { return (state & 15) << 4 | state >> 4; };
  CHECK(complaint(toy) ==
        "the state that stands for others is replaced by yet another, where n is 16");
}

TEST_CASE("A reduction of clients that are not alike breaks the contract") {
  Toy toy = two_clients();
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    if (state == 0) emit({0, 0}, 1);
    if (state == 1) emit({0, 1}, 0x21);
  };
  CHECK(complaint(Renaming(toy)) ==
        "two states that the reduction treats as one behave differently: only the first can take "
        "the step \"step 1\". They differ in n (1, 16)");
}

TEST_CASE("A step that only the canonical state can take breaks the contract") {
  Toy toy = two_clients();
  toy.go = [](std::uint64_t state, const Toy::Emit& emit) {
    if (state == 0) emit({0, 0}, 1);
    if (state == 16) emit({0, 1}, 0x22);
  };
  CHECK(complaint(Renaming(toy)) ==
        "two states that the reduction treats as one behave differently: only the second can "
        "take the step \"step 1\". They differ in n (1, 16)");
}

TEST_CASE("A reduction that does not rename the lanes breaks the contract") {
  CHECK(complaint(two_clients()).find("behave differently: only the") != std::string::npos);
}

TEST_CASE("Lanes that are renamed to one break the contract") {
  struct Merging : Toy {
    explicit Merging(Toy toy) : Toy(std::move(toy)) {}
    void canonicalise(std::byte* state, unsigned set, LaneMap* lanes) const override {
      Toy::canonicalise(state, set, lanes);
      if (lanes) (*lanes)[1] = 0;
    }
  };
  CHECK(complaint(Merging(two_clients())) ==
        "the reduction renames two lanes to the same, at the start");
}

TEST_CASE("A property that names one of several like clients breaks the contract") {
  Toy toy = two_clients();
  toy.claim(When::always, [](std::uint64_t state) { return state == 1; });
  CHECK(complaint(Renaming(toy)) ==
        "\"claim\" is not judged the same in two states that the reduction treats as one. They "
        "differ in n (1, 16)");
}

TEST_CASE("What the model itself says of its contract goes on") {
  Toy toy;
  toy.go = [](std::uint64_t, const Toy::Emit&) { throw ContractBroken("token is 4 at most"); };
  CHECK(complaint(toy) == "token is 4 at most");
}

}  // namespace
}  // namespace lockstep
