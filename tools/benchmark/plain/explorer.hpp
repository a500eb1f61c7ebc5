// What somebody writes who wants one model explored and has an afternoon: all states in one vector,
// which is the queue as well, and an index of their numbers, open addressing. One thread, and the
// model compiled in.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

namespace lockstep::plain {

using Byte = std::uint8_t;

constexpr Byte byte(int value) { return static_cast<Byte>(value); }

// A model has State, of Bytes that are zero at the start; steps(state, found), which calls `found`
// with each successor; and broken(state).
template <class Model>
class Explorer {
 public:
  using State = typename Model::State;

  void run() {
    insert(State{});
    std::size_t level_end = seen_.size();
    for (std::size_t at = 0; at < seen_.size(); ++at) {
      if (at == level_end) {
        ++depth_;
        level_end = seen_.size();
      }
      Model::steps(unpacked(seen_[at]), [&](const State& next) {
        ++transitions_;
        insert(next);
      });
    }
  }

  std::size_t states() const { return seen_.size(); }
  std::uint64_t transitions() const { return transitions_; }
  std::uint64_t depth() const { return depth_; }
  std::uint64_t broken() const { return broken_; }

 private:
  static constexpr std::size_t words = (sizeof(State) + 7) / 8;
  using Packed = std::array<std::uint64_t, words>;

  static State unpacked(const Packed& packed) {
    State state;
    std::memcpy(&state, packed.data(), sizeof state);
    return state;
  }

  static std::uint64_t hash(const Packed& packed) {
    std::uint64_t hash = 0x243f6a8885a308d3;
    for (const std::uint64_t word : packed) {
      hash = (hash ^ word) * 0xd1342543de82ef95;
      hash ^= hash >> 32;
    }
    return hash * 0xd1342543de82ef95 >> 20;
  }

  void insert(const State& state) {
    Packed packed{};
    std::memcpy(packed.data(), &state, sizeof state);
    std::uint64_t slot = hash(packed) & mask_;
    for (; index_[slot]; slot = (slot + 1) & mask_)
      if (seen_[index_[slot] - 1] == packed) return;
    seen_.push_back(packed);
    index_[slot] = static_cast<std::uint32_t>(seen_.size());
    broken_ += Model::broken(state);
    if (2 * seen_.size() > mask_) grow();
  }

  void grow() {
    mask_ = 2 * mask_ + 1;
    index_.assign(mask_ + 1, 0);
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      std::uint64_t slot = hash(seen_[i]) & mask_;
      while (index_[slot]) slot = (slot + 1) & mask_;
      index_[slot] = static_cast<std::uint32_t>(i + 1);
    }
  }

  std::vector<Packed> seen_;
  std::uint64_t mask_ = (1 << 16) - 1;
  std::vector<std::uint32_t> index_ = std::vector<std::uint32_t>(mask_ + 1);  // number + 1; 0: free
  std::uint64_t transitions_ = 0;
  std::uint64_t depth_ = 0;
  std::uint64_t broken_ = 0;
};

}  // namespace lockstep::plain
