#include "checker/model/model.hpp"

namespace lockstep {

// Not in the header: models make many, of literals, and g++ 12 warns of the copies that it inlines.
Assumption::Assumption(std::string_view says, std::string_view dropped_by)
    : sentence(says), without(dropped_by) {}

void Model::canonicalise(std::byte* /*state*/, unsigned /*reductions*/, LaneMap* lanes) const {
  if (lanes)
    for (std::size_t i = 0; i < lanes->size(); ++i) (*lanes)[i] = static_cast<std::uint8_t>(i);
}

}  // namespace lockstep
