// Every timer of a state, as time passes.
#pragma once

#include "models/kit/passes/places.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep::kit {

// Timers and WallTimers. Const and safe from many threads.
class Timers {
 public:
  explicit Timers(const Row& state);

  bool any() const { return any_; }

  struct Seen {
    bool counts = false;   // some timer counts down
    bool overdue = false;  // an urgent one has run out
  };
  Seen look(const std::byte* state) const;

  // One tick for each.
  void tick(std::byte* state) const;

 private:
  // Eight bytes of the state, and which of them are timers: 0xff each.
  struct Word {
    std::uint32_t at = 0;
    std::uint32_t bytes = 8;  // fewer where the state ends
    std::uint64_t timers = 0;
    std::uint64_t urgent = 0;
  };
  static Seen look(std::uint64_t timers, std::uint64_t urgent);

  bool any_ = false;
  std::vector<Word> words_;
  Places queued_;         // in messages
  Places urgent_queued_;  // those of them that are urgent
};

}  // namespace lockstep::kit
