// Runs an action over all of its arguments.
//
// The loops over arguments are inside the function that is called for an action, and the action is
// a constant within it: one indirect call for each action and state, none for each argument. What
// an argument was is encoded in Move::argument, the last argument least significant.
#pragma once

#include "checker/model/model.hpp"
#include "models/kit/layout/packed.hpp"
#include "models/kit/passes/instants.hpp"
#include "models/kit/protocol/domain.hpp"
#include "models/kit/protocol/step.hpp"

#include <optional>
#include <string>
#include <tuple>

namespace lockstep::kit {

inline constexpr unsigned radix_max = 255;
inline constexpr unsigned long codes_max = 65536;

// What an action needs while its arguments are tried.
template <class Params, class State>
struct Exploring {
  const Params& params;
  const Room<State>& from;
  Room<State>& next;  // equal to `from` between two steps
  Sink& sink;
  Move move;
};

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

template <auto action, class Params, class State, class ArgumentList>
class ActionRunner;

template <auto action, class Params, class State, class... Arguments>
class ActionRunner<action, Params, State, mp_list<Arguments...>> {
  template <std::size_t i>
  using DomainAt = Domain<boost::mp11::mp_at_c<mp_list<Arguments...>, i>>;

 public:
  // Hands every step of this action to the sink.
  static void run(Exploring<Params, State>& exploring) {
    try_all(exploring, exploring.params, exploring.from.state(), exploring.next.state(), 0);
  }

  // Takes the step with one argument.
  static Step attempt(const Params& params, State& state, unsigned argument) {
    return std::apply([&](auto... chosen) { return action(params, state, chosen...); },
                      decode(params, argument));
  }

  static std::tuple<Arguments...> decode(const Params& params, unsigned argument) {
    return decode(params, argument, std::index_sequence_for<Arguments...>{});
  }

  // How many different values Move::argument can have; codes_max + 1 when that is too many.
  static unsigned long codes(const Params& params) {
    const bool good = (... && (Domain<Arguments>::radix(params) <= radix_max));
    return good ? (1ul * ... * Domain<Arguments>::radix(params)) : codes_max + 1;
  }

  // Calls f(argument) for each argument that there is in `state`.
  template <class F>
  static void for_each_argument(const Params& params, const State& state, F&& f) {
    for (unsigned code = 0; code < codes(params); ++code) {
      const bool there = is_there(params, state, code, std::index_sequence_for<Arguments...>{});
      if (there) f(code);
    }
  }

 private:
  // The references are those of `exploring`: as arguments they stay in registers.
  template <class... Chosen>
  [[gnu::always_inline]] static void try_all(Exploring<Params, State>& exploring,
                                             const Params& params, const State& from, State& next,
                                             unsigned code, Chosen... chosen) {
    constexpr std::size_t i = sizeof...(Chosen);
    if constexpr (i == sizeof...(Arguments)) {
      const Step step = action(params, next, chosen...);
      if (step != Step::disabled) finish(exploring, step, code);
    } else {
      const unsigned end = DomainAt<i>::end(params, from);
      if (end > radix_max) __builtin_unreachable();  // see codes()
      code *= DomainAt<i>::radix(params);
      for (unsigned index = 0; index < end; ++index)
        if (DomainAt<i>::has(from, index))
          try_all(exploring, params, from, next, code + index, chosen..., DomainAt<i>::at(index));
    }
  }

  static void finish(Exploring<Params, State>& exploring, Step step, unsigned code) {
    if (step == Step::taken) {
      settle(exploring.params, exploring.next.state());
      exploring.move.argument = static_cast<std::uint16_t>(code);
      exploring.sink(exploring.move, exploring.next.bytes());
    }
    exploring.next = exploring.from;
  }

  // What each argument's index is worth in the code.
  template <std::size_t i>
  static unsigned weight(const Params& params) {
    unsigned weight = 1;
    [&]<std::size_t... later>(std::index_sequence<later...>) {
      ((weight *= later > i ? DomainAt<later>::radix(params) : 1), ...);
    }
    (std::index_sequence_for<Arguments...>{});
    return weight;
  }
  template <std::size_t i>
  static unsigned index(const Params& params, unsigned code) {
    return code / weight<i>(params) % DomainAt<i>::radix(params);
  }
  template <std::size_t... i>
  static std::tuple<Arguments...> decode([[maybe_unused]] const Params& params,
                                         [[maybe_unused]] unsigned code,
                                         std::index_sequence<i...>) {
    return {DomainAt<i>::at(index<i>(params, code))...};
  }
  template <std::size_t... i>
  static bool is_there([[maybe_unused]] const Params& params, [[maybe_unused]] const State& state,
                       [[maybe_unused]] unsigned code, std::index_sequence<i...>) {
    return (... && (index<i>(params, code) < DomainAt<i>::end(params, state) &&
                    DomainAt<i>::has(state, index<i>(params, code))));
  }
};

}  // namespace lockstep::kit
