#include "checker/model/witness.hpp"

#include "checker/errors/errors.hpp"

namespace lockstep {

std::vector<std::size_t> shown_by_actions(const Shape& shape) {
  std::vector<std::size_t> shown;
  for (const Action& action : shape.actions) {
    std::size_t found = shows_nothing;
    for (std::size_t i = 0; i < shape.properties.size(); ++i)
      if (shape.properties[i].when == When::sometimes && shape.properties[i].name == action.shows)
        found = i;
    if (found == shows_nothing && !action.shows.empty())
      throw ContractBroken("the action \"" + action.name + "\" shows \"" + action.shows +
                           "\", which is not claimed to happen sometimes");
    shown.push_back(found);
  }
  return shown;
}

std::uint64_t witness_bits(const Shape& shape) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < shape.properties.size(); ++i)
    if (shape.properties[i].when == When::sometimes) bits |= std::uint64_t{1} << i;
  return bits;
}

}  // namespace lockstep
