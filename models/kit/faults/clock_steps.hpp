// Wall clocks that disagree and step: what every protocol that has some offers on the command line.
//
//   struct Params : WallClocks { … };             clock-steps=1 step=2 skew=3
//   struct State { Budget clock_steps; … };
//   State start(const Params&, Skews<ClientTag>);  a start for each way in which they disagree
//   declare_wall_clocks<step_clock, Client>(m);
#pragma once

#include "models/kit/fields/wall_clock.hpp"
#include "models/kit/protocol/domain.hpp"
#include "models/kit/protocol/protocol.hpp"

#include <string>
#include <vector>

namespace lockstep {

struct ClockSteps {
  int clock_steps = 0;
  Span step = 0;
};
BOOST_DESCRIBE_STRUCT(ClockSteps, (), (clock_steps, step))

struct WallClocks : ClockSteps {
  Span skew = 0;
};
BOOST_DESCRIBE_STRUCT(WallClocks, (ClockSteps), (skew))

inline constexpr int clock_steps_max = 3;
inline constexpr int step_max = 20;
inline constexpr int skew_max = 20;

// How far clocks can be from where they were, after all steps.
inline int steps_together(const ClockSteps& clocks) {
  return clocks.clock_steps * static_cast<int>(clocks.step);
}

// How the clocks of all who have this tag disagree at the start: the slowest shows true time, the
// others are up to `skew` ahead. An argument of start().
template <class Tag>
class Skews {
 public:
  explicit constexpr Skews(unsigned code) : code_(code) {}

  template <class Params>
  WallClock clock(const Params& params, Id<Tag> whose) const {
    const unsigned ways = static_cast<unsigned>(params.skew) + 1;
    unsigned slowest = ways;
    unsigned mine = 0;
    unsigned rest = code_;
    for (const Id<Tag> one : each<Id<Tag>>(params)) {
      if (rest % ways < slowest) slowest = rest % ways;
      if (one == whose) mine = rest % ways;
      rest /= ways;
    }
    WallClock clock;
    clock.step(static_cast<int>(mine - slowest));
    return clock;
  }

 private:
  unsigned code_;
};

namespace kit {

template <class Tag>
struct Domain<Skews<Tag>> {
  static constexpr bool known = true;
  template <class Params>
  static unsigned radix(const Params& params) {
    unsigned ways = 1;
    for (unsigned i = 0; i < population_of<Tag>(params); ++i)
      ways *= static_cast<unsigned>(params.skew) + 1;
    return ways;
  }
  static Skews<Tag> at(unsigned code) { return Skews<Tag>(code); }
};

// bool step_clock(const Params&, State&, Identity, int ticks): false when nobody would notice.
template <auto step_clock, int direction, class Params, class State, class Identity>
Step clock_is_set(const Params& params, State& state, Identity whose) {
  WHEN(state.clock_steps.left() > 0);
  state.clock_steps.spend();
  UNDO_UNLESS(step_clock(params, state, whose, direction * static_cast<int>(params.step)));
  return taken;
}

template <class Params>
bool steps_have_a_size(const Params& params) {
  return params.clock_steps == 0 || params.step > 0;
}

std::vector<Assumption> on_clock_steps(const ClockSteps& clocks);
Assumption on_skew(const WallClocks& clocks);

template <class Params>
std::vector<Assumption> on_wall_clocks(const Params& params) {
  std::vector<Assumption> list = on_clock_steps(params);
  if constexpr (std::is_base_of_v<WallClocks, Params>) list.push_back(on_skew(params));
  return list;
}

}  // namespace kit

// The parameters, the faults, and what they have the report say. `whose` has the clocks.
template <auto step_clock, class Identity, class Params, class State>
void declare_wall_clocks(Protocol<Params, State>& m) {
  m.template parameter<&Params::clock_steps>("maximum times per run that a wall clock is set", 0,
                                             clock_steps_max);
  m.template parameter<&Params::step>("how far a wall clock is set, forward or back", 0, step_max)
      .only_with("clock-steps>0");
  if constexpr (std::is_base_of_v<WallClocks, Params>)
    m.template parameter<&Params::skew>("maximum difference between wall clocks at the start", 0,
                                        skew_max);
  m.template needs<kit::steps_have_a_size<Params>>(
      "`clock-steps` needs `step`: by how much a clock is set, as clock-steps=1 step=2");
  m.begin_library();
  m.template action<kit::clock_is_set<step_clock, 1, Params, State, Identity>>(
       "has its clock set forward")
      .fault("clock step")
      .template allowed_by<&Params::clock_steps>();
  m.template action<kit::clock_is_set<step_clock, -1, Params, State, Identity>>(
       "has its clock set back")
      .fault("clock step")
      .template allowed_by<&Params::clock_steps>();
  m.end_library();
  m.template assumptions<kit::on_wall_clocks<Params>>();
}

}  // namespace lockstep
