// Random numbers that are the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>

namespace lockstep {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  int roll(int least, int most) {
    return least + static_cast<int>(engine_() % static_cast<std::uint64_t>(most - least + 1));
  }
  std::size_t below(std::size_t end) { return engine_() % end; }
  bool chance(int percent) { return roll(1, 100) <= percent; }

  template <class List>
  void shuffle(List& list) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
  }

  std::string bytes(std::size_t count) {
    std::string text;
    while (text.size() < count) text += static_cast<char>(engine_() & 255);
    return text;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace lockstep
