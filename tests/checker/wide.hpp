// A toy whose states are so long that they are folded (checker/store/tree.hpp); every part of them
// changes in the same step.
#pragma once

#include "tests/checker/toy.hpp"

#include <array>

namespace lockstep {

class Wide : public Model {
 public:
  // `toy` must outlive it.
  explicit Wide(const Toy& toy) : toy_(toy), shape_(toy.form) { shape_.width = sizeof(State); }

  const Shape& shape() const override { return shape_; }
  void starts(Sink& sink) const override {
    Widened widened(sink);
    toy_.starts(widened);
  }
  void steps(const std::byte* state, Sink& sink) const override {
    Widened widened(sink);
    toy_.steps(state, widened);
  }
  std::uint64_t broken(const std::byte* state, bool at_end) const override {
    return toy_.broken(state, at_end);
  }
  const Narrator& narrator() const override { return toy_; }

 private:
  using State = std::array<std::uint64_t, 4>;

  struct Widened final : Sink {
    explicit Widened(Sink& to) : to_(to) {}
    void operator()(Move move, const std::byte* state) override {
      const std::uint64_t number = Toy::number(state);
      const State wide = {number, number * 0x9e3779b97f4a7c15, number << 20 ^ number, ~number};
      to_(move, reinterpret_cast<const std::byte*>(wide.data()));
    }
    Sink& to_;
  };

  const Toy& toy_;
  Shape shape_;
};

}  // namespace lockstep
