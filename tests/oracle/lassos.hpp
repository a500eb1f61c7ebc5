// Lassos by trying all of them: the slow and obvious judge of goals.
//
// A run that goes on forever visits some set of states again and again. Every set is tried: it must
// be possible to go round in it, and going round along all of its edges must be fair.
#pragma once

#include "checker/model/live_model.hpp"
#include "checker/model/run.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace lockstep {

// For models of at most 16 states that are reached.
class AllLassos {
 public:
  AllLassos(const LiveModel& model, std::vector<Fairness> by_action);

  // Steps of the shortest stem of a run that breaks the goal for this party; nothing when no run
  // does.
  std::optional<std::size_t> shortest_stem(std::size_t goal, std::size_t party) const;

  // Whether some fair loop from the end of this run's stem is shorter than the run's own, and
  // breaks the goal.
  bool has_shorter_loop(std::size_t goal, std::size_t party, const Run& run) const;

 private:
  struct Edge {
    std::size_t to;
    Move move;
    std::string party;
  };
  using Walk = std::vector<const Edge*>;

  bool is_fair(const std::vector<std::size_t>& states, const Walk& edges) const;
  bool goes_round(const std::vector<std::size_t>& states) const;
  Walk edges_within(const std::vector<std::size_t>& states) const;
  bool in_goal(std::size_t goal, std::size_t party, std::size_t state, bool asks) const;
  bool is_bad(std::size_t goal, std::size_t party, const std::vector<std::size_t>& states) const;
  std::vector<bool> traps(std::size_t goal, std::size_t party) const;

  const LiveModel& model_;
  std::vector<Fairness> by_action_;
  std::vector<StateBytes> states_;
  std::vector<std::vector<Edge>> edges_;  // of each state, but for those back to it
  std::vector<std::size_t> starts_;
};

}  // namespace lockstep
