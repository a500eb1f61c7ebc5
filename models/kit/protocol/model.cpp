#include "models/kit/protocol/model.hpp"

#include "checker/errors/errors.hpp"
#include "models/kit/fields/overflow.hpp"
#include "models/kit/passes/print.hpp"
#include "models/kit/protocol/action.hpp"
#include "models/kit/protocol/activity.hpp"
#include "models/kit/protocol/room.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <new>

namespace lockstep::kit {
namespace {

constexpr unsigned long codes_max = 65536;

constexpr bool is_not_zero(std::byte byte) { return byte != std::byte{0}; }

[[noreturn]] void broken_by_timelock(const std::string& overdue) {
  throw ContractBroken(
      "a timelock: " + (overdue.empty() ? "what `time` declares as due" : overdue) +
      " is overdue, so time cannot pass, and no step but a fault is possible");
}

[[noreturn]] void threw(const std::string& action, const std::string& what) {
  throw ContractBroken("in the action `" + action + "`: it threw an exception" + what);
}

// In a handler of any exception that came out of an action: throws it again when it is one of ours
// or the system's lack of memory, else ContractBroken.
[[noreturn]] void thrown_by_action(const std::string& action) {
  try {
    throw;
  } catch (const ContractBroken&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    threw(action, std::string(": ") + error.what());
  } catch (...) {
    threw(action, " of a type that is not known here");
  }
}

}  // namespace

Argument argument_of_identities(TypeKey tag) {
  Argument made;
  made.kind = Argument::Kind::identity;
  made.key = tag;
  return made;
}
Argument argument_of_slots(std::ptrdiff_t offset, Row bag) {
  Argument made;
  made.kind = Argument::Kind::slot;
  made.offset = static_cast<std::uint32_t>(offset);
  made.bag = std::move(bag);
  return made;
}
Argument argument_of_enumerators(std::vector<std::string> names) {
  Argument made;
  made.kind = Argument::Kind::enumerator;
  made.names = std::move(names);
  return made;
}
Argument argument_of_bools() {
  Argument made;
  made.kind = Argument::Kind::boolean;
  return made;
}

namespace {

// Of an action about whose fairness nothing is declared. A fault cannot be counted on, a client may
// stop, and the network delivers.
Fairness fairness_of(const ActionRow& action) {
  const bool delivers =
      std::any_of(action.arguments.begin(), action.arguments.end(),
                  [](const Argument& argument) { return argument.kind == Argument::Kind::slot; });
  const bool fair = !action.about.fault && (delivers || action.lets_time_pass);
  return fair ? Fairness::weak : Fairness::none;
}

}  // namespace

void settle(Exploring& exploring) {
  if (exploring.instants != nullptr) exploring.instants->settle(exploring.next, exploring.bounds);
  if (exploring.history != nullptr)
    exploring.history->note(exploring.params, exploring.from, exploring.next);
}

ProtocolModel::ProtocolModel(ProtocolTable table)
    : table_(std::move(table)),
      timers_(table_.layout.state),
      instants_(table_.layout.state),
      ranks_(table_.layout.state),
      canonical_(table_.layout, &table_.lanes) {
  if (table_.order) history_.emplace(*table_.order, table_.layout);
  count_arguments();
  fill_shape();
  fill_goals();
  for (const MessageRow& row : table_.messages)
    messages_.emplace_back(table_.layout.state, row.key);
}

// How many values each argument has, and whether Move::argument has room for all of them.
void ProtocolModel::count_arguments() {
  for (ActionRow& action : table_.actions) {
    unsigned long codes = 1;
    for (Argument& argument : action.arguments) {
      switch (argument.kind) {
        case Argument::Kind::identity:
          argument.radix = table_.layout.population(argument.key);
          break;
        case Argument::Kind::slot: argument.radix = radix_max; break;
        case Argument::Kind::enumerator:
          argument.radix = static_cast<unsigned>(argument.names.size());
          break;
        case Argument::Kind::boolean: argument.radix = 2; break;
        case Argument::Kind::number: break;
      }
      codes = argument.radix > radix_max ? codes_max + 1 : codes * argument.radix;
      if (codes > codes_max)
        throw ContractBroken("`" + action.about.name + "` has too many arguments for one move");
    }
  }
}

void ProtocolModel::fill_shape() {
  shape_.width = table_.layout.width;
  for (const ActionRow& action : table_.actions) {
    const auto number = static_cast<std::uint16_t>(shape_.actions.size());
    shape_.actions.push_back(action.about);
    bool& allowed = shape_.actions.back().allowed;
    shape_.actions.back().fairness = action.fairness.value_or(fairness_of(action));
    if (action.allowed) allowed = action.allowed(table_.params.get());
    allowed = allowed && action.needed;
    if (action.needed) runs_.push_back({action.run, action.context, number, action.about.fault});
  }
  if (table_.order)
    first_of_history_ =
        static_cast<unsigned>(table_.properties.size() - properties_asked_for(*table_.order));
  for (const PropertyRow& property : table_.properties) {
    const auto number = static_cast<std::uint16_t>(shape_.properties.size());
    shape_.properties.push_back(property.about);
    Property& about = shape_.properties.back();
    if (property.judged && !property.judged(table_.params.get()))
      about.not_judged = property.not_judged;
    if (!about.not_judged.empty()) continue;
    if (number < properties_max) judged_ |= std::uint64_t{1} << number;
    if (property.truth)
      judges_.push_back(
          {property.truth, number, about.when == When::at_end, about.when == When::sometimes});
  }
  shape_.lanes = table_.lanes.all();
  if (shape_.properties.size() > properties_max || shape_.lanes.size() > lanes_max)
    throw ContractBroken("too many properties or lanes for one protocol");
  if (canonical_.any()) shape_.reductions |= symmetry;
  if (ranks_.any() && !table_.tokens_repeat) shape_.reductions |= token_ranks;
  shape_.assumptions = table_.assumptions;
  shape_.tick_nanoseconds = table_.tick_nanoseconds;
}

void ProtocolModel::starts(Sink& sink) const {
  const std::uint16_t none = 0;
  const Active active(Part::starts, none);
  for (const auto& start : table_.starts)
    start(table_.params.get(), [&](const std::byte* state) { sink({}, state); });
}

void ProtocolModel::steps(const std::byte* state, Sink& sink) const {
  const Room from(table_.layout, state);
  Room next(table_.layout, from);
  Exploring exploring{.params = table_.params.get(),
                      .from = from.bytes(),
                      .next = next.bytes(),
                      .size = table_.layout.size,
                      .sink = sink,
                      .instants = instants_.any() ? &instants_ : nullptr,
                      .bounds = table_.clock_bounds,
                      .history = history_ ? &*history_ : nullptr,
                      .settles = instants_.any() || history_};
  std::uint16_t now = 0;
  const Active active(Part::actions, now);
  try {
    for (const Run& run : runs_) {
      exploring.now = &run;
      now = run.number;
      run.run(run.context, exploring);
    }
  } catch (const FieldBroken& broken) {
    broken_in_action(*exploring.now, exploring.next, broken);
  } catch (...) {
    thrown_by_action(shape_.actions[now].name);
  }
  if (!exploring.moved && is_overdue(from.bytes())) broken_by_timelock(overdue(from.bytes()));
}

void ProtocolModel::broken_in_action(const Run& run, const std::byte* next,
                                     const FieldBroken& broken) const {
  const auto* where = static_cast<const std::byte*>(broken.where);
  std::string field;
  if (!std::less<>{}(where, next) && std::less<>{}(where, next + table_.layout.size))
    field = field_at(table_.layout.state, static_cast<std::uint32_t>(where - next));
  throw ContractBroken("in the action `" + shape_.actions[run.number].name + "`" +
                       (field.empty() ? "" : ", field " + field) + ": " + broken.what());
}

bool ProtocolModel::is_overdue(const std::byte* state) const {
  for (const auto due : table_.due)
    if (due(table_.params.get(), state)) return true;
  return timers_.look(state).overdue;
}

std::string ProtocolModel::overdue(const std::byte* state) const {
  std::string names;
  timers_.for_each_overdue(state, [&](const std::byte* timer) {
    const auto at = static_cast<std::uint32_t>(timer - state);
    names += (names.empty() ? "`" : ", `") + field_at(table_.layout.state, at) + '`';
  });
  return names;
}

std::uint64_t ProtocolModel::broken(const std::byte* state, bool at_end) const {
  const Room room(table_.layout, state);
  const void* params = table_.params.get();
  std::uint16_t now = 0;
  const Active active(Part::properties, now);
  if (table_.broken) return table_.broken(params, room.bytes(), at_end) & judged_;
  std::uint64_t found = 0;
  for (const Judge& judge : judges_) {
    now = judge.property;
    if ((at_end || !judge.at_end) && judge.truth(params, room.bytes()) == judge.told_when)
      found |= std::uint64_t{1} << judge.property;
  }
  if (history_) found |= history_->broken(params, room.bytes()) << first_of_history_;
  return found;
}

void ProtocolModel::canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const {
  if (lanes) Model::canonicalise(state, reductions, lanes);
  if (reductions & token_ranks) ranks_.renumber(state);
  if (reductions & symmetry) canonical_.run(state, lanes);
}

// Messages come first in the cells of their bag.
unsigned ProtocolModel::end_of(const Argument& argument, const std::byte* state) {
  if (argument.kind != Argument::Kind::slot) return argument.radix;
  return std::to_integer<unsigned>(state[argument.offset]);
}

template <class F>
void ProtocolModel::attempt_all(const ActionRow& action, const std::byte* state, F&& f) const {
  if (!action.attempt) return;
  const std::vector<Argument>& arguments = action.arguments;
  for (const Argument& argument : arguments)
    if (end_of(argument, state) == 0) return;
  std::vector<unsigned> chosen(arguments.size());
  Room after(table_.layout, state);
  for (;;) {
    bool there = true;
    unsigned code = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      there = there && is_there(arguments[i], chosen[i], state);
      code = code * arguments[i].radix + chosen[i];
    }
    if (there) {
      std::memcpy(after.bytes(), state, table_.layout.size);
      f(code, action.attempt(action.context, table_.params.get(), after.bytes(), chosen.data()),
        after.bytes());
    }
    std::size_t last = chosen.size();
    while (last > 0 && ++chosen[last - 1] == end_of(arguments[last - 1], state)) chosen[--last] = 0;
    if (last == 0) return;
  }
}

void ProtocolModel::check_guards(const std::byte* state) const {
  const Room room(table_.layout, state);
  for (const ActionRow& action : table_.actions)
    attempt_all(action, room.bytes(), [&](unsigned, Step step, const std::byte* after) {
      if (step == Step::disabled && std::memcmp(after, room.bytes(), table_.layout.size) != 0)
        throw ContractBroken("`" + action.about.name + "` changed " + changed(room.bytes(), after) +
                             " before a WHEN that failed: use UNDO_UNLESS there");
      if (step == Step::taken &&
          std::any_of(after + table_.layout.width, after + table_.layout.size, is_not_zero))
        throw ContractBroken("`" + action.about.name +
                             "` changed what a state of these settings has no room for");
    });
}

std::vector<Forbidden> ProtocolModel::forbidden(std::uint16_t action,
                                                const std::byte* state) const {
  const Room room(table_.layout, state);
  std::vector<Forbidden> all;
  attempt_all(table_.actions.at(action), room.bytes(),
              [&](unsigned code, Step step, const std::byte*) {
                if (step != Step::taken)
                  all.push_back({{action, static_cast<std::uint16_t>(code)}, step.failed()});
              });
  return all;
}

// Of equal messages, which lie side by side, the first.
bool ProtocolModel::is_there(const Argument& argument, unsigned index,
                             const std::byte* state) const {
  if (argument.kind != Argument::Kind::slot) return true;
  const std::byte* cell =
      state + argument.offset + argument.bag.cells + index * argument.bag.stride;
  return index == 0 || std::memcmp(cell, cell - argument.bag.stride, argument.bag.cell().size) != 0;
}

std::vector<unsigned> ProtocolModel::indices(const ActionRow& action, unsigned code) const {
  std::vector<unsigned> found(action.arguments.size());
  for (std::size_t i = found.size(); i-- > 0; code /= action.arguments[i].radix)
    found[i] = code % action.arguments[i].radix;
  return found;
}

bool ProtocolModel::lets_time_pass(std::uint16_t action) const {
  return table_.actions.at(action).lets_time_pass;
}

Waiting ProtocolModel::waiting(const std::byte* state) const {
  const Timers::Seen seen = timers_.look(state);
  const bool runs =
      seen.counts || (instants_.any() && instants_.aging(state, table_.clock_bounds, 1).changes());
  return runs ? Waiting::runs : seen.overdue ? Waiting::overdue : Waiting::nothing;
}

}  // namespace lockstep::kit
