#include "tests/agreement/random_live.hpp"

#include "checker/model/narrator.hpp"
#include "tests/agreement/dice.hpp"

#include <cstring>
#include <utility>
#include <vector>

namespace lockstep {
namespace {

class RandomLive final : public LiveModel, public Narrator {
 public:
  explicit RandomLive(std::uint64_t seed) : dice_(seed) {
    shape_.width = 8;
    shape_.lanes = {"somebody"};
    const int actions = dice_.roll(1, 4);
    for (int i = 0; i < actions; ++i) {
      shape_.actions.push_back({"action " + std::to_string(i)});
      shape_.actions.back().fairness = static_cast<Fairness>(dice_.below(3));
    }
    has_time_ = dice_.chance(40);
    for (const Form form :
         {Form::eventually, Form::leads_to, Form::always_eventually, Form::eventually_always})
      goals_.push_back({"goal", "a goal", form, {"one", "two"}, "{0} fails", "nobody asks"});
    nodes_.resize(static_cast<std::size_t>(dice_.roll(1, 7)));
    for (Node& node : nodes_) draw(node);
    for (int i = dice_.roll(1, 2); i > 0; --i) starts_.push_back(dice_.below(nodes_.size()));
  }

  const Shape& shape() const override { return shape_; }
  void starts(Sink& sink) const override {
    for (const std::uint64_t start : starts_) tell(sink, {}, start);
  }
  void steps(const std::byte* state, Sink& sink) const override {
    for (const Edge& edge : node(state).edges) tell(sink, edge.move, edge.to);
  }
  std::uint64_t broken(const std::byte*, bool) const override { return 0; }
  const Narrator& narrator() const override { return *this; }

  bool lets_time_pass(std::uint16_t action) const override { return has_time_ && action == 0; }
  Waiting waiting(const std::byte* state) const override {
    return node(state).waits ? Waiting::runs : Waiting::nothing;
  }
  const std::vector<Goal>& goals() const override { return goals_; }
  void calls(const std::byte* state, std::span<Call> all) const override {
    for (std::size_t goal = 0; goal < all.size(); ++goal) all[goal] = node(state).calls[goal];
  }
  std::string party(Move move, const std::byte*) const override {
    return move.argument == 0 ? "one" : "two";
  }

  std::string label(Move move, const std::byte*) const override {
    return shape_.actions[move.action].name;
  }
  unsigned lane(Move, const std::byte*) const override { return 0; }
  std::vector<Change> changes(const std::byte*, const std::byte*) const override { return {}; }
  std::string json(const std::byte*) const override { return "{}"; }
  std::vector<Message> in_flight(const std::byte*) const override { return {}; }
  std::vector<Bar> bars(const std::byte*) const override { return {}; }
  std::string explain(std::size_t, const std::byte*) const override { return {}; }

 private:
  struct Edge {
    Move move;
    std::uint64_t to;
  };
  struct Node {
    std::vector<Edge> edges;
    std::vector<Call> calls;
    bool waits = false;
  };

  void draw(Node& node) {
    for (int i = dice_.roll(0, 3); i > 0; --i)
      node.edges.push_back({{static_cast<std::uint16_t>(dice_.below(shape_.actions.size())),
                             static_cast<std::uint16_t>(dice_.below(2))},
                            dice_.below(nodes_.size())});
    for (std::size_t i = 0; i < goals_.size(); ++i)
      node.calls.push_back({draw_parties(50), draw_parties(25)});
    for (const Edge& edge : node.edges)
      node.waits |= lets_time_pass(edge.move.action) && dice_.chance(80);
    node.waits |= has_time_ && dice_.chance(20);
  }
  std::uint32_t draw_parties(int percent) {
    const std::uint32_t first = dice_.chance(percent) ? 1 : 0;
    return first | (dice_.chance(percent) ? 2u : 0u);
  }

  const Node& node(const std::byte* state) const {
    std::uint64_t number = 0;
    std::memcpy(&number, state, sizeof number);
    return nodes_[number];
  }
  static void tell(Sink& sink, Move move, std::uint64_t to) {
    sink(move, reinterpret_cast<const std::byte*>(&to));
  }

  Dice dice_;
  Shape shape_;
  bool has_time_ = false;
  std::vector<Goal> goals_;
  std::vector<Node> nodes_;
  std::vector<std::uint64_t> starts_;
};

}  // namespace

std::unique_ptr<LiveModel> random_live(std::uint64_t seed) {
  return std::make_unique<RandomLive>(seed);
}

}  // namespace lockstep
