#include "checker/model/model.hpp"

namespace lockstep {

void Model::canonicalise(std::byte* /*state*/, unsigned /*reductions*/, LaneMap* lanes) const {
  if (lanes)
    for (std::size_t i = 0; i < lanes->size(); ++i) (*lanes)[i] = static_cast<std::uint8_t>(i);
}

}  // namespace lockstep
