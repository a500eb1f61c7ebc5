// Goals as they are declared: typed predicates into a row.
//
// A predicate is `bool f(const State&)` or `bool f(const Params&, const State&)`, with an identity
// as one more argument when the goal is claimed for each of these.
#pragma once

#include "models/kit/layout/rows_of.hpp"
#include "models/kit/layout/view.hpp"
#include "models/kit/protocol/table.hpp"

#include <type_traits>

namespace lockstep::kit {

// The identity that a predicate asks about; void when there is none.
template <class Function>
struct PartyIn {
  using type = void;
};
template <class State, class Tag>
struct PartyIn<bool (*)(const State&, Id<Tag>)> {
  using type = Id<Tag>;
};
template <class Params, class State, class Tag>
struct PartyIn<bool (*)(const Params&, const State&, Id<Tag>)> {
  using type = Id<Tag>;
};

// What always_eventually and its like ask: everywhere.
template <class State>
bool everywhere(const State&) {
  return true;
}

template <auto asks, auto answers, class Params, class State>
class GoalCalls {
  using Asking = typename PartyIn<std::remove_const_t<decltype(asks)>>::type;
  using Answering = typename PartyIn<std::remove_const_t<decltype(answers)>>::type;
  static_assert(std::is_void_v<Asking> || std::is_void_v<Answering> ||
                    std::is_same_v<Asking, Answering>,
                "both predicates of a goal ask about the same kind of identity");
  using Party = std::conditional_t<std::is_void_v<Asking>, Answering, Asking>;

 public:
  static TypeKey key() {
    if constexpr (std::is_void_v<Party>)
      return nullptr;
    else
      return key_of<typename TagOf<Party>::type>();
  }

  static constexpr bool ordered() { return is_ordered<typename TagOf<Party>::type>; }

  static Call call(const void* params, const std::byte* state) {
    const Params& p = *static_cast<const Params*>(params);
    const State& s = view<State>(state);
    Call made;
    if constexpr (std::is_void_v<Party>) {
      made = {holds<asks>(p, s, 0) ? 1u : 0u, holds<answers>(p, s, 0) ? 1u : 0u};
    } else {
      const unsigned parties = population_of<typename TagOf<Party>::type>(p);
      for (unsigned i = 0; i < parties; ++i) {
        if (holds<asks>(p, s, i)) made.asks |= 1u << i;
        if (holds<answers>(p, s, i)) made.answers |= 1u << i;
      }
    }
    return made;
  }

 private:
  template <auto f>
  static bool holds(const Params& p, const State& s, [[maybe_unused]] unsigned party) {
    using Asked = typename PartyIn<std::remove_const_t<decltype(f)>>::type;
    if constexpr (std::is_void_v<Asked>) {
      if constexpr (std::is_invocable_r_v<bool, decltype(f), const State&>) {
        return f(s);
      } else {
        static_assert(std::is_invocable_r_v<bool, decltype(f), const Params&, const State&>,
                      "a predicate of a goal is `bool f(const State&)` or `bool f(const Params&, "
                      "const State&)`, with an identity as one more argument if need be");
        return f(p, s);
      }
    } else if constexpr (std::is_invocable_r_v<bool, decltype(f), const State&, Asked>) {
      return f(s, Inside::identity<Asked>(party));
    } else {
      return f(p, s, Inside::identity<Asked>(party));
    }
  }
};

}  // namespace lockstep::kit
