#include "checker/simulation/shorten.hpp"

#include "checker/model/narrator.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace lockstep {
namespace {

// Steps of the model that are looked for, all in all: some seconds.
constexpr std::size_t steps_tried_max = 2'000'000;

// A step as it is called: with others left out, the same message may lie elsewhere, and the move
// that receives it has another argument.
struct Said {
  Move move;
  std::uint32_t place = 0;
  std::string label;
};
using Script = std::vector<Said>;

class Shortener {
 public:
  Shortener(const Ranked& ranked, const Path& path, std::size_t property,
            const std::atomic<bool>* interrupted)
      : ranked_(ranked),
        start_(ranked.starts().at(path.start)),
        property_(property),
        interrupted_(interrupted) {}

  Shortened shorten(const Path& path) {
    script_ = script_of(path);
    do {
      drop_chunks();
    } while (drop_a_pair());
    Shortened result;
    result.path.start = path.start;
    for (const Said& said : script_) result.path.places.push_back(said.place);
    result.minimal = !gives_up();
    return result;
  }

 private:
  bool gives_up() const {
    return tried_ > steps_tried_max || (interrupted_ != nullptr && *interrupted_);
  }

  Script script_of(const Path& path) const {
    Script script;
    StateBytes state = start_;
    for (const std::uint32_t place : path.places) {
      const Successor step = ranked_.steps(state).at(place);
      script.push_back({step.move, place, label(step.move, state)});
      state = step.state;
    }
    return script;
  }

  std::string label(Move move, const StateBytes& state) const {
    return ranked_.model().narrator().label(move, state.data());
  }

  // Larger parts first, then each step by itself until none can be left out.
  void drop_chunks() {
    for (std::size_t size = std::max<std::size_t>(script_.size() / 2, 1); !gives_up();) {
      const bool dropped = drop_chunks_of(size);
      if (size > 1)
        size /= 2;
      else if (!dropped)
        return;
    }
  }

  bool drop_chunks_of(std::size_t size) {
    bool any = false;
    for (std::size_t from = 0; from < script_.size() && !gives_up();) {
      const std::size_t to = from + size;
      if (drop([&](std::size_t i) { return i >= from && i < to; }))
        any = true;
      else
        from = to;
    }
    return any;
  }

  bool drop_a_pair() {
    for (std::size_t a = 0; a < script_.size(); ++a)
      for (std::size_t b = a + 1; b < script_.size() && !gives_up(); ++b)
        if (drop([&](std::size_t i) { return i == a || i == b; })) return true;
    return false;
  }

  // Keeps the script without these steps if it is shorter then, and still breaks the property.
  template <class LeftOut>
  bool drop(LeftOut&& left_out) {
    Script rest;
    for (std::size_t i = 0; i < script_.size(); ++i)
      if (!left_out(i)) rest.push_back(script_[i]);
    auto played = play(rest);
    if (!played || played->size() >= script_.size()) return false;
    script_ = std::move(*played);
    return true;
  }

  // The steps of `script` that are possible, up to the first state that breaks the property.
  // Nothing when there is no such state.
  std::optional<Script> play(const Script& script) {
    const Shape& shape = ranked_.model().shape();
    Script played;
    StateBytes state = start_;
    std::size_t next = 0;
    while (true) {
      auto steps = ranked_.steps(state);
      ++tried_;
      const std::uint64_t broken = ranked_.model().broken(state.data(), is_end(shape, steps));
      if (broken >> property_ & 1) return played;
      std::optional<std::uint32_t> place;
      while (!place && next < script.size()) place = place_of(script[next++], steps, state);
      if (!place) return std::nullopt;
      Successor& step = steps[*place];
      played.push_back({step.move, *place, label(step.move, state)});
      state = std::move(step.state);
    }
  }

  // The step of this name, or else the one with this move, if there is one.
  std::optional<std::uint32_t> place_of(const Said& said, const std::vector<Successor>& steps,
                                        const StateBytes& state) const {
    std::optional<std::uint32_t> same_move;
    for (std::uint32_t place = 0; place < steps.size(); ++place) {
      const Move move = steps[place].move;
      if (move.action != said.move.action) continue;
      if (label(move, state) == said.label) return place;
      if (move == said.move) same_move = place;
    }
    return same_move;
  }

  const Ranked& ranked_;
  const StateBytes start_;
  const std::size_t property_;
  const std::atomic<bool>* interrupted_;
  Script script_;
  std::size_t tried_ = 0;
};

}  // namespace

Shortened shortened(const Ranked& model, const Path& path, std::size_t property,
                    const std::atomic<bool>* interrupted) {
  return Shortener(model, path, property, interrupted).shorten(path);
}

}  // namespace lockstep
