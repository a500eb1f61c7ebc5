#pragma once

#include "tools/commands/check.hpp"

namespace lockstep {

// Checks a file now and whenever it is saved.
struct WatchCommand : CheckCommand {};

OptionList options(WatchCommand& command);
// Returns when it is interrupted.
int run(const WatchCommand& command, const Catalogue& catalogue);
extern const Verb watch_verb;

}  // namespace lockstep
