// What a state of a shortest counterexample still costs, up to the state that breaks the property.
#pragma once

#include "checker/frontier.hpp"
#include "checker/model.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace lockstep {

inline constexpr std::size_t no_lane = lanes_max;  // before the first step

// The faults still to come and, for each lane that may have taken the step before, how often the
// lane will change.
struct Cost {
  std::uint32_t faults = 0;
  std::array<std::uint16_t, lanes_max + 1> switches{};
};

// The states of one level that lie on a shortest counterexample, in canonical form.
class Layer {
 public:
  const Cost* find(const std::byte* canonical) const;
  void add(const std::byte* canonical, const Cost& cost);
  std::size_t size() const { return costs_.size(); }

  explicit Layer(std::size_t width) : width_(width) {}

 private:
  std::size_t width_;
  std::unordered_map<std::string, Cost> costs_;
};

// A successor that lies in the next layer.
struct Onward {
  Move move;
  unsigned lane = 0;  // of the move
  bool fault = false;
  LaneMap renamed{};  // from the lanes of the successor to those of its canonical form
  const Cost* cost = nullptr;
  std::string state;  // its bytes, as they came

  std::uint32_t faults() const { return cost->faults + (fault ? 1 : 0); }
  std::uint16_t switches(std::size_t lane_before) const {
    const unsigned changed = lane_before == no_lane || lane_before == lane ? 0 : 1;
    return static_cast<std::uint16_t>(cost->switches[renamed[lane]] + changed);
  }
};

// The steps of `state` into `next`.
std::vector<Onward> onward(const Model& model, unsigned reductions, const std::byte* state,
                           const Layer& next);

// The layers of all levels; the last holds the states of the last level that break `property`.
std::vector<Layer> remaining_costs(const Model& model, unsigned reductions, std::size_t property,
                                   const std::vector<const Frontier*>& levels);

}  // namespace lockstep
