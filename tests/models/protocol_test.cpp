// A protocol as the engine and as people see it.
#include "checker/errors/errors.hpp"
#include "checker/model/narrator.hpp"
#include "checker/search.hpp"
#include "models/kit/protocol/guarded_model.hpp"
#include "tests/catch.hpp"
#include "tests/models/post_office.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

std::unique_ptr<Model> office(const std::string& settings) {
  return post_office()->make(parse_settings({settings}));
}

using Words = std::vector<std::uint64_t>;

const std::byte* bytes(const Words& words) {
  return reinterpret_cast<const std::byte*>(words.data());
}

struct Steps final : Sink {
  explicit Steps(const Model& of) : model(of) {}
  void operator()(Move move, const std::byte* state) override {
    Words words(model.shape().width / 8);
    std::memcpy(words.data(), state, model.shape().width);
    moves.push_back(move);
    states.push_back(words);
  }
  const Model& model;
  std::vector<Move> moves;
  std::vector<Words> states;
};

Words start_of(const Model& model) {
  Steps starts(model);
  model.starts(starts);
  return starts.states.at(0);
}

// The state after the step with this label.
Words after(const Model& model, const Words& state, const std::string& label) {
  Steps steps(model);
  model.steps(bytes(state), steps);
  std::string known;
  for (std::size_t i = 0; i < steps.moves.size(); ++i) {
    const std::string found = model.narrator().label(steps.moves[i], bytes(state));
    if (found == label) return steps.states[i];
    known += found + "\n";
  }
  FAIL("no step `" << label << "`, but\n" << known);
  return {};
}

TEST_CASE("a step is labelled with who does what") {
  const auto model = office("clients=2");
  const Words asked = after(*model, start_of(*model), "client 2 asks for a token");
  const Words granted = after(*model, asked, "office gets a letter (ask)");
  after(*model, granted, "client 2 gets a letter (grant)");
}

TEST_CASE("a step may have a sentence of its own, and be a fault") {
  const auto model = office("losses=1");
  const Words asked = after(*model, start_of(*model), "client 1 asks for a token");
  after(*model, asked, "the office loses ask");
  CHECK(model->shape().actions[2].fault);
  CHECK_FALSE(model->shape().actions[0].fault);
}

TEST_CASE("a step is told by what it changed") {
  const auto model = office("clients=2");
  const Words before = start_of(*model);
  const Words asked = after(*model, before, "client 2 asks for a token");
  const std::vector<Change> expected{{"post", "nothing", "{ask, client 2}"},
                                     {"client[2].asked", "false", "true"}};
  CHECK(model->narrator().changes(bytes(before), bytes(asked)) == expected);
}

TEST_CASE("messages in flight go from lane to lane") {
  const auto model = office("clients=2");
  const Words asked = after(*model, start_of(*model), "client 2 asks for a token");
  CHECK(model->narrator().in_flight(bytes(asked)) == std::vector<Message>{{1, 2, "ask"}});
  CHECK(model->shape().lanes == std::vector<std::string>{"client 1", "client 2", "office"});
}

TEST_CASE("a state is one JSON object, without the cells that are not in use") {
  const auto model = office("clients=2 losses=1");
  const Words asked = after(*model, start_of(*model), "client 1 asks for a token");
  const auto json = nlohmann::json::parse(model->narrator().json(bytes(asked)));
  CHECK(json["losses"] == 1);
  CHECK(json["client"].size() == 2);
  CHECK(json["client"][0]["asked"] == true);
  CHECK(json["post"][0]["client"] == "client 1");
  CHECK(json["served"].empty());
}

TEST_CASE("a property without words of its own is explained by its sentence") {
  const auto model = office("");
  CHECK(model->narrator().explain(0, bytes(start_of(*model))) == "not: somebody was never served");
}

TEST_CASE("bars last as long as they are true") {
  const auto model = office("clients=1");
  Words state = start_of(*model);
  CHECK(model->narrator().bars(bytes(state)).empty());
  state = after(*model, state, "client 1 asks for a token");
  state = after(*model, state, "office gets a letter (ask)");
  state = after(*model, state, "client 1 gets a letter (grant)");
  CHECK(model->narrator().bars(bytes(state)) == std::vector<Bar>{{0, BarKind::lease, "client 1"}});
}

TEST_CASE("of equal messages only one is tried") {
  const auto model = office("clients=2");
  Words state = after(*model, start_of(*model), "client 1 asks for a token");
  Steps one(*model);
  model->steps(bytes(state), one);
  CHECK(one.moves.size() == 2);  // client 2 asks, the office gets the letter
}

TEST_CASE("tokens that grow forever are finitely many ranks") {
  const auto model = office("clients=2");
  CHECK(model->shape().reductions == every_reduction);
  const Report report = check(*model, {});
  CHECK(report.exhausted());
  CHECK(report.properties[0].verdict == Verdict::violated);
  CHECK(report.properties[0].steps == 6);
}

TEST_CASE("an overflow names the action and the field") {
  const auto model = office("overflow=true");
  Words state = after(*model, start_of(*model), "client 1 asks for a token");
  Steps steps(*model);
  CHECK_THROWS_WITH(model->steps(bytes(state), steps),
                    Contains("asks for a token") && Contains("asking_too_much") &&
                        Contains("Count within 0..1 would become 2"));
}

TEST_CASE("a guard that comes after a change is found") {
  const auto check_guards = [](const Model& model) {
    const Words state = after(model, start_of(model), "client 1 asks for a token");
    dynamic_cast<const GuardedModel&>(model).check_guards(bytes(state));
  };
  CHECK_NOTHROW(check_guards(*office("")));
  CHECK_THROWS_WITH(check_guards(*office("break-guard=true")), Contains("UNDO_UNLESS"));
}

TEST_CASE("only the cells in use of a last table are stored") {
  // 20 bytes before the table, 2 for each client.
  CHECK(office("clients=1")->shape().width == 24);
  CHECK(office("clients=4")->shape().width == 32);
}

TEST_CASE("parameters are named as the members, inherited or not, with dashes") {
  const auto parameters = post_office()->parameters();
  REQUIRE(parameters.size() == 5);
  CHECK(parameters[0].name == "clients");
  CHECK(parameters[0].default_value == "2");
  CHECK(parameters[2].choices == std::vector<std::string>{"usual", "very-great"});
  CHECK(parameters[3].name == "break-guard");
  CHECK(parameters[3].default_value == "false");
}

TEST_CASE("the canonical form tells where each lane went") {
  const auto model = office("clients=3");
  const Words asked = after(*model, start_of(*model), "client 1 asks for a token");
  Words form = asked;
  LaneMap lanes{};
  model->canonicalise(reinterpret_cast<std::byte*>(form.data()), symmetry, &lanes);
  const auto client = static_cast<unsigned>(lanes[0]);
  CHECK(model->narrator().in_flight(bytes(form)) == std::vector<Message>{{client, 3, "ask"}});
  CHECK(lanes[3] == 3);
}

TEST_CASE("renaming and ranking commute with stepping") {
  const auto model = office("clients=3");
  const auto canonical_steps = [&](const Words& state) {
    Steps steps(*model);
    model->steps(bytes(state), steps);
    for (Words& next : steps.states)
      model->canonicalise(reinterpret_cast<std::byte*>(next.data()), every_reduction, nullptr);
    std::sort(steps.states.begin(), steps.states.end());
    return steps.states;
  };
  std::vector<Words> level{start_of(*model)};
  for (int depth = 0; depth < 6; ++depth) {
    std::vector<Words> next;
    for (const Words& state : level) {
      Words form = state;
      model->canonicalise(reinterpret_cast<std::byte*>(form.data()), every_reduction, nullptr);
      REQUIRE(canonical_steps(state) == canonical_steps(form));
      Steps steps(*model);
      model->steps(bytes(state), steps);
      next.insert(next.end(), steps.states.begin(), steps.states.end());
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    level = next;
  }
}

}  // namespace
}  // namespace lockstep
