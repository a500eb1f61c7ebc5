// What becomes of exceptions: a sentence on standard error, and an exit status.
#pragma once

#include <functional>

namespace lockstep {

// The status that `work` returns, or the one that stands for what it threw, which is told.
int told_status(const std::function<int()>& work);

}  // namespace lockstep
