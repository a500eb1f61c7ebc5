#include "models/kit/protocol/declared.hpp"

#include "checker/errors/errors.hpp"
#include "models/kit/protocol/history.hpp"
#include "models/kit/protocol/room.hpp"

#include <algorithm>
#include <cstring>

namespace lockstep::kit {
namespace {

// The first name that comes twice, or nothing.
template <class Rows, class NameOf>
std::string twice(const Rows& rows, const NameOf& name_of) {
  std::vector<std::string> names;
  for (const auto& row : rows) {
    std::string name = name_of(row);
    if (std::find(names.begin(), names.end(), name) != names.end()) return name;
    names.push_back(name);
  }
  return "";
}

void require_own_names(const Declared& declared) {
  const std::string property =
      twice(declared.properties, [](const PropertyRow& row) { return row.about.name; });
  if (!property.empty()) throw ContractBroken("two properties are called `" + property + "`");
  const std::string goal = twice(declared.goals, [](const GoalRow& row) { return row.about.name; });
  if (!goal.empty()) throw ContractBroken("two goals are called `" + goal + "`");
  const std::string parameter =
      twice(declared.parameters, [](const ParameterRow& row) { return row.about.name; });
  if (!parameter.empty()) throw ContractBroken("two parameters are called `" + parameter + "`");
  const std::string lane = twice(declared.lanes, [](const LaneRow& row) { return row.name; });
  if (!lane.empty()) throw ContractBroken("two lanes are called `" + lane + "`");
}

void require_actions_once(const std::vector<ActionRow>& actions) {
  for (std::size_t i = 0; i < actions.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (actions[i].run == actions[j].run && actions[i].context == actions[j].context)
        throw ContractBroken("the function of `" + actions[i].about.name +
                             "` is registered twice, as `" + actions[j].about.name + "` as well");
}

void require_parameters(const Declared& declared) {
  for (const std::string& name : declared.described) {
    const bool known = std::any_of(declared.parameters.begin(), declared.parameters.end(),
                                   [&](const ParameterRow& row) { return row.about.name == name; });
    if (!known)
      throw ContractBroken("the member of Params that would be the parameter `" + name +
                           "` is described, and no parameter: declare it with m.parameter<…>(), "
                           "or leave it out of BOOST_DESCRIBE_STRUCT when it is derived");
  }
}

void require_time(const Declared& declared) {
  const Row& state = *declared.state;
  const bool waits = contains(state, Kind::timer) || contains(state, Kind::wall_timer) ||
                     contains(state, Kind::instant);
  const bool passes = std::any_of(declared.actions.begin(), declared.actions.end(),
                                  [](const ActionRow& row) { return row.lets_time_pass; });
  if (waits && !passes)
    throw ContractBroken(
        "the state has timers, and no action lets time pass: declare m.time<…>(), or an action "
        "with lets_time_pass()");
}

Lanes lanes_of(const Declared& declared, const void* params) {
  Lanes lanes;
  for (const LaneRow& row : declared.lanes) {
    if (row.needed && !row.needed(params)) continue;
    if (row.key)
      lanes.add({row.key, row.name, row.population(params), row.acts, 0});
    else
      lanes.add(row.name);
  }
  return lanes;
}

std::vector<Population> populations_of(const Lanes& lanes) {
  std::vector<Population> found;
  for (const Lanes::Kind& kind : lanes.kinds())
    found.push_back({kind.key, kind.name, kind.population});
  return found;
}

bool tokens_repeat(const Declared& declared, const void* params) {
  if (declared.copies_token_sources && !declared.tokens_repeat)
    throw ContractBroken("sources of tokens are copied: say with tokens_repeat() when it matters");
  return declared.tokens_repeat && declared.tokens_repeat(params);
}

std::vector<Assumption> assumptions_of(const Declared& declared, void* params) {
  std::vector<Assumption> all;
  for (const auto& list : declared.assumptions)
    for (Assumption& one : list(params)) all.push_back(std::move(one));
  for (const auto& [about, span] : spans_of(declared.parameters, params)) {
    const std::string scale = scale_in_words(*span);
    if (scale.empty()) continue;
    all.push_back({scale});
    break;  // they have one scale
  }
  return all;
}

std::optional<OrderRow> order_asked_for(const Declared& declared, const void* params) {
  if (!declared.order) return std::nullopt;
  OrderRow row = declared.order->row;
  row.bypass = static_cast<unsigned>(declared.order->bypass(params));
  row.fifo = declared.order->fifo(params);
  if (row.bypass == 0 && !row.fifo) return std::nullopt;
  return row;
}

// With what libraries fill in. A history behind the state is empty.
void add_starts(const Declared& declared, ProtocolTable& table) {
  for (const auto& start : declared.starts)
    table.starts.emplace_back(
        [start, fills = declared.fills, layout = table.layout,
         size = whole_words(declared.state->size)](const void* params, const auto& emit) {
          start(params, [&](const std::byte* state) {
            alignas(8) std::byte whole[state_bytes_max] = {};
            std::memcpy(whole, state, size);
            Room room(layout, whole);
            for (const auto fill : fills) fill(params, room.bytes());
            emit(room.bytes());
          });
        });
}

}  // namespace

Breaks::Breaks() = default;
Breaks::Breaks(std::initializer_list<Breaking> breaks) {
  for (const Breaking& one : breaks)
    all.push_back({std::string(one.property), one.steps, one.loop, !one.asked});
}
Breaks::Breaks(std::vector<Expected> breaks) : all(std::move(breaks)) {}
Breaks::~Breaks() = default;
Breaks::Breaks(Breaks&&) noexcept = default;

Claim claim_of_liveness(std::string_view settings, Breaks breaks, Fair fair) {
  return {std::string(settings), std::move(breaks.all), true, {fair.begin(), fair.end()}};
}

void say(ActionRow& action, std::string_view pattern) {
  action.pattern = [pattern = std::string(pattern)](const void*) { return pattern; };
}

void explain(PropertyRow& property,
             std::string (*explain)(const void*, const std::byte*, const Lanes&)) {
  property.explain = explain;
}

Declared::Declared() = default;
Declared::~Declared() = default;
Declared::Declared(Declared&&) noexcept = default;
Declared& Declared::operator=(Declared&&) noexcept = default;

ParameterRow& Declared::add(ParameterRow parameter, std::string_view sentence, long min, long max) {
  parameter.about.sentence = sentence;
  parameter.about.min = min;
  parameter.about.max = max;
  parameters.push_back(std::move(parameter));
  return parameters.back();
}

void Declared::add_lane(std::string_view name, LaneRow lane) {
  lane.name = name;
  lanes.push_back(std::move(lane));
}

void Declared::add_start(void (*start)(const void* params, const ProtocolTable::Emit&)) {
  starts.emplace_back(start);
}

ActionRow& Declared::add_action(std::string_view name, decltype(ActionRow::run) run,
                                decltype(ActionRow::attempt) attempt,
                                std::span<Argument (*const)()> arguments) {
  ActionRow& action = actions.emplace_back();
  action.about.name = name;
  action.about.library = library > 0;
  action.run = run;
  action.attempt = attempt;
  for (const auto make : arguments) action.arguments.push_back(make());
  return action;
}

PropertyRow& Declared::add_property(const About& about, decltype(PropertyRow::truth) truth) {
  PropertyRow& property = properties.emplace_back();
  property.about = {std::string(about.name), std::string(about.sentence), about.when, "",
                    library > 0};
  property.truth = truth;
  return property;
}

GoalRow& Declared::add_goal(Form form, std::string_view name, std::string_view sentence, TypeKey of,
                            Call (*call)(const void*, const std::byte*)) {
  GoalRow& goal = goals.emplace_back();
  goal.about = {std::string(name), std::string(sentence), form, {}, {}, {}, library > 0};
  goal.of = of;
  goal.call = call;
  return goal;
}

void Declared::add_message(TypeKey type,
                           Message (*describe)(const void*, const std::byte*, const Lanes&)) {
  messages.push_back({type, describe, {}});
}

void Declared::add_messages(std::vector<Message> (*describe)(const void*, const std::byte*,
                                                             const Lanes&)) {
  messages.push_back({nullptr, {}, describe});
}

void Declared::add_bars(std::vector<Bar> (*describe)(const void*, const std::byte*, const Lanes&)) {
  bars.emplace_back(describe);
}

void Declared::add_assumptions(std::vector<Assumption> (*list)(const void* params)) {
  assumptions.emplace_back(list);
}

void Declared::add_claim(std::string_view settings, Breaks breaks) {
  claims.push_back({std::string(settings), std::move(breaks.all)});
}

void Declared::add_claim_of_liveness(std::string_view settings, Breaks breaks, Fair fair) {
  claims.push_back(claim_of_liveness(settings, std::move(breaks), fair));
}

void Declared::add_assumption(std::string_view sentence, std::string_view without) {
  assumptions.emplace_back([one = Assumption{std::string(sentence), std::string(without)}](
                               const void*) { return std::vector<Assumption>{one}; });
}

void require_sound(const Declared& declared, const std::shared_ptr<void>& fresh) {
  require_own_names(declared);
  require_actions_once(declared.actions);
  require_parameters(declared);
  require_time(declared);
  for (const ParameterRow& row : declared.parameters) require_good_default(row, fresh.get());
}

ProtocolTable table_of(const Declared& declared, const std::shared_ptr<void>& params) {
  for (const auto& [truth, sentence] : declared.needs)
    if (!truth(params.get())) throw Refused(sentence);
  for (const auto derive : declared.derive) derive(params.get());
  ProtocolTable table;
  table.params = params;
  table.lanes = lanes_of(declared, params.get());
  table.order = order_asked_for(declared, params.get());
  Row state = *declared.state;
  if (table.order)
    state =
        with_history(std::move(state), *table.order, table.lanes.kind(table.order->of).population);
  table.layout = lay_out(std::move(state), populations_of(table.lanes));
  add_starts(declared, table);
  table.actions = declared.actions;
  table.properties = declared.properties;
  if (table.order)
    for (PropertyRow& row : properties_of(*table.order, table.layout))
      table.properties.push_back(std::move(row));
  table.goals = declared.goals;
  table.due = declared.due;
  table.messages = declared.messages;
  table.bars = declared.bars;
  table.assumptions = assumptions_of(declared, params.get());
  for (const auto& [about, span] : spans_of(declared.parameters, params.get()))
    table.tick_nanoseconds = tick_in_nanoseconds(*span);
  table.tokens_repeat = tokens_repeat(declared, params.get());
  if (declared.clock_bounds) table.clock_bounds = declared.clock_bounds(params.get());
  return table;
}

}  // namespace lockstep::kit
