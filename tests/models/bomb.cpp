#include "tests/models/bomb.hpp"

#include "models/kit/kit.hpp"
#include "models/kit/protocol/time.hpp"

namespace lockstep {
namespace {

struct Bomb {
  Deadline fuse;
  bool lit;
};
BOOST_DESCRIBE_STRUCT(Bomb, (), (fuse, lit))
struct Params {
  bool goes_off = false;
};
BOOST_DESCRIBE_STRUCT(Params, (), (goes_off))

Bomb unlit(const Params&) { return {}; }
Step is_lit(const Params&, Bomb& bomb) {
  WHEN(!bomb.lit);
  bomb.lit = true;
  bomb.fuse.start(2);
  return taken;
}
Step explodes(const Params& params, Bomb& bomb) {
  WHEN(params.goes_off && bomb.fuse.expired());
  bomb.fuse.stop();
  return taken;
}

void build(Protocol<Params, Bomb>& m) {
  m.parameter<&Params::goes_off>("whether something happens when the fuse has burnt down");
  m.start<unlit>();
  m.action<is_lit>("is lit");
  m.action<explodes>("goes off");
  m.time<nothing_else_due<Params, Bomb>>();
}

}  // namespace

std::unique_ptr<CatalogueEntry> bomb() {
  return entry<Params, Bomb>("bomb", "a fuse burns down", "none", build);
}

}  // namespace lockstep
