// What a verdict rests on, in words.
#pragma once

#include "checker/model.hpp"
#include "models/composition/environment.hpp"

#include <string>

namespace lockstep::composition {

// "no client is paused", "clients are paused at most 2 times in all", and what allows one more.
inline Assumption at_most(int count, const std::string& none, const std::string& some,
                          const std::string& parameter) {
  const std::string times = count == 1 ? "once" : std::to_string(count) + " times";
  return {count == 0 ? none : some + " at most " + times + " in all",
          count < faults_max ? parameter + "=" + std::to_string(count + 1) : ""};
}

inline std::string ticks(int count) {
  return std::to_string(count) + (count == 1 ? " tick" : " ticks");
}

}  // namespace lockstep::composition
