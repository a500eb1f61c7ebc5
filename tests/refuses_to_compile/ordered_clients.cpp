// refuses: identities cannot be ordered, or clients would not be interchangeable
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

#if REFUSED
struct ClientTag {};
#else
struct ClientTag : Ordered {};
#endif

[[maybe_unused]] bool goes_first(Id<ClientTag> a, Id<ClientTag> b) { return a < b; }

}  // namespace
}  // namespace lockstep
