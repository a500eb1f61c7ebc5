// refuses: no matching
//
// A token that did not come from fresh() would have a value, and its rank would be wrong.
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

[[maybe_unused]] Token made_up() {
#if REFUSED
  return Token{7};
#else
  return TokenSource{}.fresh();
#endif
}

}  // namespace
}  // namespace lockstep
