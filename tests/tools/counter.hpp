// A protocol for tests: a counter that goes from 0 to `top`.
#pragma once

#include "checker/model/narrator.hpp"
#include "models/kit/catalogue/catalogue.hpp"

#include <cstring>
#include <memory>

namespace lockstep {

class Counter final : public Model, private Narrator {
 public:
  explicit Counter(std::uint64_t top) : top_(top) {
    shape_.width = 8;
    shape_.actions = {{"counts", false}, {"overshoots", true}};
    shape_.properties = {{"below three", "the counter is below 3", When::always},
                         {"below nine", "the counter is below 9", When::always}};
    shape_.lanes = {"counter"};
  }

  Shape& form() { return shape_; }  // to be changed before the model is used
  const Shape& shape() const override { return shape_; }
  void starts(Sink& sink) const override { send(sink, 0); }
  void steps(const std::byte* state, Sink& sink) const override {
    if (value(state) < top_) send(sink, value(state) + 1);
  }
  std::uint64_t broken(const std::byte* state, bool) const override {
    return (value(state) >= 3 ? 1U : 0U) | (value(state) >= 9 ? 2U : 0U);
  }
  const Narrator& narrator() const override { return *this; }

 private:
  static std::uint64_t value(const std::byte* state) {
    std::uint64_t value = 0;
    std::memcpy(&value, state, sizeof value);
    return value;
  }
  static void send(Sink& sink, std::uint64_t value) {
    sink({}, reinterpret_cast<const std::byte*>(&value));
  }

  std::string label(Move, const std::byte*) const override { return "counter counts"; }
  unsigned lane(Move, const std::byte*) const override { return 0; }
  std::vector<Change> changes(const std::byte*, const std::byte*) const override { return {}; }
  std::string json(const std::byte*) const override { return "{}"; }
  std::vector<Message> in_flight(const std::byte*) const override { return {}; }
  std::vector<Bar> bars(const std::byte*) const override { return {}; }
  std::string explain(std::size_t, const std::byte*) const override { return "it is too high"; }

  std::uint64_t top_;
  Shape shape_;
};

class CounterEntry : public CatalogueEntry {
 public:
  std::string name() const override { return "counter"; }
  std::string sentence() const override { return "counts"; }
  std::string source() const override { return "none"; }
  std::vector<Parameter> parameters() const override { return {{"top", "how far", "2", 0, 9, {}}}; }
  std::unique_ptr<Model> make(const std::vector<Setting>& settings) const override {
    return std::make_unique<Counter>(settings.empty() ? 2 : std::stoul(settings[0].value));
  }
  std::vector<Claim> claims() const override { return {}; }
};

}  // namespace lockstep
