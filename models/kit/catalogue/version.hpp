#pragma once

namespace lockstep {

// CMake reads it here.
inline constexpr char version[] = "0.1.0";

}  // namespace lockstep
