#include "checker/faults/fault_kinds.hpp"

#include <algorithm>

namespace lockstep {

std::vector<std::size_t> kinds_of(const Shape& shape) {
  const auto& actions = shape.actions;
  std::vector<std::size_t> kinds(actions.size());
  for (std::size_t i = 0; i < actions.size(); ++i) {
    const auto alike = [&](const Action& other) {
      return other.fault && actions[i].fault && !other.noun.empty() &&
             other.noun == actions[i].noun;
    };
    const auto last = actions.begin() + static_cast<std::ptrdiff_t>(i);
    kinds[i] =
        static_cast<std::size_t>(std::find_if(actions.begin(), last, alike) - actions.begin());
  }
  return kinds;
}

}  // namespace lockstep
