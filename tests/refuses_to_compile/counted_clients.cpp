// refuses: kit::is_ordered
//
// Arithmetic on identities would tell clients apart just as well.
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

#if REFUSED
struct ClientTag {};
#else
struct ClientTag : Ordered {};
#endif

[[maybe_unused]] unsigned next(Id<ClientTag> client) { return client.number() + 1; }

}  // namespace
}  // namespace lockstep
