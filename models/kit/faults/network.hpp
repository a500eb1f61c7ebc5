// A network in a line, for protocols that write their whole state: who receives what, and how.
//
//   network<&State::letters, receives>(m);
//
// `letters` is a Bag, and `receives` gets each letter that has arrived, already taken out:
// `void f(const Params&, State&, const Letter&)`, or `Step f(…)` with guards where the receiver may
// be unable to take it yet. Letters are sent with `send(params, state.letters, Letter{…})`.
//
// What may go wrong is what has a name. Each of these members of Params becomes a parameter, an
// action where it is a fault, and a line of the ledger, and needs what stands beside it; what is
// left out cannot happen, and the ledger says so.
//
//   member of Params       of State                       of the message
//   Bound delay                                           Timer due
//   int losses             Budget losses
//   int duplicates         Budget duplicates
//   Channels channels                                     Count<…> ahead (channels.hpp)
//   int reorders           Budget reorders                the same
//   int cuts               Budget cuts, Set<Tag> cut_off  bool is_end(const Letter&, Id<Tag>)
//   AcrossCut across_cut   the same                       the same
//
// The budgets are filled here. With `delay` the network declares how time passes, too, and takes
// what else is due as a third argument; the protocol declares no time<…>() then.
#pragma once

#include "models/kit/faults/faults.hpp"
#include "models/kit/protocol/time.hpp"
#include "models/kit/times/lateness.hpp"

#include <concepts>
#include <string>
#include <type_traits>
#include <vector>

namespace lockstep {

// What becomes of a message that is sent to, or by, somebody who is cut off.
enum class AcrossCut : std::uint8_t {
  held,     // it waits until the link heals, as with TCP
  dropped,  // it never arrives, as with UDP
};
BOOST_DESCRIBE_ENUM(AcrossCut, held, dropped)

namespace kit {

template <class Params>
concept HasDelay = requires(Params p) {
  p.delay;
};
template <class Params>
concept HasLosses = requires(Params p) {
  p.losses;
};
template <class Params>
concept HasDuplicates = requires(Params p) {
  p.duplicates;
};
template <class Params>
concept HasReorders = requires(Params p) {
  p.reorders;
};
template <class Params>
concept HasCuts = requires(Params p) {
  p.cuts;
};
template <class Params>
concept HasAcrossCut = requires(Params p) {
  p.across_cut;
};

template <class Params, class State, class Message>
constexpr void require_counterparts() {
  static_assert(
      !HasLosses<Params> || requires(State s) { s.losses.spend(); },
      "`losses` among the parameters of a network needs `Budget losses` in the state");
  static_assert(
      !HasDuplicates<Params> || requires(State s) { s.duplicates.spend(); },
      "`duplicates` among the parameters of a network needs `Budget duplicates` in the "
      "state");
  static_assert(
      !HasReorders<Params> || (HasChannels<Params> && requires(State s) { s.reorders.spend(); }),
      "`reorders` among the parameters of a network needs `channels` beside it and "
      "`Budget reorders` in the state");
  static_assert(!HasChannels<Params> || Queueing<Message>,
                "`channels` among the parameters of a network needs messages that can queue: "
                "`Count<…> ahead` in each, and `bool same_channel(const M&, const M&)`");
  static_assert(
      !HasDelay<Params> || requires(Message message) { message.due.start(1); },
      "`delay` among the parameters of a network needs `Timer due` in each message");
  static_assert(
      !HasCuts<Params> ||
          requires(State s) {
            s.cuts.spend();
            s.cut_off.empty();
          },
      "`cuts` among the parameters of a network needs `Budget cuts` and `Set<Tag> "
      "cut_off` in the state");
  static_assert(!HasAcrossCut<Params> || HasCuts<Params>,
                "`across_cut` among the parameters of a network needs `cuts` beside it");
}

template <class Tag, std::size_t capacity>
Id<Tag> member_of(const Set<Tag, capacity>&);
// Whoever may be cut off.
template <class State>
using CutOff = decltype(member_of(std::declval<const State&>().cut_off));

template <class State, auto net>
using MessageIn = std::remove_cvref_t<decltype(*(std::declval<State&>().*net).begin())>;

template <class Params, class State, class Message>
bool is_cut([[maybe_unused]] const Params& params, [[maybe_unused]] const State& state,
            [[maybe_unused]] const Message& message) {
  if constexpr (HasCuts<Params>) {
    if (state.cut_off.empty()) return false;
    for (const CutOff<State> one : each<CutOff<State>>(params))
      if (state.cut_off.contains(one) && is_end(message, one)) return true;
  }
  return false;
}

// The message, as far as the network is concerned.
template <class Params, class State, class Message>
bool can_arrive(const Params& params, const State& state, const Message& message) {
  return is_first(message) && !is_cut(params, state, message);
}

// Hands a message that was taken out to its receiver. A receiver that cannot take it changes
// nothing, wherever its guards stand: the message was taken out before.
template <auto receives, class Params, class State, class Message>
Step hand_over(const Params& params, State& state, const Message& message) {
  if constexpr (std::is_void_v<decltype(receives(params, state, message))>) {
    receives(params, state, message);
    return taken;
  } else {
    const Step step = receives(params, state, message);
    return step == Step::disabled ? Step(Step::undone, step.failed()) : step;
  }
}

template <auto net, auto receives, class Params, class State>
Step arrives(const Params& params, State& state, Slot<net> slot) {
  WHEN(can_arrive(params, state, (state.*net)[slot]));
  return hand_over<receives>(params, state, take_out(state.*net, slot));
}

template <auto net, auto receives, class Params, class State>
bool can_be_taken(const Params& params, State state, AnySlot slot) {
  return hand_over<receives>(params, state, take_out(state.*net, slot)) == Step::taken;
}

// The message, or one behind it in its channel, is overdue.
template <class Params, class State, auto net>
bool is_overdue(const Params& params, const State& state, Slot<net> slot) {
  const auto& first = (state.*net)[slot];
  if (is_over(params.delay, first.due)) return true;
  if constexpr (Queueing<MessageIn<State, net>>)
    for (const auto& other : state.*net)
      if (other.ahead > 0 && same_channel(other, first) && is_over(params.delay, other.due))
        return true;
  return false;
}

// Time does not pass over a message that is overdue when its receiver can take it, or those ahead
// of it.
template <auto net, auto receives, class Params, class State>
bool a_message_is_due(const Params& params, const State& state) {
  if (params.delay.unbounded()) return false;
  for (unsigned i = 0; i < (state.*net).size(); ++i) {
    const auto slot = Inside::identity<Slot<net>>(i);
    if (can_arrive(params, state, (state.*net)[slot]) && is_overdue(params, state, slot) &&
        can_be_taken<net, receives>(params, state, slot))
      return true;
  }
  return false;
}

template <auto net, auto receives, auto due, class Params, class State>
bool network_is_due(const Params& params, const State& state) {
  return due(params, state) || a_message_is_due<net, receives>(params, state);
}

template <class Params, class State, class Identity>
Step is_cut_off(const Params&, State& state, Identity one) {
  WHEN(state.cuts.left() > 0 && !state.cut_off.contains(one));
  state.cuts.spend();
  state.cut_off.insert(one);
  return taken;
}

template <auto net, class Params, class State, class Identity>
Step is_connected([[maybe_unused]] const Params& params, State& state, Identity one) {
  WHEN(state.cut_off.contains(one));
  if constexpr (HasAcrossCut<Params>)
    if (params.across_cut == AcrossCut::dropped)
      take_out_all(state.*net, [&](const auto& message) { return is_end(message, one); });
  state.cut_off.erase(one);
  return taken;
}

template <class Params, class State>
void fill_budgets([[maybe_unused]] const Params& params, [[maybe_unused]] State& state) {
  if constexpr (HasLosses<Params>) state.losses = Budget(params.losses);
  if constexpr (HasDuplicates<Params>) state.duplicates = Budget(params.duplicates);
  if constexpr (HasReorders<Params>) state.reorders = Budget(params.reorders);
  if constexpr (HasCuts<Params>) state.cuts = Budget(params.cuts);
}

// What a network rests on, for these settings; null: it has no such parameter.
struct NetworkSettings {
  const Bound* delay = nullptr;
  const Channels* channels = nullptr;
  const int* losses = nullptr;
  const int* duplicates = nullptr;
  const int* reorders = nullptr;
  const int* cuts = nullptr;
  const AcrossCut* across_cut = nullptr;
  int faults_max = 0;
};
std::vector<Assumption> on_network(const NetworkSettings& settings);

Assumption on_delay(const Bound& delay, const std::string& unless = "");
std::vector<Assumption> on_order(Channels channels, const int* reorders, int reorders_max);

template <class Params>
std::vector<Assumption> assumed_of_network(const Params& params, int faults_max) {
  NetworkSettings settings;
  settings.faults_max = faults_max;
  if constexpr (HasDelay<Params>) settings.delay = &params.delay;
  if constexpr (HasChannels<Params>) settings.channels = &params.channels;
  if constexpr (HasLosses<Params>) settings.losses = &params.losses;
  if constexpr (HasDuplicates<Params>) settings.duplicates = &params.duplicates;
  if constexpr (HasReorders<Params>) settings.reorders = &params.reorders;
  if constexpr (HasCuts<Params>) settings.cuts = &params.cuts;
  if constexpr (HasAcrossCut<Params>) settings.across_cut = &params.across_cut;
  return on_network(settings);
}

inline constexpr int delay_max = 50;  // ticks

template <class Params, class State>
void network_parameters(Protocol<Params, State>& m, int most) {
  if constexpr (HasDelay<Params>)
    m.template parameter<&Params::delay>("maximum message delay", 0, delay_max);
  if constexpr (HasChannels<Params>)
    m.template parameter<&Params::channels>(
        "order of messages between two parties: bag (any), fifo (as sent)");
  if constexpr (HasLosses<Params>)
    m.template parameter<&Params::losses>("maximum lost messages per run", 0, most);
  if constexpr (HasDuplicates<Params>)
    m.template parameter<&Params::duplicates>("maximum duplicated messages per run", 0, most);
  if constexpr (HasReorders<Params>)
    m.template parameter<&Params::reorders>("maximum messages per run that overtake earlier ones",
                                            0, most)
        .only_with("channels=fifo");
  if constexpr (HasCuts<Params>)
    m.template parameter<&Params::cuts>("maximum partitions of one party from all others per run",
                                        0, most);
  if constexpr (HasAcrossCut<Params>)
    m.template parameter<&Params::across_cut>(
         "fate of messages sent across a partition: held (until it heals), dropped")
        .only_with("cuts>0");
}

template <auto net, class Params, class State>
void network_faults(Protocol<Params, State>& m) {
  if constexpr (HasLosses<Params>)
    may_lose<net, &State::losses>(m).template allowed_by<&Params::losses>();
  if constexpr (HasDuplicates<Params>)
    may_duplicate<net, &State::duplicates>(m).template allowed_by<&Params::duplicates>();
  if constexpr (HasReorders<Params>)
    may_reorder<net, &State::reorders>(m).template allowed_by<&Params::reorders>();
  if constexpr (HasCuts<Params>) {
    using One = CutOff<State>;
    library_fault<kit::is_cut_off<Params, State, One>>(
        m, "is cut off", "{0} is cut off from all others", "partition")
        .template allowed_by<&Params::cuts>();
    m.begin_library();
    m.template action<is_connected<net, Params, State, One>>("is connected again")
        .says("{0} reaches the others again");
    m.end_library();
  }
}

}  // namespace kit

// Sends a message: behind all of its channel where channels keep the order, and with its time to
// arrive where the delay is bounded.
template <class Params, class Message, std::size_t capacity>
void send(const Params& params, Bag<Message, capacity>& bag, Message message) {
  if constexpr (kit::HasDelay<Params>)
    if (takes_time(params.delay)) message.due.start(params.delay.ticks());
  if constexpr (Queueing<Message>)
    send(bag, message, kit::order_of(params));
  else
    bag.add(message);
}

struct NetworkWords {
  std::string name = "receives a message";  // of the action
  std::string says = "{0} arrives";         // of its steps; {0} is the message
  int most = 3;                             // of each fault
};

// To be called after lanes(). `due` is what time does not pass over besides messages: `bool f(const
// Params&, const State&)`. It counts only where Params have `delay`.
template <auto net, auto receives, auto due = nullptr, class Params, class State>
void network(Protocol<Params, State>& m, const NetworkWords& words = {}) {
  kit::require_counterparts<Params, State, kit::MessageIn<State, net>>();
  kit::network_parameters(m, words.most);
  m.template fills_in<kit::fill_budgets<Params, State>>();
  m.template action<kit::arrives<net, receives, Params, State>>(words.name).says(words.says);
  kit::network_faults<net>(m);
  if constexpr (kit::HasDelay<Params>) {
    if constexpr (std::is_null_pointer_v<decltype(due)>)
      m.template time<kit::a_message_is_due<net, receives, Params, State>>();
    else
      m.template time<kit::network_is_due<net, receives, due, Params, State>>();
  }
  m.assumptions(
      [most = words.most](const Params& params) { return kit::assumed_of_network(params, most); });
}

}  // namespace lockstep
