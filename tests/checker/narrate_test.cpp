#include "checker/report/trace.hpp"
#include "tests/catch.hpp"
#include "tests/checker/toy.hpp"

#include <map>

namespace lockstep {
namespace {

using Mailbox = std::vector<Message>;

const Message ask{0, 1, "ask"};
const Message grant{1, 0, "grant"};

// A run through states 0, 1, 2, … in which these messages are in flight.
struct Post : Toy {
  explicit Post(std::vector<Mailbox> in_flight) : boxes(std::move(in_flight)) {
    form.actions = {{"step", false}, {"lose", true}};
    claim(When::always, [](std::uint64_t) { return true; });
    mail = [this](std::uint64_t state) { return boxes[state]; };
    actor = [](Move move, std::uint64_t) { return move.argument; };
  }

  Trace told() const {
    Run run;
    for (std::uint64_t i = 0; i < boxes.size(); ++i) run.states.push_back(bytes(i));
    run.moves.resize(boxes.size() - 1);
    if (!run.moves.empty()) run.moves.back() = {1, 1};
    return narrate(*this, run, 0);
  }

  std::vector<Mailbox> boxes;
};

TEST_CASE("A trace tells what each step does and how the run ends") {
  const Trace trace = Post({{}, {}, {}}).told();
  CHECK(trace.property == "claim");
  CHECK(trace.lanes == std::vector<std::string>{"one", "two"});
  CHECK(trace.start == "{\"n\":0}");
  CHECK(trace.sentence == "n is 2");
  REQUIRE(trace.steps.size() == 2);
  CHECK(trace.steps[0].label == "step 0");
  CHECK(trace.steps[0].changes == std::vector<Change>{{"n", "0", "1"}});
  CHECK(trace.steps[1].action == "lose");
  CHECK(trace.steps[1].lane == 1);
  CHECK_FALSE(trace.steps[0].fault);
  CHECK(trace.steps[1].fault);
  CHECK(trace.faults() == 1);
}

TEST_CASE("A run without steps has a start and an end") {
  const Trace trace = Post(std::vector<Mailbox>(1)).told();
  CHECK(trace.steps.empty());
  CHECK(trace.sentence == "n is 0");
}

TEST_CASE("Messages are numbered as they are sent, and keep their number") {
  const Trace trace = Post({{}, {ask}, {ask, grant}, {grant}, {}}).told();
  CHECK(trace.steps[0].sent == std::vector<Flight>{{1, ask}});
  CHECK(trace.steps[1].sent == std::vector<Flight>{{2, grant}});
  CHECK(trace.steps[2].received == std::vector<Flight>{{1, ask}});
  CHECK(trace.steps[3].received == std::vector<Flight>{{2, grant}});
}

TEST_CASE("Of equal messages the oldest arrives first") {
  const Trace trace = Post({{}, {ask}, {ask, ask}, {ask}, {}}).told();
  CHECK(trace.steps[0].sent == std::vector<Flight>{{1, ask}});
  CHECK(trace.steps[1].sent == std::vector<Flight>{{2, ask}});
  CHECK(trace.steps[2].received == std::vector<Flight>{{1, ask}});
  CHECK(trace.steps[3].received == std::vector<Flight>{{2, ask}});
}

TEST_CASE("A step may receive one message and send others") {
  const Trace trace = Post({{ask}, {grant, grant}, {grant}}).told();
  CHECK(trace.steps[0].received == std::vector<Flight>{{1, ask}});
  CHECK(trace.steps[0].sent == std::vector<Flight>{{2, grant}, {3, grant}});
  CHECK(trace.steps[1].received == std::vector<Flight>{{2, grant}});
}

TEST_CASE("A message that is never taken has only one end") {
  const Trace trace = Post({{}, {ask}, {ask}}).told();
  CHECK(trace.steps[1].sent.empty());
  CHECK(trace.steps[1].received.empty());
}

}  // namespace
}  // namespace lockstep
