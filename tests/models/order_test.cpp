// Bounded bypass and first come, first served: judged step by step, and from the whole run.
#include "checker/model/walk.hpp"
#include "checker/search.hpp"
#include "models/kit/kit.hpp"
#include "tests/agreement/dice.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <array>

namespace lockstep {
namespace {

constexpr std::size_t people = 3;

struct PersonTag {};
using Person = Id<PersonTag>;

struct Params {
  int clients = people;
  int bypass = 0;
  bool fifo = false;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, bypass, fifo))

int population(const Params& p, PersonTag) { return p.clients; }

// A room without a lock: everybody comes, waits, enters and goes as he likes, or gives up.
enum class At : std::uint8_t { away, doorway, waiting, inside };
BOOST_DESCRIBE_ENUM(At, away, doorway, waiting, inside)

struct State {
  Table<PersonTag, At, 4> person;
};
BOOST_DESCRIBE_STRUCT(State, (), (person))

State start(const Params&) { return {}; }

template <At from, At to>
Step moves(const Params&, State& s, Person one) {
  WHEN(s.person[one] == from);
  s.person[one] = to;
  return taken;
}

bool comes(const State& s, Person one) {
  return s.person[one] == At::doorway || s.person[one] == At::waiting;
}
bool waits(const State& s, Person one) { return s.person[one] == At::waiting; }
bool inside(const State& s, Person one) { return s.person[one] == At::inside; }

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("how many people", 2, 4);
  m.lanes<PersonTag>("person");
  m.start<start>();
  m.action<moves<At::away, At::doorway>>("comes");
  m.action<moves<At::doorway, At::waiting>>("is through the doorway");
  m.action<moves<At::waiting, At::inside>>("enters");
  m.action<moves<At::inside, At::away>>("leaves");
  m.action<moves<At::waiting, At::away>>("gives up");
  m.order_of_entry<comes, waits, inside, &Params::bypass, &Params::fifo>();
}

std::unique_ptr<Model> room(const std::string& settings) {
  static const auto kept = entry("room", "a room that everybody may enter", "none", build);
  return kept->make(parse_settings({settings}));
}

using Places = std::array<At, people>;

Places places_in(const StateBytes& state) {
  Places places{};
  std::memcpy(places.data(), state.data(), people);
  return places;
}

// While a person waits, how many times others enter: from the whole run.
std::size_t most_passed(const std::vector<Places>& run) {
  std::size_t most = 0;
  for (std::size_t me = 0; me < people; ++me) {
    std::size_t since = run.size() - 1;
    if (run.back()[me] != At::waiting) continue;
    while (run[since - 1][me] == At::waiting) --since;
    std::size_t times = 0;
    for (std::size_t t = since + 1; t < run.size(); ++t)
      for (std::size_t other = 0; other < people; ++other)
        if (other != me && run[t][other] == At::inside && run[t - 1][other] != At::inside) ++times;
    most = std::max(most, times);
  }
  return most;
}

// Somebody is inside whom another, who waits, was ahead of when he came.
bool is_out_of_order(const std::vector<Places>& run) {
  for (std::size_t me = 0; me < people; ++me) {
    if (run.back()[me] != At::inside) continue;
    std::size_t came = run.size() - 1;  // the first state in the doorway
    while (run[came - 1][me] != At::away) --came;
    for (std::size_t other = 0; other < people; ++other) {
      const auto waits = [&](const Places& places) { return places[other] == At::waiting; };
      if (other != me &&
          std::all_of(run.begin() + static_cast<std::ptrdiff_t>(came) - 1, run.end(), waits))
        return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("the order of entry is judged step by step as from the whole run") {
  const auto model = room("bypass=1 fifo=true");
  REQUIRE(model->shape().properties.size() == 2);
  std::size_t passed = 0;
  std::size_t early = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    StateBytes state = start_states(*model).front();
    std::vector<Places> run{places_in(state)};
    for (int step = 0; step < 60; ++step) {
      const auto steps = successors(*model, state);
      state = steps[dice.below(steps.size())].state;
      run.push_back(places_in(state));
      const std::uint64_t broken = model->broken(state.data(), false);
      REQUIRE(((broken & 1) != 0) == (most_passed(run) > 1));
      REQUIRE(((broken & 2) != 0) == is_out_of_order(run));
      passed += broken & 1;
      early += broken >> 1;
    }
  }
  CHECK(passed > 100);
  CHECK(early > 100);
}

TEST_CASE("nothing is kept of the order of entry unless somebody asks") {
  CHECK(room("")->shape().properties.empty());
  CHECK(check(*room(""), {}).states == 20);  // four places, three people, in any order
  CHECK(room("")->shape().width == 8);
  CHECK(room("bypass=1")->shape().properties.size() == 1);
  CHECK(check(*room("bypass=1"), {}).states > 20);
}

TEST_CASE("the order of entry has the same verdicts with symmetry and without") {
  for (const std::string settings : {"bypass=1", "bypass=3", "fifo=true"}) {
    const auto model = room(settings);
    Options plain;
    plain.reductions = no_reduction;
    const Report with = check(*model, {});
    const Report without = check(*model, plain);
    CHECK(with.states < without.states);
    CHECK(with.properties[0].verdict == Verdict::violated);
    CHECK(with.properties[0].steps == without.properties[0].steps);
  }
}

}  // namespace lockstep
