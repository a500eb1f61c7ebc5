#include "checker/report/trace.hpp"

#include <algorithm>
#include <deque>
#include <map>

namespace lockstep {
namespace {

// Follows messages from the step that sends them to the step that takes them away.
class Mail {
 public:
  explicit Mail(const std::vector<Message>& in_flight) {
    for (const Message& message : in_flight) post(message);
  }

  // What changed between the messages in flight before and after a step.
  void step(const std::vector<Message>& before, const std::vector<Message>& after,
            TraceStep& into) {
    for (const Message& gone : missing(before, after)) {
      auto& ids = waiting_[gone];
      into.received.push_back({ids.front(), gone});
      ids.pop_front();
    }
    for (const Message& fresh : missing(after, before)) into.sent.push_back(post(fresh));
  }

 private:
  Flight post(const Message& message) {
    waiting_[message].push_back(++last_);
    return {last_, message};
  }

  std::size_t last_ = 0;
  std::map<Message, std::deque<std::size_t>> waiting_;  // oldest first
};

}  // namespace

std::size_t Trace::faults() const {
  return static_cast<std::size_t>(
      std::count_if(steps.begin(), steps.end(), [](const TraceStep& step) { return step.fault; }));
}

Trace narrate(const Model& model, const Run& run) {
  const Narrator& words = model.narrator();
  Trace trace;
  trace.lanes = model.shape().lanes;
  trace.tick_nanoseconds = model.shape().tick_nanoseconds;

  const std::byte* before = run.states.front().data();
  trace.loop_from = run.loop_from;
  trace.start = words.json(before);
  trace.start_bars = words.bars(before);
  Mail mail(words.in_flight(before));
  for (std::size_t i = 0; i < run.moves.size(); ++i) {
    const std::byte* after = run.states[i + 1].data();
    const Action& action = model.shape().actions[run.moves[i].action];
    TraceStep step;
    step.label = words.label(run.moves[i], before);
    step.action = action.name;
    step.fault = action.fault;
    step.lane = words.lane(run.moves[i], before);
    step.changes = words.changes(before, after);
    step.bars = words.bars(after);
    mail.step(words.in_flight(before), words.in_flight(after), step);
    trace.steps.push_back(std::move(step));
    before = after;
  }
  return trace;
}

Trace narrate(const Model& model, const Run& run, std::size_t property) {
  Trace trace = narrate(model, run);
  trace.property = model.shape().properties[property].name;
  trace.witness = model.shape().properties[property].when == When::sometimes;
  trace.sentence = model.narrator().explain(property, run.states.back().data());
  return trace;
}

}  // namespace lockstep
