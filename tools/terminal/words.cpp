// Numbers and lists as people write them.
#include "tools/terminal/text.hpp"

namespace lockstep {

namespace {

std::string plural(std::string_view noun) {
  const auto ends = [&](std::string_view with) { return noun.ends_with(with); };
  const std::string word(noun);
  if (ends("s") || ends("sh") || ends("ch") || ends("x")) return word + "es";
  const bool consonant_y = ends("y") && !ends("ay") && !ends("ey") && !ends("oy");
  return consonant_y ? word.substr(0, word.size() - 1) + "ies" : word + "s";
}

}  // namespace

std::string counted(std::size_t number, std::string_view noun) {
  return grouped(number) + " " + (number == 1 ? std::string(noun) : plural(noun));
}

std::string stem_and_loop(std::size_t stem, std::size_t loop) {
  return counted(stem, "step") + ", then " +
         (loop == 0 ? "nothing" : std::to_string(loop) + " forever");
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

}  // namespace lockstep
