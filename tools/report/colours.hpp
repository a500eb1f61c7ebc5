// The colours of verdicts in what is printed below one another.
#pragma once

#include "tools/terminal/canvas.hpp"

namespace lockstep {

inline constexpr Style red{Colour::red, false, false};
inline constexpr Style green{Colour::green, false, false};
inline constexpr Style yellow{Colour::yellow, false, false};

}  // namespace lockstep
