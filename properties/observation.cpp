#include "properties/observation.hpp"

#include <bit>

namespace lockstep {

std::string in_words(Clients clients) {
  std::string words;
  for (int left = std::popcount(clients); left > 0; --left, clients &= clients - 1) {
    words += "client " + std::to_string(std::countr_zero(clients) + 1);
    if (left > 2) words += ", ";
    if (left == 2) words += " and ";
  }
  return words;
}

}  // namespace lockstep
