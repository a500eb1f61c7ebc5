// A toy with goals: made up on the spot, as a Toy is.
#pragma once

#include "checker/model/live_model.hpp"
#include "tests/checker/toy.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace lockstep {

class LiveToy final : public LiveModel {
 public:
  // Claims that after `asks` there is `answers` some day.
  void claim(std::function<bool(std::uint64_t)> asks, std::function<bool(std::uint64_t)> answers,
             Form form = Form::leads_to) {
    goals_.push_back({"goal", "a goal", form, {}, "it fails", "nothing asks"});
    calls_.push_back({std::move(asks), std::move(answers)});
  }

  Toy toy;
  std::function<bool(std::uint64_t)> waits = [](std::uint64_t) { return false; };
  std::uint16_t tick = 0xffff;  // the action that lets time pass

  const Shape& shape() const override { return toy.shape(); }
  void starts(Sink& sink) const override { toy.starts(sink); }
  void steps(const std::byte* state, Sink& sink) const override { toy.steps(state, sink); }
  std::uint64_t broken(const std::byte* state, bool at_end) const override {
    return toy.broken(state, at_end);
  }
  const Narrator& narrator() const override { return toy; }
  bool lets_time_pass(std::uint16_t action) const override { return action == tick; }
  Waiting waiting(const std::byte* state) const override {
    return waits(Toy::number(state)) ? Waiting::runs : Waiting::nothing;
  }
  const std::vector<Goal>& goals() const override { return goals_; }
  void calls(const std::byte* state, std::span<Call> all) const override {
    for (std::size_t goal = 0; goal < calls_.size(); ++goal) {
      const auto& [asks, answers] = calls_[goal];
      all[goal] = {asks(Toy::number(state)) ? 1u : 0u, answers(Toy::number(state)) ? 1u : 0u};
    }
  }
  std::string party(Move move, const std::byte*) const override {
    return std::to_string(move.argument);
  }

 private:
  std::vector<Goal> goals_;
  std::vector<std::pair<std::function<bool(std::uint64_t)>, std::function<bool(std::uint64_t)>>>
      calls_;
};

}  // namespace lockstep
