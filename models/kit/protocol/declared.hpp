// What a protocol declares (protocol.hpp), its types erased, for all of its settings.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"
#include "models/kit/protocol/parameters.hpp"
#include "models/kit/protocol/table.hpp"

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lockstep::kit {

// Identities, with a lane each or with names only; or a single lane.
struct LaneRow {
  std::string name = {};
  TypeKey key = nullptr;  // null: a single lane
  unsigned (*population)(const void* params) = nullptr;
  bool acts = true;
  bool (*needed)(const void* params) = nullptr;  // null: always
};

// A property, as it is declared.
struct About {
  std::string_view name;
  std::string_view sentence;
  When when;
};

}  // namespace lockstep::kit

namespace lockstep {

// Says in a claim that no run asks for a liveness property: {"freed after a crash", never_asked}.
struct NeverAsked {};
inline constexpr NeverAsked never_asked;

}  // namespace lockstep

namespace lockstep::kit {

// The properties that a claim expects to be violated.
struct Breaking {
  Breaking(std::string_view name, std::size_t in_steps) : property(name), steps(in_steps) {}
  // A liveness property: so many steps, and then so many forever.
  Breaking(std::string_view name, std::size_t stem, std::size_t loop_of)
      : property(name), steps(stem), loop(loop_of) {}
  Breaking(std::string_view name, NeverAsked) : property(name), asked(false) {}
  Breaking(const Expected& expected)
      : property(expected.property),
        steps(expected.steps),
        loop(expected.loop),
        asked(!expected.never_asked) {}
  std::string_view property;
  std::size_t steps = 0;
  std::optional<std::size_t> loop = {};
  bool asked = true;
};
class Breaks {
 public:
  Breaks();
  Breaks(std::initializer_list<Breaking> breaks);
  Breaks(std::vector<Expected> breaks);
  ~Breaks();
  Breaks(Breaks&&) noexcept;

  std::vector<Expected> all;
};

// "leaves=none", each as with --fair.
using Fair = std::initializer_list<std::string_view>;

// About what has to happen some day.
Claim claim_of_liveness(std::string_view settings, Breaks breaks, Fair fair);

void say(ActionRow& action, std::string_view pattern);
void explain(PropertyRow& property,
             std::string (*explain)(const void*, const std::byte*, const Lanes&));

// An OrderRow, and how the settings say what is asked for.
struct DeclaredOrder {
  OrderRow row;
  int (*bypass)(const void* params) = nullptr;
  bool (*fifo)(const void* params) = nullptr;
};

struct Declared {
  Declared();
  ~Declared();
  Declared(Declared&&) noexcept;
  Declared& operator=(Declared&&) noexcept;

  // What the members of Protocol add. Apart from their types they are compiled once.
  ParameterRow& add(ParameterRow parameter, std::string_view sentence, long min, long max);
  void add_lane(std::string_view name, LaneRow lane);
  void add_start(void (*start)(const void* params, const ProtocolTable::Emit&));
  ActionRow& add_action(std::string_view name, decltype(ActionRow::run) run,
                        decltype(ActionRow::attempt) attempt,
                        std::span<Argument (*const)()> arguments);
  PropertyRow& add_property(const About& about, decltype(PropertyRow::truth) truth);
  GoalRow& add_goal(Form form, std::string_view name, std::string_view sentence, TypeKey of,
                    Call (*call)(const void* params, const std::byte* state));
  void add_message(TypeKey type, Message (*describe)(const void*, const std::byte*, const Lanes&));
  void add_messages(std::vector<Message> (*describe)(const void*, const std::byte*, const Lanes&));
  void add_bars(std::vector<Bar> (*describe)(const void*, const std::byte*, const Lanes&));
  void add_assumption(std::string_view sentence, std::string_view without);
  void add_assumptions(std::vector<Assumption> (*list)(const void* params));
  void add_claim(std::string_view settings, Breaks breaks);
  void add_claim_of_liveness(std::string_view settings, Breaks breaks, Fair fair);

  const Row* state = nullptr;
  int library = 0;  // more than 0: actions and properties that are added are a library's
  std::vector<std::string> described;  // the members of its Params, as parameters are named
  std::vector<ParameterRow> parameters;
  std::vector<std::pair<bool (*)(const void* params), std::string>> needs;
  std::vector<void (*)(void* params)> derive;
  std::vector<LaneRow> lanes;
  std::vector<std::function<void(const void* params, const ProtocolTable::Emit&)>> starts;
  std::vector<void (*)(const void* params, std::byte* start)> fills;  // of every start
  std::vector<ActionRow> actions;
  std::vector<PropertyRow> properties;
  std::vector<GoalRow> goals;
  std::optional<DeclaredOrder> order;
  std::vector<bool (*)(const void* params, const std::byte* state)> due;
  std::vector<MessageRow> messages;
  std::vector<
      std::function<std::vector<Bar>(const void* params, const std::byte* state, const Lanes&)>>
      bars;
  std::vector<std::function<std::vector<Assumption>(const void* params)>> assumptions;
  std::vector<Claim> claims;
  bool copies_token_sources = false;
  bool (*tokens_repeat)(const void* params) = nullptr;
  ClockBounds (*clock_bounds)(const void* params) = nullptr;  // of a state that has instants
};

// Throws ContractBroken when the declarations cannot be meant so: two of one name, an action that
// is registered twice, a described member of Params that is no parameter, a default out of its
// range, timers that nothing ticks. `fresh` makes Params with their defaults.
void require_sound(const Declared& declared, const std::shared_ptr<void>& fresh);

// The protocol with these settings. Throws Refused when they do not go together, ContractBroken
// when the declarations do not.
ProtocolTable table_of(const Declared& declared, const std::shared_ptr<void>& params);

}  // namespace lockstep::kit
