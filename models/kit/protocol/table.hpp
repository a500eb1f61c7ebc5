// A protocol with its settings, its types erased: all that ProtocolModel (model.hpp) asks.
//
// `Protocol<Params, State>` makes one from typed functions. It may be filled by hand as well, at
// run time, where a state is put together from parts: nothing in it needs a C++ type. Every
// function is called from many threads, must be a pure function of what it is given, and gets
// `params` of the table and states of Layout::size bytes, aligned to 8, those behind Layout::width
// zero.
#pragma once

#include "checker/model/live_model.hpp"
#include "checker/model/model.hpp"
#include "checker/model/narrator.hpp"
#include "models/kit/layout/lanes.hpp"
#include "models/kit/layout/layout.hpp"
#include "models/kit/passes/instants.hpp"
#include "models/kit/protocol/step.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lockstep::kit {

// What an argument of an action ranges over. Move::argument holds the index of each, the last
// argument least significant: argument i is code / (product of later radixes) % its radix.
struct Argument {
  enum class Kind : std::uint8_t {
    identity,    // of the tag `key`: index 0 is the first
    slot,        // of the bag `bag` at `offset` in the state: index 0 is its first message
    enumerator,  // index into `names`
    boolean,     // false, true
    number,      // the index itself
  };
  Kind kind = Kind::identity;
  TypeKey key = nullptr;           // identity
  std::uint32_t offset = 0;        // slot: of the bag in the state
  Row bag = {};                    // slot: the row of the bag, or of the queue
  std::vector<std::string> names;  // enumerator
  unsigned radix = 0;  // number: how many; the others know it, and the model fills it in
};

Argument argument_of_identities(TypeKey tag);
Argument argument_of_slots(std::ptrdiff_t offset, Row bag);
Argument argument_of_enumerators(std::vector<std::string> names);
Argument argument_of_bools();

// Where steps are looked for. One for each state that is explored.
struct Exploring;

class History;

// One action as it is run.
struct Run {
  // Tries every argument: for each with which the action is possible it changes `next`, emit()s,
  // and restores `next`. `context` is that of the row.
  void (*run)(const void* context, Exploring& exploring) = nullptr;
  const void* context = nullptr;
  std::uint16_t number = 0;  // of the action: Move::action
  bool fault = false;
};

struct Exploring {
  const void* params;
  const std::byte* from;
  std::byte* next;   // equal to `from` between two steps
  std::size_t size;  // bytes of both: Layout::size
  Sink& sink;
  const Instants* instants;  // null: the state has none
  ClockBounds bounds;        // for them
  const History* history;    // null: the state has none
  bool settles;              // it has one or the other
  const Run* now = nullptr;  // the action that is run
  bool moved = false;        // there was a step that is no fault
};

// Puts the instants of `next` in order, and fills in its history.
void settle(Exploring& exploring);

// Hands the step that `next` holds to the sink, with this argument. Whoever calls it then makes
// `next` equal to `from` again.
inline void emit(Exploring& exploring, unsigned argument) {
  if (exploring.settles) [[unlikely]]
    settle(exploring);
  exploring.moved |= !exploring.now->fault;
  exploring.sink({exploring.now->number, static_cast<std::uint16_t>(argument)}, exploring.next);
}

struct ActionRow {
  Action about;
  std::string lane = {};  // who takes it; empty: the first argument that has a lane, the receiver
                          // of a message that is an argument, or the last lane
  bool lets_time_pass = false;  // else it takes no time
  // None: weak when it takes a message out of the network or lets time pass; else not fair.
  std::optional<Fairness> fairness = {};
  // The sentence of a step, {0}, {1}, … for the arguments; none: "<lane> <name>".
  std::function<std::string(const void* params)> pattern = {};
  std::vector<Argument> arguments = {};

  // False: never possible under these settings. It keeps its number and is not run, and is not
  // allowed (Action::allowed).
  bool needed = true;
  // Whether the settings allow it; null: as `about` says.
  bool (*allowed)(const void* params) = nullptr;

  void (*run)(const void* context, Exploring& exploring) = nullptr;
  // Takes the step with one argument, given as an index for each of `arguments`; for checks that
  // need not be fast. Null where there is none: then its guards are not checked.
  Step (*attempt)(const void* context, const void* params, std::byte* state,
                  const unsigned* indices) = nullptr;
  const void* context = nullptr;  // handed to both; lives as long as `params` of the table
};

struct PropertyRow {
  Property about;
  // Null when `broken` of the table judges all properties together, and for one that is claimed
  // `sometimes` and that only steps show.
  bool (*truth)(const void* params, const std::byte* state) = nullptr;
  // What makes it false, without a full stop; none: "not: <sentence>".
  std::function<std::string(const void* params, const std::byte* state, const Lanes&)> explain = {};
  // Whether its verdict means something under these settings; null: as `about` says. Else why not.
  bool (*judged)(const void* params) = nullptr;
  std::string not_judged = {};
};

// A liveness property. Its parties are the identities of a tag, by number.
struct GoalRow {
  Goal about;
  TypeKey of = nullptr;  // null: it is claimed once
  // None where `calls` of the table answers for all goals together.
  std::function<Call(const void* params, const std::byte* state)> call = {};
};

// Who enters after whom, for the identities of a tag (history.hpp). Bits are those of identities.
struct OrderRow {
  TypeKey of = nullptr;
  bool ordered = false;  // its identities are, and never renamed
  // asks: it is in the doorway or waits; answers: it waits.
  Call (*comes)(const void* params, const std::byte* state) = nullptr;
  std::uint32_t (*inside)(const void* params, const std::byte* state) = nullptr;
  unsigned bypass = 0;  // how many others may enter while one waits; 0: nobody asks
  bool fifo = false;    // whether it is asked for that who comes first enters first
};

// How messages are drawn: those of one type wherever they lie in bags and queues, or, with a null
// key, whatever the state says. In the order of the rows.
struct MessageRow {
  TypeKey key = nullptr;  // Row::key of the cells
  std::function<Message(const void* params, const std::byte* message, const Lanes&)> one = {};
  std::function<std::vector<Message>(const void* params, const std::byte* state, const Lanes&)>
      all = {};
};

struct ProtocolTable {
  std::shared_ptr<const void> params;
  Layout layout;
  Lanes lanes;

  // Calls its argument with each state to start from.
  using Emit = std::function<void(const std::byte* state)>;
  std::vector<std::function<void(const void* params, const Emit&)>> starts;
  std::vector<ActionRow> actions;
  std::vector<PropertyRow> properties;
  std::vector<GoalRow> goals;
  // When set, the state has the history behind it, and its properties are the last.
  std::optional<OrderRow> order;
  // What time does not pass over, besides urgent timers; for finding timelocks.
  std::vector<bool (*)(const void* params, const std::byte* state)> due;
  std::vector<MessageRow> messages;
  std::vector<
      std::function<std::vector<Bar>(const void* params, const std::byte* state, const Lanes&)>>
      bars;
  std::vector<Assumption> assumptions;
  long tick_nanoseconds = 0;   // as Shape::tick_nanoseconds
  bool tokens_repeat = false;  // they are not ranked
  ClockBounds clock_bounds;    // of a state that has instants

  // Judges all properties in one go, if set, as Model::broken() does; bits of properties that are
  // not judged are left out afterwards.
  std::uint64_t (*broken)(const void* params, const std::byte* state, bool at_end) = nullptr;

  // Answers for all goals in one go, if set, as LiveModel::calls() does.
  void (*calls)(const void* params, const std::byte* state, std::span<Call> all) = nullptr;
};

}  // namespace lockstep::kit
