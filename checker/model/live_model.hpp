// What a run has to do some day, and which steps may not be put off forever.
//
// A property of states is broken by a state; a goal is broken by a run that never ends. So a goal
// is judged on runs that go on for as long as they can, and only on fair ones: a lock is not to
// blame when its client is never given the processor, or its message never delivered.
//
// A run may stop where nothing forces a step. Steps that change nothing do not count, neither as
// possible nor as taken: nobody could tell.
#pragma once

#include "checker/model/timed_model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lockstep {

// What a goal claims of two sets of states, those that ask and those that answer.
enum class Form : std::uint8_t {
  eventually,         // every run comes to an answer
  leads_to,           // wherever it is asked, an answer is given then or later
  always_eventually,  // answers come again and again, or stay
  eventually_always,  // from some moment on, all states answer
};

// A liveness property. Of several parties, it is claimed for each.
struct Goal {
  std::string name;
  std::string sentence;  // what it claims, for people
  Form form = Form::leads_to;
  std::vector<std::string> parties = {};  // at most goal_parties_max; empty: it is claimed once
  std::string fails;       // what a run does that breaks it, {0} is the party: "{0} waits forever"
  std::string never = {};  // what no run does when nothing ever asks: "no client ever waits"
  bool library = false;    // declared by a library and not by the protocol's author
};

inline constexpr std::size_t goal_parties_max = 32;

// For which parties a state asks, and for which it answers: bit i is party i, and bit 0 the goal
// itself when it is claimed once.
struct Call {
  std::uint32_t asks = 0;
  std::uint32_t answers = 0;
  friend bool operator==(const Call&, const Call&) = default;
};

class LiveModel : public TimedModel {
 public:
  // The same object with the same content for the model's whole life.
  virtual const std::vector<Goal>& goals() const = 0;

  // Of each goal. `all` has room for as many, and what it holds before means nothing.
  virtual void calls(const std::byte* state, std::span<Call> all) const = 0;

  // Of one goal, where it need not be fast.
  Call call(std::size_t goal, const std::byte* state) const {
    std::vector<Call> all(goals().size());
    calls(state, all);
    return all[goal];
  }

  // Whose step it is. Steps of one action with different parties are not to be put off one by one:
  // it does not help a client that the action is taken for another one. Any bytes.
  virtual std::string party(Move move, const std::byte* from) const = 0;
};

}  // namespace lockstep
