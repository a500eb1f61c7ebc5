#include "checker/counterexample/shown.hpp"

#include "checker/counterexample/look_for.hpp"
#include "checker/model/witness.hpp"

#include <cstring>
#include <utility>
#include <vector>

namespace lockstep {
namespace {

// The model, with a word behind each state: whether the step that led there shows the property.
class Shown final : public Model {
 public:
  Shown(const Model& inner, std::size_t property)
      : inner_(inner),
        width_(inner.shape().width),
        bit_(std::uint64_t{1} << property),
        shape_(inner.shape()) {
    shape_.width += sizeof(std::uint64_t);
    for (const std::size_t shown : shown_by_actions(shape_)) shows_.push_back(shown == property);
  }

  const Shape& shape() const override { return shape_; }
  void starts(Sink& sink) const override {
    Mark mark(*this, sink, false);
    inner_.starts(mark);
  }
  void steps(const std::byte* state, Sink& sink) const override {
    Mark mark(*this, sink, true);
    inner_.steps(state, mark);
  }
  std::uint64_t broken(const std::byte* state, bool at_end) const override {
    std::uint64_t mark = 0;
    std::memcpy(&mark, state + width_, sizeof mark);
    return inner_.broken(state, at_end) | (mark ? bit_ : 0);
  }
  void canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const override {
    inner_.canonicalise(state, reductions, lanes);
  }
  const Narrator& narrator() const override { return inner_.narrator(); }

 private:
  class Mark final : public Sink {
   public:
    Mark(const Shown& shown, Sink& sink, bool steps)
        : shown_(shown), sink_(sink), steps_(steps), next_(shown.shape_.width) {}
    void operator()(Move move, const std::byte* state) override {
      const std::uint64_t mark = steps_ && shown_.shows_[move.action] ? 1 : 0;
      std::memcpy(next_.data(), state, shown_.width_);
      std::memcpy(next_.data() + shown_.width_, &mark, sizeof mark);
      sink_(move, next_.data());
    }

   private:
    const Shown& shown_;
    Sink& sink_;
    bool steps_;
    StateBytes next_;
  };

  const Model& inner_;
  const std::size_t width_;
  const std::uint64_t bit_;
  Shape shape_;
  std::vector<bool> shows_;  // by action
};

}  // namespace

std::optional<Run> run_that_shows(const Model& model, unsigned reductions, std::size_t property,
                                  Resources& resources) {
  const Shown shown(model, property);
  const Findings found = look_for(shown, reductions, std::uint64_t{1} << property, resources);
  std::vector<Run> runs =
      shortest_runs(shown, reductions, found.breaches, resources.team, resources.memory);
  if (runs.empty()) return std::nullopt;
  return inner_run(std::move(runs.front()), model.shape().width);
}

}  // namespace lockstep
