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

  // Calls f(const std::byte*) for each urgent timer that has run out. Slow.
  template <class F>
  void for_each_overdue(const std::byte* state, F&& f) const {
    const auto call = [&](const std::byte* timer) {
      if (*timer == std::byte{1}) f(timer);
    };
    for (const Word& word : words_)
      for (std::uint32_t i = 0; i < word.bytes; ++i)
        if (is_urgent_byte(word, i)) call(state + word.at + i);
    urgent_queued_.for_each(state, call);
  }

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
  static bool is_urgent_byte(const Word& word, std::uint32_t byte);

  bool any_ = false;
  std::vector<Word> words_;
  Places queued_;         // in messages
  Places urgent_queued_;  // those of them that are urgent
};

}  // namespace lockstep::kit
