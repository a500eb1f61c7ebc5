#include "checker/liveness/why_fair.hpp"

#include "checker/model/narrator.hpp"
#include "checker/model/walk.hpp"

#include <algorithm>
#include <utility>

namespace lockstep {
namespace {

struct Watched {
  std::uint16_t action;
  std::string party;
  Why why;
  std::size_t seen = 0;  // states of the loop in which it is possible
};

class LoopWatch {
 public:
  LoopWatch(const LiveModel& model, const std::vector<Fairness>& by_action, const Run& run)
      : model_(model), by_action_(by_action), run_(run) {}

  std::vector<Why> look() {
    const std::size_t from = *run_.loop_from;
    const std::size_t states = std::max<std::size_t>(1, run_.steps() - from);
    for (std::size_t i = from; i < from + states; ++i) look_at(i, i - from);
    std::vector<Why> all;
    for (const Watched& one : watched_) all.push_back(one.why);
    std::stable_sort(all.begin(), all.end(),
                     [](const Why& a, const Why& b) { return a.at < b.at; });
    return all;
  }

 private:
  // `before` states of the loop were looked at.
  void look_at(std::size_t i, std::size_t before) {
    std::vector<std::size_t> here;
    for (const Successor& step : successors(model_, run_.states[i])) {
      if (step.state == run_.states[i] || is_left_out(step.move.action)) continue;
      const std::size_t number = number_of(step.move, i);
      if (std::find(here.begin(), here.end(), number) == here.end()) here.push_back(number);
      if (i < run_.steps() && step.move == run_.moves[i]) set(number, Put::done, i);
    }
    for (std::size_t number = 0; number < watched_.size(); ++number) {
      Watched& one = watched_[number];
      const bool possible = std::find(here.begin(), here.end(), number) != here.end();
      const bool always = one.seen == before;
      one.seen += possible ? 1 : 0;
      if (one.why.fairness == Fairness::none || one.why.put == Put::done) continue;
      if (!always) set(number, Put::off_and_on, *run_.loop_from);  // it came later
      if (!possible && one.why.at == 0) set(number, Put::off_and_on, i);
    }
  }

  bool is_left_out(std::uint16_t action) const {
    return model_.shape().actions[action].fault || model_.lets_time_pass(action);
  }

  std::size_t number_of(Move move, std::size_t i) {
    const std::string party = model_.party(move, run_.states[i].data());
    for (std::size_t number = 0; number < watched_.size(); ++number)
      if (watched_[number].action == move.action && watched_[number].party == party) return number;
    const Fairness fairness = by_action_[move.action];
    const std::string step = model_.narrator().label(move, run_.states[i].data());
    const bool forced = fairness != Fairness::none;
    watched_.push_back(
        {move.action,
         party,
         {step, forced ? Put::off_and_on : Put::unforced, forced ? 0 : i + 1, fairness}});
    return watched_.size() - 1;
  }

  void set(std::size_t number, Put put, std::size_t i) {
    Why& why = watched_[number].why;
    if (why.put == Put::done || (put == Put::off_and_on && why.at != 0)) return;
    why.put = put;
    why.at = i + 1;
  }

  const LiveModel& model_;
  const std::vector<Fairness>& by_action_;
  const Run& run_;
  std::vector<Watched> watched_;
};

}  // namespace

std::vector<Why> why_fair(const LiveModel& model, const std::vector<Fairness>& by_action,
                          const Run& run) {
  return LoopWatch(model, by_action, run).look();
}

}  // namespace lockstep
