// refuses: how many of them are there? Write `int population(const Params&, Tag)`
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ClientTag {};
using Client = Id<ClientTag>;

struct Params {
  int clients = 2;
};

#if !REFUSED
int population(const Params& p, ClientTag) { return p.clients; }
#endif

[[maybe_unused]] int count(const Params& p) {
  return how_many<Client>(p, [](Client) { return true; });
}

}  // namespace
}  // namespace lockstep
