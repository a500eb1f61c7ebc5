// The slow and obvious engine that the others are compared with: a map, a queue, and nothing of
// the checker but the model's interface. Never use it to check a protocol: it keeps every state as
// a string, and everything twice.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/state.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lockstep::oracle {

using State = std::string;  // its bytes

// The same, aligned as models ask for it.
StateBytes aligned(const State& state);

struct Next {
  Move move;
  State state;
};

std::vector<State> starts_of(const Model& model);
std::vector<Next> steps_of(const Model& model, const State& state);
std::uint64_t broken_in(const Model& model, const State& state, bool at_end);
State canonical_of(const Model& model, const State& state, unsigned reductions);

// All properties that this reachable state breaks, whenever they are claimed.
std::uint64_t breaks(const Model& model, const State& state);

struct Level {
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;  // out of them
};

struct Found {
  std::map<State, std::uint64_t> level_of;  // every state that can be reached: steps from a start
  std::vector<Level> levels;
  std::vector<std::uint64_t> taken;                     // by action
  std::vector<std::optional<std::uint64_t>> broken_at;  // by property: the first level

  std::uint64_t depth() const { return levels.size() - 1; }
  Level up_to(std::uint64_t level) const;  // the sums over the first levels, without this one
  Level all() const { return up_to(levels.size()); }
};

Found explore(const Model& model, unsigned reductions = no_reduction);

}  // namespace lockstep::oracle
