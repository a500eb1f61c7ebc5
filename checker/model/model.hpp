// The waist: all that the engine knows of a protocol.
//
// A state is `width` bytes; the engine copies, compares and stores them and never looks inside. A
// model answers a handful of questions about states, and a narrator (narrator.hpp) puts them into
// words for people. The idea is that of PINS (Blom, van de Pol, Weber, "LTSmin: distributed and
// symbolic reachability", CAV 2010), with bytes in place of integers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

class Narrator;

// Which action was taken, and the arguments that it was taken with, as a number whose meaning is
// the model's own. Equal moves from equal states have the same label.
struct Move {
  std::uint16_t action = 0;    // index into Shape::actions
  std::uint16_t argument = 0;  // which client, which message, …
  friend bool operator==(const Move&, const Move&) = default;
};

// For how long a step that stays possible may be put off (model/live_model.hpp).
enum class Fairness : std::uint8_t {
  none,    // forever
  weak,    // not forever while it is possible all the time
  strong,  // not forever while it is possible again and again
};

struct Action {
  std::string name;
  bool fault = false;      // something went wrong: a pause, a crash, a lost message
  std::string noun = {};   // what the fault is called when it is counted: "pause"; may be empty
  std::string shows = {};  // the name of a property claimed `sometimes` that each such step shows
  bool allowed = true;     // false: the settings rule it out, as a budget of 0 does
  bool library = false;    // declared by a library and not by the protocol's author
  Fairness fairness = Fairness::none;
};

// When a property is claimed to be true.
enum class When : std::uint8_t {
  always,     // in every reachable state
  at_end,     // in every reachable state in which no step is possible, or faults only: nobody can
              // count on a fault, and allowing one more must not hide what is broken without it
  sometimes,  // in some reachable state, or by some step whose action shows it: a witness that
              // something happened at all. It is never violated
};

struct Property {
  std::string name;
  std::string sentence;  // what it claims, for people
  When when = When::always;
  std::string not_judged = {};  // why its verdict would mean nothing under these settings, for
                                // people; empty: it is judged
  bool library = false;         // declared by a library and not by the protocol's author
};

// Ways to store one state for many that behave alike. A set of them is an `unsigned` of bits.
enum Reduction : unsigned {
  no_reduction = 0,
  symmetry = 1,     // clients (and other identities) are interchangeable
  token_ranks = 2,  // only the order of tokens matters, not their values
  every_reduction = symmetry | token_ranks,
};

// What every verdict rests on: a bound, a fault that does not happen.
struct Assumption {
  Assumption(std::string_view says, std::string_view dropped_by = {});

  std::string sentence;
  std::string without;  // the settings that drop it or loosen it: "delay=unbounded"; empty: it is
                        // part of the model
};

inline constexpr std::size_t lanes_max = 32;
inline constexpr std::size_t properties_max = 64;

// To which lane each lane was renamed.
using LaneMap = std::array<std::uint8_t, lanes_max>;

struct Shape {
  std::size_t width = 0;  // bytes in a state: a multiple of 8
  std::vector<Action> actions;
  std::vector<Property> properties;  // at most properties_max
  std::vector<std::string> lanes;    // who acts: each client, the service, the store; <= lanes_max
  unsigned reductions = no_reduction;  // those that canonicalise() can do for this model
  std::vector<Assumption> assumptions;
  long tick_nanoseconds = 0;  // how long a step of time is, where the settings have units; else 0
};

// Receives states. `state` is aligned to 8 bytes and valid during the call.
class Sink {
 public:
  virtual void operator()(Move move, const std::byte* state) = 0;

 protected:
  ~Sink() = default;
};

// All members are const and must be pure functions of their arguments: they are called from many
// threads at the same time, on the same state more than once, and must answer alike. Equal states
// must be equal bytes. Every `state` given to a model is one that it produced, aligned to 8 bytes.
// A model may throw ContractBroken from starts() and steps().
class Model {
 public:
  virtual ~Model() = default;

  // The same object with the same content for the model's whole life.
  virtual const Shape& shape() const = 0;

  // Calls the sink once for each state to start from, at least one.
  virtual void starts(Sink& sink) const = 0;

  // Calls the sink once for each step that is possible in `state`, also when it leads back to
  // `state`.
  virtual void steps(const std::byte* state, Sink& sink) const = 0;

  // Bit i is set when property i is false in `state`, or, for one that is claimed `sometimes`, when
  // it is true there. Properties that are claimed at_end are judged only when `at_end`, that is,
  // when the state has no step but faults.
  virtual std::uint64_t broken(const std::byte* state, bool at_end) const = 0;

  // Replaces `state` by the one that stands for all that behave alike under `reductions` (a subset
  // of shape().reductions). When `lanes` is given, fills it with where each lane went.
  virtual void canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const;

  virtual const Narrator& narrator() const = 0;
};

}  // namespace lockstep
