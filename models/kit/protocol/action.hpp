// Runs an action over all of its arguments.
//
// The loops over arguments are inside the function that is called for an action, and the action is
// a constant within it: one indirect call for each action and state, none for each argument. What
// an argument was is encoded in Move::argument, the last argument least significant.
#pragma once

#include "checker/model/model.hpp"
#include "models/kit/layout/view.hpp"
#include "models/kit/protocol/declared.hpp"
#include "models/kit/protocol/domain.hpp"
#include "models/kit/protocol/step.hpp"
#include "models/kit/protocol/table.hpp"

#include <array>
#include <cstring>
#include <string_view>
#include <utility>

namespace lockstep::kit {

// Of one argument. The model checks it when it is made.
inline constexpr unsigned radix_max = 255;

// Takes apart the type of a function f(const Params&, State&, Arguments...).
template <class Function, class Params, class State>
struct Signature {
  static constexpr bool good = false;
};
template <class Params, class State, class... Arguments>
struct Signature<Step (*)(const Params&, State&, Arguments...), Params, State> {
  static constexpr bool good = (... && Domain<Arguments>::known);
  using arguments = mp_list<Arguments...>;
};

// How many bytes a State is viewed in: Layout::size.
template <class State>
inline constexpr std::size_t room_for = whole_words(sizeof(State));

template <auto action, class Params, class State, class ArgumentList>
class ActionRunner;

template <auto action, class Params, class State, class... Arguments>
class ActionRunner<action, Params, State, mp_list<Arguments...>> {
  template <std::size_t i>
  using DomainAt = Domain<boost::mp11::mp_at_c<mp_list<Arguments...>, i>>;

 public:
  // Hands every step of this action to the sink.
  static void run(const void*, Exploring& exploring) {
    try_all(exploring, *static_cast<const Params*>(exploring.params), view<State>(exploring.from),
            view<State>(exploring.next), 0);
  }

  // Takes the step with one argument.
  [[gnu::cold]] static Step attempt(const void*, const void* params, std::byte* state,
                                    const unsigned* indices) {
    return attempt(*static_cast<const Params*>(params), view<State>(state), indices,
                   std::index_sequence_for<Arguments...>{});
  }

  static constexpr std::array<Argument (*)(), sizeof...(Arguments)> arguments{
      &Domain<Arguments>::template argument<State>...};

 private:
  // The references are those of `exploring`: as arguments they stay in registers.
  template <class... Chosen>
  [[gnu::always_inline]] static void try_all(Exploring& exploring, const Params& params,
                                             const State& from, State& next, unsigned code,
                                             Chosen... chosen) {
    constexpr std::size_t i = sizeof...(Chosen);
    if constexpr (i == sizeof...(Arguments)) {
      const Step step = action(params, next, chosen...);
      if (step != Step::disabled) finish(exploring, step, code);
    } else {
      const unsigned end = DomainAt<i>::end(params, from);
      if (end > radix_max) __builtin_unreachable();
      code *= DomainAt<i>::radix(params);
      for (unsigned index = 0; index < end; ++index)
        if (DomainAt<i>::has(from, index))
          try_all(exploring, params, from, next, code + index, chosen..., DomainAt<i>::at(index));
    }
  }

  static void finish(Exploring& exploring, Step step, unsigned code) {
    if (step == Step::taken) emit(exploring, code);
    std::memcpy(exploring.next, exploring.from, room_for<State>);
  }

  template <std::size_t... i>
  static Step attempt(const Params& params, State& state, [[maybe_unused]] const unsigned* indices,
                      std::index_sequence<i...>) {
    return action(params, state, DomainAt<i>::at(indices[i])...);
  }
};

template <auto action, class Params, class State>
ActionRow& add_action(Declared& declared, std::string_view name) {
  using Function = Signature<std::remove_const_t<decltype(action)>, Params, State>;
  static_assert(Function::good,
                "an action is `Step f(const Params&, State&, arguments...)`, and its arguments are "
                "identities, slots of a bag, described enums or bools");
  if constexpr (Function::good) {
    using Runner = ActionRunner<action, Params, State, typename Function::arguments>;
    return declared.add_action(name, &Runner::run, &Runner::attempt, Runner::arguments);
  } else {
    return declared.add_action(name, nullptr, nullptr, {});
  }
}

}  // namespace lockstep::kit
