// What a child of supervised() leaves behind in memory that it shares with its parent.
#pragma once

#include "checker/model/model.hpp"
#include "models/kit/protocol/activity.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

namespace lockstep {

inline constexpr std::size_t threads_seen = 600;  // a search has at most 256, and main's

// Names one behind the other, each ended by a zero.
using ZeroEndedNames = std::array<char, 1 << 15>;

struct Fall {
  std::atomic<bool> finished{false};  // `work` returned
  std::atomic<bool> searching{false};
  std::atomic<std::uint64_t> memory_max{0};

  // Where the model was: when `noted`.
  std::atomic<bool> noted{false};
  std::atomic<kit::Part> part{kit::Part::nothing};
  std::atomic<std::uint16_t> index{0};

  std::atomic<std::size_t> asked{0};  // of which activity the next SIGUSR2 is to note where it is

  ZeroEndedNames actions{};
  ZeroEndedNames properties{};
  std::array<kit::Activity, threads_seen> activities{};
};

// In the child: from now on falls are noted in `fall`.
void note_falls(Fall& fall);

// In the child: the model that is about to be called. Nothing outside of a child.
void note_model(const Shape& shape);

// The fall that is noted by this process; none: it is no child.
Fall* fall_of_this_process();

// "in the action `takes the lock`", as it is noted.
std::string place_in_words(const Fall& fall);

}  // namespace lockstep
