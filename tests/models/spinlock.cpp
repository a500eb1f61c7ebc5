#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"
#include "tests/models/textbook.hpp"

namespace lockstep {
namespace {

struct ProcessTag {};
using Process = Id<ProcessTag>;

struct Params {
  int processes = 2;
};
BOOST_DESCRIBE_STRUCT(Params, (), (processes))

int population(const Params& p, ProcessTag) { return p.processes; }

enum class At : std::uint8_t { outside, spinning, critical };
BOOST_DESCRIBE_ENUM(At, outside, spinning, critical)

struct State {
  bool locked;
  Table<ProcessTag, At, 4> at;
};
BOOST_DESCRIBE_STRUCT(State, (), (locked, at))

State start(const Params&) { return {}; }

Step wants_it(const Params&, State& s, Process one) {
  WHEN(s.at[one] == At::outside);
  s.at[one] = At::spinning;
  return taken;
}
Step swaps(const Params&, State& s, Process one) {
  WHEN(s.at[one] == At::spinning && !s.locked);
  s.locked = true;
  s.at[one] = At::critical;
  return taken;
}
Step leaves(const Params&, State& s, Process one) {
  WHEN(s.at[one] == At::critical);
  s.locked = false;
  s.at[one] = At::outside;
  return taken;
}

bool trying(const State& s, Process one) { return s.at[one] == At::spinning; }
bool inside(const State& s, Process one) { return s.at[one] == At::critical; }

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::processes>("how many there are", 1, 4);
  m.lanes<ProcessTag>("process");
  m.start<start>();
  m.action<wants_it>("wants the lock");
  m.action<swaps>("compares and swaps").fair();
  m.action<leaves>("leaves").fair();
  declare_progress<Process, trying, inside>(m);
}

}  // namespace

std::unique_ptr<CatalogueEntry> spinlock() {
  return entry<Params, State>("spinlock", "a spinlock", "Anderson 1990", build);
}

}  // namespace lockstep
