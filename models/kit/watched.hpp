// Tells whether a state has a step that is no fault.
#pragma once

#include "checker/model/model.hpp"

#include <string>
#include <vector>

namespace lockstep::kit {

// Passes states on.
class Watched final : public Sink {
 public:
  Watched(Sink& to, const std::vector<Action>& actions) : to_(to), actions_(actions) {}

  void operator()(Move move, const std::byte* state) override {
    moved_ = moved_ || !actions_[move.action].fault;
    to_(move, state);
  }

  bool moved() const { return moved_; }

 private:
  Sink& to_;
  const std::vector<Action>& actions_;
  bool moved_ = false;
};

// Time can never pass again, though the protocol has not come to its end: the model is wrong.
// `overdue` names the deadlines that have run out.
[[noreturn]] void broken_by_timelock(const std::vector<std::string>& overdue);

}  // namespace lockstep::kit
