// A model in words: what the chart, the list of steps and the JSON are made of.
#pragma once

#include "checker/model/model.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lockstep {

// One field that a step changed.
struct Change {
  std::string field;  // "client[1].at"
  std::string before;
  std::string after;
  friend bool operator==(const Change&, const Change&) = default;
};

// A message in flight. Two messages with equal fields cannot be told apart.
struct Message {
  unsigned from = 0;  // lane
  unsigned to = 0;    // lane
  std::string text;   // "acquire", "grant (token 2)"
  friend auto operator<=>(const Message&, const Message&) = default;
};

// Those of `some` that are not among `others`, as often as they are missing there.
std::vector<Message> missing(std::vector<Message> some, std::vector<Message> others);

// Something that lasts, drawn as a bar beside a lane for as long as it is true.
enum class BarKind : std::uint8_t { lease, critical_section, paused, crashed, cut };

struct Bar {
  unsigned lane = 0;
  BarKind kind = BarKind::lease;
  std::string text;  // whose lease, say; may be empty
  friend auto operator<=>(const Bar&, const Bar&) = default;
};

// Not called during the search; need not be fast. Const and safe from many threads.
class Narrator {
 public:
  virtual ~Narrator() = default;

  // "client 1 asks for the lock". Lanes are named as in Shape::lanes.
  virtual std::string label(Move move, const std::byte* from) const = 0;

  // Who takes the step.
  virtual unsigned lane(Move move, const std::byte* from) const = 0;

  // Every field whose value differs, in the order of declaration.
  virtual std::vector<Change> changes(const std::byte* before, const std::byte* after) const = 0;

  // The whole state as the text of one JSON object.
  virtual std::string json(const std::byte* state) const = 0;

  virtual std::vector<Message> in_flight(const std::byte* state) const = 0;
  virtual std::vector<Bar> bars(const std::byte* state) const = 0;

  // What makes `property` false in `state`, as a sentence without a full stop:
  // "client 1 and client 2 both believe that they hold the lock".
  virtual std::string explain(std::size_t property, const std::byte* state) const = 0;
};

}  // namespace lockstep
