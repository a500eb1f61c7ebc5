#include "checker/errors/ensure.hpp"

#include <cstdio>
#include <cstdlib>

namespace lockstep {

void ensure_failed(const char* sentence, const char* file, int line) {
  std::fprintf(stderr, "lockstep: a bug in lockstep itself: %s (%s:%d)\n", sentence, file, line);
  std::abort();
}

}  // namespace lockstep
