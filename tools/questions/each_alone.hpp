// Many small searches: each on one thread, and as many at a time as there are threads.
#pragma once

#include "checker/engine/options.hpp"

#include <cstddef>
#include <functional>

namespace lockstep {

// Calls work(item, alone) for each item in [0, items): `alone` is `options` for one thread, and
// shows no progress. After each, done(how many are) if there is such a function: from any thread,
// but never twice at the same time.
void each_alone(std::size_t items, const Options& options,
                const std::function<void(std::size_t item, const Options& alone)>& work,
                const std::function<void(std::size_t done)>& done = {});

}  // namespace lockstep
