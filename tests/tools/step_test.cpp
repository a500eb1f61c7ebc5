// A walk by hand, through the real program and its pieces.
#include "checker/search.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "tests/catch.hpp"
#include "tests/tools/program.hpp"
#include "tools/step/walk.hpp"
#include "tools/step/why_not.hpp"

#include <algorithm>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

// What the program says to these lines, typed at the protocol.
Ran said(const std::string& protocol, const std::string& lines) {
  const std::string file = scratch_file("lines");
  write_file(file, lines);
  return lockstep_program("step " + protocol + " --width 120 --ascii <" + file);
}

// The last line of the answer.
std::string last_line(const Ran& ran) {
  const std::string text = ran.output.substr(0, ran.output.find_last_not_of('\n') + 1);
  return text.substr(text.rfind('\n') + 1);
}

// The numbers that lead along the run: the place of each of its steps among those possible.
std::string numbers_along(const Model& model, const Run& run) {
  std::string numbers;
  Walk walk(model);
  for (const Move move : run.moves) {
    const auto& next = walk.next();
    const auto step = std::find_if(next.begin(), next.end(),
                                   [&](const Successor& one) { return one.move == move; });
    REQUIRE(step != next.end());
    const auto place = static_cast<std::size_t>(step - next.begin());
    numbers += std::to_string(place + 1) + "\n";
    walk.take(place);
  }
  return numbers;
}

}  // namespace

TEST_CASE("a walk shows the steps that are possible, numbered and in words") {
  const Ran ran = said("abstract-lease", "");
  CHECK(ran.status == 0);
  CHECK_THAT(ran.output, Contains("abstract-lease clients=2 retries=0\n"));
  CHECK_THAT(ran.output,
             Contains("  1   client 1 asks for the lock\n  2   client 2 asks for the lock\n"));
}

TEST_CASE("a witness that a state shows is not taken for a property that is broken") {
  const Ran ran = said("lease pauses=0", "1\n1\n");
  CHECK_THAT(ran.output, Contains("client 1 asks for the lock") &&
                             Contains("client 2 asks for the lock") && !Contains("contend"));
}

TEST_CASE("a step is taken by its number, and faults among the next are marked") {
  const Ran ran = said("abstract-lease", "1\n2\n");
  CHECK_THAT(ran.output, Contains("1. client 1 asks for the lock\n"));
  CHECK_THAT(ran.output, Contains("2. lock service grants client 1 the lock\n"
                                  "  1 * lock service lets the lease run out\n"));
}

TEST_CASE("a step that was taken can be taken back") {
  const Ran ran = said("abstract-lease", "1\nundo\nundo\n");
  CHECK_THAT(ran.output,
             Contains("  2   client 2 asks for the lock\nthere is no step to take back."));
}

TEST_CASE("a walk tells which fields its last step changed") {
  const Ran ran = said("abstract-lease", "1\n2\nchanges\n");
  CHECK_THAT(ran.output, Contains("  holder: nobody -> client 1\n"));
  CHECK(last_line(said("abstract-lease", "changes\n")) == "no step has been taken yet.");
}

TEST_CASE("a walk prints its state as JSON") {
  const std::string line = last_line(said("abstract-lease clients=1", "1\n1\nstate\n"));
  CHECK(line.starts_with("{\"holder\": \"client 1\""));
}

TEST_CASE("a walk draws the run so far") {
  const Ran ran = said("abstract-lease", "1\nchart\n");
  CHECK_THAT(ran.output, Contains("o- acquire ->A"));
  CHECK_THAT(ran.output, Contains("still in flight: A acquire (client 1 -> lock service)"));
  CHECK(said("abstract-lease", "chart\n").status == 0);
}

TEST_CASE(
    "a walk along a counterexample reports the property when it is violated, and not before") {
  const auto model = find_protocol(catalogue(), "abstract-lease").make({});
  const Report report = check(*model, {});
  REQUIRE(report.properties.at(0).run);
  std::string numbers = numbers_along(*model, *report.properties[0].run);
  const std::string sentence = "billed at most once: the customer was billed twice.";
  CHECK_THAT(said("abstract-lease", numbers).output, Contains(sentence));
  numbers.erase(numbers.rfind('\n', numbers.size() - 2) + 1);
  CHECK_THAT(said("abstract-lease", numbers).output, !Contains(sentence));
}

TEST_CASE("why-not names the guard that forbids an action, with the values that it reads") {
  const Ran ran = said("abstract-lease", "1\n2\n2\nwhy-not grants the lock\n");
  CHECK_THAT(ran.output, Contains("lock service grants client 2 the lock: the guard"));
  CHECK_THAT(ran.output, Contains("(abstract_lease.cpp:"));
  CHECK_THAT(ran.output, Contains("holder is client 1"));
}

TEST_CASE("why-not says so when an action is possible after all") {
  CHECK(last_line(said("abstract-lease clients=1", "why-not asks\n")) ==
        "  client 1 asks for the lock: possible, step 1");
}

TEST_CASE("why-not says so when there is nothing to take an action with") {
  CHECK_THAT(said("lease", "why-not message is lost (store)\n").output,
             Contains("nothing in this state to take it with"));
}

TEST_CASE("why-not answers for every action of every protocol") {
  for (const auto& entry : catalogue()) {
    const auto model = entry->make({});
    const StateBytes start = start_states(*model).at(0);
    for (std::size_t action = 0; action < model->shape().actions.size(); ++action) {
      INFO(entry->name() << ": " << model->shape().actions[action].name);
      CHECK_FALSE(why_not(*model, static_cast<std::uint16_t>(action), start).empty());
    }
  }
}

TEST_CASE("bad input to a walk gets one sentence, and the walk goes on") {
  CHECK(last_line(said("abstract-lease", "99\n")) == "there is no step `99`: choose 1 to 2.");
  CHECK(last_line(said("abstract-lease", "0\n")) == "there is no step `0`: choose 1 to 2.");
  CHECK(
      last_line(said("abstract-lease", "99999999999999999999\n")).starts_with("there is no step"));
  CHECK(last_line(said("abstract-lease", "1 2\n")) == "one number at a time.");
  CHECK(last_line(said("abstract-lease", "undu\n")) ==
        "unknown command `undu`; did you mean `undo`?");
  CHECK(last_line(said("abstract-lease", "undo 3\n")) == "`undo` takes nothing after it.");
  CHECK(last_line(said("abstract-lease", "why-not\n")).starts_with("`why-not` needs an ACTION"));
  CHECK_THAT(said("abstract-lease", "99\n1\n").output, Contains("1. client 1 asks for the lock"));
}

TEST_CASE("a walk ends at quit, and reads nothing after it") {
  const Ran ran = said("abstract-lease", "quit\n1\n");
  CHECK(ran.status == 0);
  CHECK(ran.output.find("1. client 1") == std::string::npos);
}

TEST_CASE("a walk begins again at another start") {
  CHECK_THAT(last_line(said("abstract-lease", "1\nstart\n")), Contains("client 2 asks"));
  CHECK(last_line(said("abstract-lease", "start 2\n")) == "there is no start `2`: choose 1 to 1.");
}

TEST_CASE("the help of a walk lists its commands") {
  const Ran ran = said("abstract-lease", "help\n");
  for (const char* word : {"undo", "changes", "state", "chart", "why-not ACTION", "quit"})
    CHECK_THAT(ran.output, Contains(word));
}

TEST_CASE("the values that a guard names are found in the state") {
  const std::string state =
      R"({"holder": "client 2", "left": 3, "service": {"up": false},)"
      R"( "client": [{"at": "idle", "sent": ["a", "b"]}, {"at": "busy", "sent": []}]})";
  CHECK(values_named("!s.holder", state, {"client 1"}) == "holder is client 2");
  CHECK(values_named("world.service.up", state, {""}) == "service.up is false");
  CHECK(values_named("s.left.left() > 0", state, {""}) == "left is 3");
  CHECK(values_named("s.client[c].at == At::idle", state, {"client 2"}) == "client[2].at is busy");
  CHECK(values_named("me.at == At::idle && me.at != At::done", state, {"client 1"}) ==
        "client[1].at is idle");
  CHECK(values_named("s.client[c].sent.has(Wire::a) && !s.holder", state, {"client 1"}) ==
        "client[1].sent is [\"a\",\"b\"], holder is client 2");
}

TEST_CASE("what a guard names and the state does not have is left out") {
  const std::string state = R"({"holder": "nobody", "client": [{"at": "idle"}]})";
  for (const char* guard : {"may_act(p, s, c)", "p.retries > 2", "s.holder()", "s.client[c].gone",
                            "At::holder == At::idle", "s.", "s[", "x", ""})
    CHECK(values_named(guard, state, {"client 1"}).empty());
  CHECK(values_named("me.at", state, {"client 7"}).empty());
  CHECK(values_named("me.at", state, {"lock service"}).empty());
}

TEST_CASE("an action is named by whole words rather than by a part of one") {
  Shape shape;
  shape.actions = {{"regrants"}, {"grants the lock"}, {"asks"}, {"asks again"}};
  CHECK(actions_named(shape, "grants") == std::vector<std::uint16_t>{1});
  CHECK_THROWS_WITH(actions_named(shape, "gran"), Contains("several actions"));
}

TEST_CASE("the values of what is kept once and for each client are found by whose step it is") {
  const std::string state = R"({"service": {"holder": "nobody", "term": [1, 2], "token": [3, 4]},)"
                            R"( "client": [{"at": "idle", "session": {"token": 5}},)"
                            R"( {"at": "ready", "session": {"token": 6}}]})";
  const Reading own{"client 2"}, about{"client 2", false};
  CHECK(values_named("me.token == call.token", state, own) == "client[2].session.token is 6");
  CHECK(values_named("mine.token", state, about) == "service.token[2] is 4");
  CHECK(values_named("!s->holder && s.of(c).term.expired()", state, about) ==
        "service.holder is nobody, service.term[2] is 2");
  CHECK(values_named("s.of(other).term.expired()", state, about) == "service.term is [1,2]");
  CHECK(values_named("stage == Stage::holds", state, own) == "client[2].at is ready");
  CHECK(values_named("term.expired()", state, about) == "service.term[2] is 2");
  CHECK(values_named("p.calls_max > 2 && client", state,
                     {"client 2", true, {{"calls-max", "3"}}}) == "calls-max is 3");
}

TEST_CASE("an action is named in full, or by a part that no other has") {
  Shape shape;
  shape.actions = {{"asks"}, {"asks again"}, {"is paused"}, {"asks"}};
  using Numbers = std::vector<std::uint16_t>;
  CHECK(actions_named(shape, "asks") == Numbers{0, 3});
  CHECK(actions_named(shape, "again") == Numbers{1});
  CHECK(actions_named(shape, "paused") == Numbers{2});
  CHECK_THROWS_WITH(actions_named(shape, "s"), Contains("several actions"));
  CHECK_THROWS_WITH(actions_named(shape, "askz"), Contains("did you mean `asks`?"));
}

}  // namespace lockstep
