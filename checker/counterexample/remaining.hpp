// What a state of a shortest counterexample still costs, up to the state that breaks the property.
#pragma once

#include "checker/engine/frontier.hpp"
#include "checker/model/model.hpp"
#include "checker/model/state.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace lockstep {

// A bit for each lane.
using LaneSet = std::uint32_t;

// The step before, as far as it matters to the next: the next is a *switch* unless it is in the
// same lane, or receives a message that this one sent. The eye follows an arrow.
struct Before {
  LaneSet lane = 0;     // of the step; none before the first step
  LaneSet sent_to = 0;  // lanes
  friend auto operator<=>(const Before&, const Before&) = default;
};

// A way to go on: the next step, and how many switches come after it.
struct Opening {
  LaneSet lane = 0;
  LaneSet received_from = 0;  // lanes
  std::uint16_t switches = 0;

  std::uint16_t switches_after(const Before& before) const {
    const bool first = before.lane == 0;
    const bool follows = (lane & before.sent_to) && (received_from & before.lane);
    return static_cast<std::uint16_t>(switches + (first || lane == before.lane || follows ? 0 : 1));
  }
};

// What is still to pay.
struct Cost {
  std::uint32_t faults = 0;
  std::vector<Opening> openings;  // of those with the fewest faults; none at the end

  std::uint16_t switches_after(const Before& before) const;
};

// The states of one level that lie on a shortest counterexample, in canonical form.
class Layer {
 public:
  const Cost* find(const StateBytes& canonical) const;
  void add(const StateBytes& canonical, const Cost& cost) { costs_.emplace(canonical, cost); }
  std::size_t size() const { return costs_.size(); }

 private:
  std::unordered_map<StateBytes, Cost> costs_;
};

// A successor that lies in the next layer.
struct Onward {
  Move move;
  Before leads_on;  // to the step after
  Opening opening;
  std::uint32_t faults = 0;        // with this step's
  std::uint32_t faults_after = 0;  // without it
  StateBytes state;                // as it came
};

// The steps of `state` into `next`.
std::vector<Onward> onward(const Model& model, unsigned reductions, const StateBytes& state,
                           const Layer& next);

// The layers of all levels; the last holds the states of the last level that break `property`.
std::vector<Layer> remaining_costs(const Model& model, unsigned reductions, std::size_t property,
                                   const std::vector<const Frontier*>& levels);

}  // namespace lockstep
