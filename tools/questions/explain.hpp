// What would have stopped a violation: each setting changed by itself, and checked again.
#pragma once

#include "checker/engine/options.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "tools/report/explanation.hpp"

#include <functional>
#include <string>
#include <vector>

namespace lockstep {

// What is tried, each by itself: every other value of a parameter that is a choice, twice the value
// of another number, and no fault, no delay, of what is allowed. Not the workload, nor how many
// clients there are: another job is no answer. Nor what an assumption excludes, which makes things
// worse.
//
// `property` empty: the violated one that tells most. `done` is called as by each_alone(). Throws
// Refused when there is no such property.
Explanation explain(const CatalogueEntry& entry, const std::vector<Setting>& settings,
                    const std::string& property, const Options& options,
                    const std::function<void(std::size_t done, std::size_t all)>& done);

}  // namespace lockstep
