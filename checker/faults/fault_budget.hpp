// A model in which only so much may go wrong: model in, model out.
//
// The states are those of the inner model, followed by one byte for each kind of fault
// (fault_kinds.hpp) that is counted: how often the run has taken it. A run of this model is a run
// of the inner one that stays within the budget. It ends where the inner one ends, because a fault
// that is still possible keeps no run from being at its end (model.hpp): every counterexample found
// here is one of the inner model.
#pragma once

#include "checker/model/model.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep {

struct FaultLimits {
  static constexpr unsigned unlimited = ~0u;

  unsigned total = unlimited;  // of all faults of a run together
  std::vector<unsigned> each;  // of each kind of fault, at the first of its actions; empty:
                               // unlimited. What is given for other actions makes no difference

  // Adds a property after those of the inner model: it is broken in exactly those states in which
  // every counted fault was taken as often as is allowed.
  bool tell_when_spent = false;
};

// A limit that is counted in a state, and not zero or none.
inline constexpr unsigned fault_limit_max = 255;

// Const and safe from many threads.
class FaultBudget final : public Model {
 public:
  // `inner` must outlive it. Throws Refused for a limit above fault_limit_max that is not
  // `unlimited`, and when the added property would be one too many.
  FaultBudget(const Model& inner, const FaultLimits& limits);

  const Shape& shape() const override { return shape_; }
  void starts(Sink& sink) const override;
  void steps(const std::byte* state, Sink& sink) const override;
  std::uint64_t broken(const std::byte* state, bool at_end) const override;
  void canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const override;

  // The inner model's: its states come first in ours, and it looks at nothing else.
  const Narrator& narrator() const override { return inner_.narrator(); }

 private:
  // What a fault costs: one more in up to two counters, its own and that of the total.
  struct Price {
    bool allowed = true;
    unsigned counters = 0;  // how many of `counter` are used
    std::array<std::uint8_t, 2> counter{};
  };
  class Filter;

  void count(unsigned limit, const std::vector<std::size_t>& actions);
  void count_each(const std::vector<unsigned>& limits, const std::vector<std::size_t>& faults);
  bool spent(const std::byte* state) const;

  const Model& inner_;
  const std::size_t width_;  // of the inner model
  Shape shape_;
  std::vector<std::uint8_t> limits_;  // by counter, at least 1
  std::vector<Price> prices_;         // by action
  std::uint64_t spent_bit_ = 0;
};

}  // namespace lockstep
