#include "tests/agreement/dice.hpp"
#include "tests/agreement/random_system.hpp"
#include "tests/agreement/rules.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace lockstep {
namespace {

// Lane i is part i; the last lane is the world around them.
class RandomParts final : public TerseModel {
 public:
  RandomParts(std::uint64_t seed, int parts_min, int parts_max, int places_max)
      : dice_(seed), rules_(dice_, places_max) {
    parts_ = static_cast<std::size_t>(dice_.roll(parts_min, parts_max));
    part_bytes_ = 8 * static_cast<std::size_t>(dice_.roll(1, 3));
    shape_.width = 8 + parts_ * part_bytes_;
    shape_.reductions = symmetry;
    shape_.lanes.resize(parts_ + 1);
    for (const Rule& rule : rules_.rules)
      shape_.actions.push_back({"", rule.fault, shape_.actions.size() < 2 ? "mishap" : ""});
    for (const RandomClaim& claim : rules_.claims)
      shape_.properties.push_back({"", "", claim.when});
    const std::string base = dice_.bytes(part_bytes_);
    while (codes_.size() < static_cast<std::size_t>(rules_.places)) draw_code(base);
  }

  void starts(Sink& sink) const override {
    for (int shared = 0; shared < rules_.starts; ++shared)
      tell(sink, {}, {std::vector<int>(parts_, 0), shared, nobody});
  }

  void steps(const std::byte* state, Sink& sink) const override {
    const Situation now = read(state);
    for (std::size_t rule = 0; rule < rules_.rules.size(); ++rule)
      for (std::size_t me = 0; me < (rules_.rules[rule].of_world ? 1 : parts_); ++me)
        for (std::size_t other = 0; other < (rules_.rules[rule].with_other ? parts_ : 1); ++other) {
          Situation next = now;
          if (!rules_.rules[rule].apply(next, me, other)) continue;
          tell(sink, {static_cast<std::uint16_t>(rule), static_cast<std::uint16_t>(8 * me + other)},
               next);
        }
  }

  std::uint64_t broken(const std::byte* state, bool) const override {
    const Situation now = read(state);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < rules_.claims.size(); ++i)
      if (rules_.claims[i].broken(now)) bits |= std::uint64_t{1} << i;
    return bits;
  }

  void canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const override {
    Model::canonicalise(state, reductions, lanes);
    if (!(reductions & symmetry)) return;
    const Situation now = read(state);
    std::vector<std::size_t> order(parts_);  // which part comes to this place
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(now.place[a], now.holder == a) < std::pair(now.place[b], now.holder == b);
    });
    Situation sorted = now;
    for (std::size_t to = 0; to < parts_; ++to) {
      sorted.place[to] = now.place[order[to]];
      if (now.holder == order[to]) sorted.holder = to;
      if (lanes) (*lanes)[order[to]] = static_cast<std::uint8_t>(to);
    }
    std::memcpy(state, write(sorted).data(), shape_.width);
  }

  std::string label(Move move, const std::byte*) const override {
    return "rule " + std::to_string(move.action / 2) + " by " + std::to_string(move.argument / 8);
  }
  unsigned lane(Move move, const std::byte*) const override {
    if (rules_.rules[move.action].of_world) return static_cast<unsigned>(parts_);
    return move.argument / 8u;
  }

 private:
  void draw_code(std::string code) {
    for (int i = dice_.roll(1, 3); i > 0; --i) code[dice_.below(code.size())] = dice_.bytes(1)[0];
    if (std::find(codes_.begin(), codes_.end(), code) == codes_.end()) codes_.push_back(code);
  }

  Situation read(const std::byte* state) const {
    Situation now;
    now.shared = std::to_integer<int>(state[3]);
    now.holder = std::to_integer<std::size_t>(state[6]);
    for (std::size_t part = 0; part < parts_; ++part) {
      int place = 0;
      const std::byte* code = state + 8 + part * part_bytes_;
      while (std::memcmp(code, codes_[static_cast<std::size_t>(place)].data(), part_bytes_) != 0)
        ++place;
      now.place.push_back(place);
    }
    return now;
  }

  std::vector<std::uint64_t> write(const Situation& now) const {
    std::vector<std::uint64_t> words(shape_.width / 8);
    auto* state = reinterpret_cast<std::byte*>(words.data());
    state[3] = static_cast<std::byte>(now.shared);
    state[6] = static_cast<std::byte>(now.holder);
    for (std::size_t part = 0; part < parts_; ++part)
      std::memcpy(state + 8 + part * part_bytes_,
                  codes_[static_cast<std::size_t>(now.place[part])].data(), part_bytes_);
    return words;
  }

  void tell(Sink& sink, Move move, const Situation& now) const {
    sink(move, reinterpret_cast<const std::byte*>(write(now).data()));
  }

  Dice dice_;
  RandomRules rules_;
  std::size_t parts_ = 0;
  std::size_t part_bytes_ = 0;
  std::vector<std::string> codes_;  // how a place is stored
};

}  // namespace

std::unique_ptr<Model> random_parts(std::uint64_t seed) {
  return std::make_unique<RandomParts>(seed, 2, 4, 4);
}

std::unique_ptr<Model> random_crowd(std::uint64_t seed) {
  return std::make_unique<RandomParts>(seed, 5, 6, 5);
}

}  // namespace lockstep
