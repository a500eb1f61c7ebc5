// Makes a run that breaks a property shorter, by leaving steps out: delta debugging (Zeller and
// Hildebrandt, "Simplifying and isolating failure-inducing input", 2002).
#pragma once

#include "checker/simulation/ranked.hpp"

#include <atomic>
#include <cstddef>
#include <vector>

namespace lockstep {

struct Shortened {
  Path path;
  // No single step and no two steps can be left out. Even so a shorter run may exist, one that
  // goes another way. False: it was interrupted, or there was too much to try.
  bool minimal = false;
};

// `path` breaks `property` in its last state, and so does what is returned. A step that is no
// longer possible once others are left out is left out as well.
Shortened shortened(const Ranked& model, const Path& path, std::size_t property,
                    const std::atomic<bool>* interrupted = nullptr);

}  // namespace lockstep
