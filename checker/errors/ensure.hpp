#pragma once

namespace lockstep {

// Stops the program with the place and `sentence` when `truth` is false: a bug of ours, never the
// user's. Stays on in release builds.
[[noreturn]] void ensure_failed(const char* sentence, const char* file, int line);

inline void ensure(bool truth, const char* sentence, const char* file = __builtin_FILE(),
                   int line = __builtin_LINE()) {
  if (!truth) [[unlikely]]
    ensure_failed(sentence, file, line);
}

}  // namespace lockstep
