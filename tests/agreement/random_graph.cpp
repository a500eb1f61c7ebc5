#include "tests/agreement/dice.hpp"
#include "tests/agreement/random_system.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>

namespace lockstep {
namespace {

class RandomGraph final : public TerseModel {
 public:
  explicit RandomGraph(std::uint64_t seed) : dice_(seed) {
    draw_shape();
    draw_codes();
    for (std::size_t i = 0; i < nodes_.size(); ++i) draw_node(i);
    for (int i = dice_.roll(1, 3); i > 0; --i)
      starts_.push_back(dice_.below(ladder_ ? 3 : nodes_.size()) % nodes_.size());
  }

  void starts(Sink& sink) const override {
    for (const std::size_t start : starts_) tell(sink, {}, start);
  }
  void steps(const std::byte* state, Sink& sink) const override {
    for (const Edge& edge : node(state).edges) tell(sink, edge.move, edge.to);
  }
  std::uint64_t broken(const std::byte* state, bool) const override { return node(state).broken; }
  std::string label(Move move, const std::byte* from) const override {
    return "step " + std::to_string(edge(move, from).name);
  }
  unsigned lane(Move move, const std::byte* from) const override { return edge(move, from).lane; }

 private:
  struct Edge {
    Move move;
    std::size_t to = 0;
    int name = 0;
    unsigned lane = 0;
  };
  struct Node {
    std::vector<std::uint64_t> code;
    std::vector<Edge> edges;
    std::uint64_t broken = 0;
  };

  void draw_shape() {
    ladder_ = dice_.chance(40);
    nodes_.resize(static_cast<std::size_t>(dice_.roll(1, 14)));
    shape_.width = 8 * static_cast<std::size_t>(dice_.roll(1, 12));
    for (int i = dice_.roll(1, 4); i > 0; --i)
      shape_.actions.push_back({"", dice_.chance(30), i % 2 ? "mishap" : ""});  // two of a kind
    for (int i = dice_.roll(1, 4); i > 0; --i) shape_.lanes.emplace_back("lane");
    for (int i = dice_.roll(1, 4); i > 0; --i)
      shape_.properties.push_back({"", "", dice_.chance(60) ? When::always : When::at_end});
  }

  // All states begin as copies of one; then random bytes of each are changed, in the same few
  // places, anywhere, or everywhere.
  void draw_codes() {
    const std::string base = dice_.bytes(shape_.width);
    const std::size_t places = dice_.chance(50) ? shape_.width : 1 + dice_.below(shape_.width);
    const int most = dice_.chance(30) ? 1 : dice_.chance(50) ? 4 : 100;
    for (Node& node : nodes_) {
      std::string code = base;
      do {
        for (int i = dice_.roll(1, most); i > 0; --i) code[dice_.below(places)] = dice_.bytes(1)[0];
      } while (!by_code_.emplace(code, by_code_.size()).second);
      node.code.resize(shape_.width / 8);
      std::memcpy(node.code.data(), code.data(), code.size());
    }
  }

  // Some graphs are ladders: all steps lead a few nodes on, so that there are many shortest runs.
  void draw_node(std::size_t number) {
    Node& node = nodes_[number];
    const std::size_t last = nodes_.size() - 1;
    const int percent = ladder_ && number + 1 < last ? 0 : dice_.roll(2, 20);
    for (std::size_t i = 0; i < shape_.properties.size(); ++i)
      if (dice_.chance(percent)) node.broken |= std::uint64_t{1} << i;
    if (ladder_) {
      const std::size_t next = (number / 3 + 1) * 3;
      for (int i = dice_.roll(1, 6); i > 0; --i)
        draw_edge(node, std::min(next + dice_.below(3), last));
      return;
    }
    if (dice_.chance(70)) draw_edge(node, std::min(number + 1, last));  // makes runs long
    for (int i = dice_.roll(0, 3); i > 0; --i) draw_edge(node, dice_.below(nodes_.size()));
  }

  void draw_edge(Node& node, std::size_t to) {
    Edge drawn{{}, to, dice_.roll(1, 3), 0};
    drawn.move.action = static_cast<std::uint16_t>(dice_.below(shape_.actions.size()));
    drawn.move.argument = static_cast<std::uint16_t>(dice_.below(3));
    drawn.lane = static_cast<unsigned>(dice_.below(shape_.lanes.size()));
    for (const Edge& other : node.edges)  // equal moves have equal names, and are taken by one lane
      if (other.move == drawn.move) {
        drawn.name = other.name;
        drawn.lane = other.lane;
      }
    node.edges.push_back(drawn);
  }

  const Node& node(const std::byte* state) const {
    const std::string code(reinterpret_cast<const char*>(state), shape_.width);
    return nodes_[by_code_.at(code)];
  }
  const Edge& edge(Move move, const std::byte* from) const {
    const auto& edges = node(from).edges;
    return *std::find_if(edges.begin(), edges.end(),
                         [&](const Edge& some) { return some.move == move; });
  }
  void tell(Sink& sink, Move move, std::size_t to) const {
    sink(move, reinterpret_cast<const std::byte*>(nodes_[to].code.data()));
  }

  Dice dice_;
  bool ladder_ = false;
  std::vector<Node> nodes_;
  std::map<std::string, std::size_t> by_code_;
  std::vector<std::size_t> starts_;
};

}  // namespace

std::unique_ptr<Model> random_graph(std::uint64_t seed) {
  return std::make_unique<RandomGraph>(seed);
}

}  // namespace lockstep
