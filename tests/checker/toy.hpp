// A model that a test makes up on the spot: a state is one number.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/narrator.hpp"
#include "checker/model/state.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace lockstep {

class Toy : public Model, public Narrator {
 public:
  using Emit = std::function<void(Move, std::uint64_t)>;

  Toy() {
    form.width = 8;
    form.actions = {{"step", false}};
    form.lanes = {"one", "two"};
  }

  // Adds a property that is broken in the states for which `broken` is true.
  void claim(When when, std::function<bool(std::uint64_t)> broken) {
    form.properties.push_back({"claim", "a claim", when});
    breaks.push_back(std::move(broken));
  }

  Shape form;
  std::vector<std::uint64_t> begin = {0};
  std::function<void(std::uint64_t, const Emit&)> go = [](std::uint64_t, const Emit&) {};
  std::vector<std::function<bool(std::uint64_t)>> breaks;
  std::function<std::uint64_t(std::uint64_t)> rename;
  std::function<std::string(Move, std::uint64_t)> name;
  std::function<unsigned(Move, std::uint64_t)> actor;
  std::function<std::vector<Message>(std::uint64_t)> mail;

  static std::uint64_t number(const std::byte* state) {
    return *reinterpret_cast<const std::uint64_t*>(state);
  }
  static StateBytes bytes(std::uint64_t number) {
    return {8, reinterpret_cast<const std::byte*>(&number)};
  }

  const Shape& shape() const override { return form; }
  void starts(Sink& sink) const override {
    for (const std::uint64_t& state : begin) sink({}, reinterpret_cast<const std::byte*>(&state));
  }
  void steps(const std::byte* state, Sink& sink) const override {
    go(number(state), [&](Move move, std::uint64_t next) {
      sink(move, reinterpret_cast<const std::byte*>(&next));
    });
  }
  std::uint64_t broken(const std::byte* state, bool) const override {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < breaks.size(); ++i)
      if (breaks[i](number(state))) bits |= std::uint64_t{1} << i;
    return bits;
  }
  void canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const override {
    Model::canonicalise(state, reductions, lanes);
    if (rename && reductions) *reinterpret_cast<std::uint64_t*>(state) = rename(number(state));
  }
  const Narrator& narrator() const override { return *this; }

  std::string label(Move move, const std::byte* from) const override {
    if (name) return name(move, number(from));
    return form.actions[move.action].name + " " + std::to_string(move.argument);
  }
  unsigned lane(Move move, const std::byte* from) const override {
    return actor ? actor(move, number(from)) : 0;
  }
  std::vector<Change> changes(const std::byte* before, const std::byte* after) const override {
    if (number(before) == number(after)) return {};
    return {{"n", std::to_string(number(before)), std::to_string(number(after))}};
  }
  std::string json(const std::byte* state) const override {
    return "{\"n\":" + std::to_string(number(state)) + "}";
  }
  std::vector<Message> in_flight(const std::byte* state) const override {
    return mail ? mail(number(state)) : std::vector<Message>();
  }
  std::vector<Bar> bars(const std::byte*) const override { return {}; }
  std::string explain(std::size_t, const std::byte* state) const override {
    return "n is " + std::to_string(number(state));
  }
};

// `digits` counters from 0 to `base` - 1, each of which can be counted up, and from its last value
// back to 0: base^digits states, digits * base^digits transitions, digits * (base - 1) levels
// after the first.
inline Toy counters(unsigned digits, std::uint64_t base) {
  Toy toy;
  toy.go = [=](std::uint64_t state, const Toy::Emit& emit) {
    for (unsigned i = 0; i < digits; ++i) {
      const std::uint64_t digit = state >> 4 * i & 15;
      const std::uint64_t next = digit + 1 == base ? 0 : digit + 1;
      emit({0, static_cast<std::uint16_t>(i)},
           (state & ~(std::uint64_t{15} << 4 * i)) | next << 4 * i);
    }
  };
  return toy;
}

}  // namespace lockstep
