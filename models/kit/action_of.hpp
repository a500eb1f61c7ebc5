// One declared action, without the types of its arguments.
#pragma once

#include "models/kit/action.hpp"
#include "models/kit/print.hpp"
#include "models/kit/wires.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lockstep::kit {

// Where an action happens: all that is needed to put it into words.
template <class Params, class State>
struct Scene {
  const Params& params;
  const State& from;
  const Lanes& lanes;
  const Wires<Params>& wires;
};

template <class Params, class State>
struct ActionOf {
  Action about;
  std::string lane;                                   // empty: the one of an argument
  bool lets_time_pass = false;                        // else it takes no time
  bool (*allowed)(const Params&) = nullptr;           // none: under all settings
  std::function<std::string(const Params&)> pattern;  // none: "<lane> <name>"

  void (*run)(Exploring<Params, State>&) = nullptr;
  unsigned long (*codes)(const Params&) = nullptr;
  // An argument whose failed guard had changed the state.
  std::optional<unsigned> (*bad_guard)(const Params&, const State&) = nullptr;
  std::vector<std::string> (*words)(const Scene<Params, State>&, unsigned argument) = nullptr;
  std::optional<unsigned> (*actor)(const Scene<Params, State>&, unsigned argument) = nullptr;
};

// An argument in words.
template <class Scene, class Argument>
std::string word_of(const Scene& scene, const Argument& argument) {
  return one_line(Printer(scene.lanes)(argument));
}
template <class Scene, auto bag>
std::string word_of(const Scene& scene, const Slot<bag>& slot) {
  const auto& message = (scene.from.*bag)[slot];
  Message described;
  if (scene.wires.describe(scene.params, message, scene.lanes, described)) return described.text;
  return one_line(Printer(scene.lanes)(message));
}

// The lane that an argument stands for, if any.
template <class Scene, class Argument>
std::optional<unsigned> lane_of(const Scene&, const Argument&) {
  return std::nullopt;
}
template <class Scene, class Tag>
std::optional<unsigned> lane_of(const Scene& scene, const Id<Tag>& id) {
  if (!scene.lanes.kind(key_of_tag<Tag>()).acts) return std::nullopt;
  return scene.lanes[id];
}
template <class Scene, auto bag>
std::optional<unsigned> lane_of(const Scene& scene, const Slot<bag>& slot) {
  Message described;
  if (!scene.wires.describe(scene.params, (scene.from.*bag)[slot], scene.lanes, described))
    return std::nullopt;
  return described.to;
}

template <auto action, class Params, class State, class Arguments>
struct ActionParts {
  using Runner = ActionRunner<action, Params, State, Arguments>;
  using Here = Scene<Params, State>;

  static std::vector<std::string> words(const Here& scene, unsigned argument) {
    return std::apply(
        [&](const auto&... chosen) { return std::vector<std::string>{word_of(scene, chosen)...}; },
        Runner::decode(scene.params, argument));
  }

  static std::optional<unsigned> actor(const Here& scene, unsigned argument) {
    std::optional<unsigned> found;
    std::apply(
        [&](const auto&... chosen) { ((found = found ? found : lane_of(scene, chosen)), ...); },
        Runner::decode(scene.params, argument));
    return found;
  }

  static std::optional<unsigned> bad_guard(const Params& params, const State& state) {
    std::optional<unsigned> found;
    Runner::for_each_argument(params, state, [&](unsigned argument) {
      State copy = state;
      if (Runner::attempt(params, copy, argument) != Step::disabled) return;
      if (std::memcmp(&copy, &state, sizeof(State)) != 0) found = argument;
    });
    return found;
  }
};

template <auto action, class Params, class State>
ActionOf<Params, State> action_of(std::string name) {
  using Function = Signature<std::remove_const_t<decltype(action)>, Params, State>;
  static_assert(Function::good,
                "an action is `Step f(const Params&, State&, arguments...)`, and its arguments are "
                "identities, slots of a bag, described enums or bools");
  ActionOf<Params, State> made;
  made.about.name = std::move(name);
  if constexpr (Function::good) {
    using Parts = ActionParts<action, Params, State, typename Function::arguments>;
    made.run = &Parts::Runner::run;
    made.codes = &Parts::Runner::codes;
    made.bad_guard = &Parts::bad_guard;
    made.words = &Parts::words;
    made.actor = &Parts::actor;
  }
  return made;
}

}  // namespace lockstep::kit
