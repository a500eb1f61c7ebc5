// Faults that every protocol can have: an action with a budget, a parameter, an assumption.
//
//   bounded_fault<&Params::losses>(m, {"maximum lost messages per run", "no message is lost",
//                                      "messages are lost", 2});
//   may_lose<&State::net, &State::losses>(m);
//
// and `s.losses = Budget(p.losses)` in the start. `net` is a Bag. Where it keeps the order of its
// messages (channels.hpp), the parameters say so by a member `Channels channels`. For a whole
// network in a line see network.hpp.
#pragma once

#include "models/kit/faults/channels.hpp"
#include "models/kit/protocol/protocol.hpp"
#include "models/kit/protocol/step.hpp"

#include <string>

namespace lockstep {

// "no client is paused", "clients are paused at most 2 times per run", and what allows one more.
inline Assumption at_most(int count, const std::string& none, const std::string& some,
                          const std::string& parameter, int max) {
  const std::string times = count == 1 ? "once" : std::to_string(count) + " times";
  return {count == 0 ? none : some + " at most " + times + " per run",
          count < max ? parameter + "=" + std::to_string(count + 1) : ""};
}

struct FaultBound {
  std::string sentence;  // of the parameter: "maximum lost messages per run"
  std::string none;      // "no message is lost"
  std::string some;      // "messages are lost"
  int max = 3;
};

// The parameter that bounds a fault, and what a verdict rests on because of it.
template <auto parameter, class Params, class State>
void bounded_fault(Protocol<Params, State>& m, const FaultBound& bound) {
  m.template parameter<parameter>(bound.sentence, 0, bound.max);
  const std::string name = kit::member_name<parameter, Params>();
  m.assumptions([bound, name](const Params& params) {
    return std::vector<Assumption>{
        at_most(params.*parameter, bound.none, bound.some, name, bound.max)};
  });
}

namespace kit {

template <class Params>
concept HasChannels = requires(Params params) {
  params.channels;
};

template <class Params>
Channels order_of(const Params& params) {
  if constexpr (HasChannels<Params>) return params.channels;
  return Channels::bag;
}

// In a channel that keeps the order it is enough to lose, and to duplicate, the first: what happens
// to a message behind others makes no difference until it is the first.
template <auto net, auto budget, class Params, class State>
Step is_lost(const Params&, State& state, Slot<net> slot) {
  WHEN((state.*budget).left() > 0 && is_first((state.*net)[slot]));
  (state.*budget).spend();
  take_out(state.*net, slot);
  return taken;
}

template <auto net, auto budget, class Params, class State>
Step is_duplicated(const Params& params, State& state, Slot<net> slot) {
  WHEN((state.*budget).left() > 0 && is_first((state.*net)[slot]));
  (state.*budget).spend();
  duplicate(state.*net, slot, order_of(params));
  return taken;
}

template <auto net, auto budget, class Params, class State>
Step overtakes(const Params&, State& state, Slot<net> slot) {
  WHEN((state.*budget).left() > 0 && !is_first((state.*net)[slot]));
  (state.*budget).spend();
  overtake(state.*net, slot);
  return taken;
}

}  // namespace kit

// `where` tells several networks of one protocol apart: "store". A message that is lost is one kind
// of fault wherever it is, as it has one budget. Say by which parameter it is allowed:
// `may_lose<…>(m).allowed_by<&Params::losses>()`.
namespace kit {

inline std::string action_at(const std::string& name, const std::string& where) {
  return where.empty() ? name : name + " (" + where + ')';
}

// A fault of the library's own.
template <auto step, class Params, class State>
ActionWords<Params, State> library_fault(Protocol<Params, State>& m, const std::string& name,
                                         const std::string& says, const std::string& noun) {
  m.begin_library();
  auto words = m.template action<step>(name).says(says).fault(noun);
  m.end_library();
  return words;
}

}  // namespace kit

template <auto net, auto budget, class Params, class State>
ActionWords<Params, State> may_lose(Protocol<Params, State>& m, const std::string& where = "") {
  return kit::library_fault<kit::is_lost<net, budget, Params, State>>(
      m, kit::action_at("message is lost", where), "the network loses {0}", "lost message");
}

template <auto net, auto budget, class Params, class State>
ActionWords<Params, State> may_duplicate(Protocol<Params, State>& m,
                                         const std::string& where = "") {
  return kit::library_fault<kit::is_duplicated<net, budget, Params, State>>(
      m, kit::action_at("message is duplicated", where), "the network duplicates {0}",
      "duplicated message");
}

template <auto net, auto budget, class Params, class State>
ActionWords<Params, State> may_reorder(Protocol<Params, State>& m, const std::string& where = "") {
  return kit::library_fault<kit::overtakes<net, budget, Params, State>>(
      m, kit::action_at("message overtakes", where), "{0} overtakes what was sent before it",
      "reordered message");
}

}  // namespace lockstep
