#include "tests/models/lamp.hpp"

#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct Lamp {
  bool on;
  bool lit;
  Deadline fuse;
  Timer late;
};
BOOST_DESCRIBE_STRUCT(Lamp, (), (on, lit, fuse, late))

struct Params {
  bool flickers = true;
  bool burns_through = true;
  bool mended = false;  // by a fault, on which nobody can count
  int late = 3;
};
BOOST_DESCRIBE_STRUCT(Params, (), (flickers, burns_through, mended, late))

Lamp start(const Params&) { return {}; }

Step is_lit(const Params& p, Lamp& lamp) {
  WHEN(!lamp.lit);
  lamp.lit = true;
  lamp.fuse.start(1);
  if (p.late > 0) lamp.late.start(p.late);
  return taken;
}
Step flickers(const Params& p, Lamp& lamp) {
  WHEN(p.flickers);
  lamp.on = !lamp.on;
  return taken;
}
Step burns_through(const Params& p, Lamp& lamp) {
  WHEN(p.burns_through && lamp.fuse.expired());
  lamp.fuse.stop();
  return taken;
}
Step is_mended(const Params& p, Lamp& lamp) {
  WHEN(p.mended && lamp.fuse.expired());
  lamp.fuse.stop();
  return taken;
}

void build(Protocol<Params, Lamp>& m) {
  m.parameter<&Params::flickers>("whether it flickers");
  m.parameter<&Params::burns_through>("whether the fuse burns through");
  m.parameter<&Params::mended>("whether somebody may take the fuse out");
  m.parameter<&Params::late>("when the guest goes home", 0, 9);
  m.start<start>();
  m.action<is_lit>("is lit");
  m.action<flickers>("flickers");
  m.action<burns_through>("burns through");
  m.action<is_mended>("is mended").fault();
  m.time<nothing_else_due<Params, Lamp>>();
}

}  // namespace

std::unique_ptr<CatalogueEntry> lamp() {
  return entry<Params, Lamp>("lamp", "a lamp that flickers", "none", build);
}

}  // namespace lockstep
