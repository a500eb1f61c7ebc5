#include "checker/liveness/replay.hpp"

#include "checker/model/walk.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace lockstep {
namespace {

class LassoReplay {
 public:
  LassoReplay(const LiveModel& model, const std::vector<Fairness>& by_action, const Run& run)
      : model_(model), by_action_(by_action), run_(run), from_(*run.loop_from) {}

  std::string fault_in_steps() const {
    const auto starts = start_states(model_);
    if (std::find(starts.begin(), starts.end(), run_.states.front()) == starts.end())
      return "it does not begin at a start";
    for (std::size_t i = 0; i < run_.moves.size(); ++i) {
      const auto steps = successors(model_, run_.states[i]);
      const bool is_step = std::any_of(steps.begin(), steps.end(), [&](const Successor& step) {
        return step.move == run_.moves[i] && step.state == run_.states[i + 1];
      });
      if (!is_step) return "step " + std::to_string(i + 1) + " is not a step of the protocol";
      if (run_.states[i] == run_.states[i + 1])
        return "step " + std::to_string(i + 1) + " changes nothing";
    }
    return run_.states.back() == run_.states[from_] ? "" : "its loop does not close";
  }

  std::string fault_in_goal(std::size_t goal, std::size_t party) const {
    const Form form = model_.goals()[goal].form;
    const auto call = [&](std::size_t i) { return model_.call(goal, run_.states[i].data()); };
    const auto answers = [&](std::size_t i) { return (call(i).answers >> party & 1) != 0; };
    std::size_t quiet = run_.states.size();  // from here on there is no answer
    while (quiet > 0 && !answers(quiet - 1)) --quiet;
    bool broken = false;
    for (std::size_t i = 0; i < run_.states.size(); ++i) switch (form) {
        case Form::eventually: broken |= quiet == 0; break;
        case Form::leads_to: broken |= i >= quiet && (call(i).asks >> party & 1); break;
        case Form::always_eventually: broken |= quiet <= from_; break;
        case Form::eventually_always: broken |= i >= from_ && !answers(i); break;
      }
    return broken ? "" : "it does not break the goal";
  }

  std::string fault_in_fairness() const {
    std::map<Key, std::size_t> possible;  // in how many states of the loop
    std::set<Key> taken;
    bool time_passes = false;
    bool time_waits = true;
    const std::size_t states = std::max<std::size_t>(1, run_.moves.size() - from_);
    for (std::size_t i = from_; i < from_ + states; ++i) {
      std::set<Key> here;
      for (const Successor& step : successors(model_, run_.states[i]))
        if (step.state != run_.states[i]) here.insert(key(step.move, i));
      for (const Key& one : here) ++possible[one];
      time_waits = time_waits && model_.waiting(run_.states[i].data()) != Waiting::nothing;
      if (i == run_.moves.size()) break;
      taken.insert(key(run_.moves[i], i));
      time_passes |= model_.lets_time_pass(run_.moves[i].action);
    }
    if (time_waits && !time_passes && !may_stand_still()) return "time stands still in its loop";
    for (const auto& [one, count] : possible) {
      const Fairness fairness = by_action_[one.first];
      if (fairness == Fairness::none || taken.contains(one) || model_.lets_time_pass(one.first))
        continue;
      if (fairness == Fairness::strong || count == states)
        return "`" + model_.shape().actions[one.first].name + "` is put off forever";
    }
    return {};
  }

 private:
  using Key = std::pair<std::uint16_t, std::string>;  // an action, and whose step it is
  Key key(Move move, std::size_t i) const {
    return {move.action, model_.party(move, run_.states[i].data())};
  }

  bool may_stand_still() const {
    for (std::size_t i = 0; i < by_action_.size(); ++i)
      if (by_action_[i] != Fairness::none && model_.lets_time_pass(static_cast<std::uint16_t>(i)))
        return false;
    return true;
  }

  const LiveModel& model_;
  const std::vector<Fairness>& by_action_;
  const Run& run_;
  const std::size_t from_;
};

}  // namespace

std::string fault_in_lasso(const LiveModel& model, std::size_t goal, std::size_t party,
                           const std::vector<Fairness>& by_action, const Run& run) {
  if (!run.loop_from || *run.loop_from > run.moves.size()) return "it has no loop";
  if (run.states.size() != run.moves.size() + 1) return "it has gaps";
  const LassoReplay replay(model, by_action, run);
  std::string fault = replay.fault_in_steps();
  if (fault.empty()) fault = replay.fault_in_goal(goal, party);
  if (fault.empty()) fault = replay.fault_in_fairness();
  return fault;
}

}  // namespace lockstep
