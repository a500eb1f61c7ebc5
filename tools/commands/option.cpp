#include "tools/commands/option.hpp"

#include "checker/errors/errors.hpp"
#include "tools/terminal/text.hpp"
#include "tools/terminal/units.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace lockstep {
namespace {

// "auto, always or never".
std::string one_of(const std::vector<std::string>& choices) {
  std::string text;
  for (std::size_t i = 0; i < choices.size(); ++i)
    text += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + choices[i];
  return text;
}

// What `parse` says of a value is told with the option's name.
template <class Parse>
auto parsed(const std::string& name, const std::string& value, Parse&& parse) {
  try {
    return parse(value);
  } catch (const Refused& refused) {
    throw Refused(name + ": " + refused.what());
  }
}

}  // namespace

Option Option::standing_for(std::string words) && {
  standing = std::move(words);
  return std::move(*this);
}

Option Option::not_with(std::string other) && {
  excludes = std::move(other);
  return std::move(*this);
}

void append(OptionList& to, OptionList more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Option flag(std::string name, std::string sentence, bool& member) {
  return {std::move(name), "", std::move(sentence), Takes::nothing,
          [&member](const std::string&) { member = true; }};
}

Option flag_off(std::string name, std::string sentence, bool& member) {
  return {std::move(name), "", std::move(sentence), Takes::nothing,
          [&member](const std::string&) { member = false; }};
}

Option text_option(std::string name, std::string type, std::string sentence, std::string& member) {
  return {std::move(name),
          std::move(type),
          std::move(sentence),
          Takes::a_value,
          [&member](const std::string& value) { member = value; },
          member};
}

Option texts_option(std::string name, std::string type, std::string sentence,
                    std::vector<std::string>& member) {
  Option made{std::move(name), std::move(type), std::move(sentence), Takes::a_value,
              [&member](const std::string& value) { member.push_back(value); }};
  made.repeats = true;
  return made;
}

Option choice_option(std::string name, std::string type, std::string sentence,
                     std::vector<std::string> choices,
                     std::function<void(const std::string&)> set) {
  Option made{name, std::move(type), std::move(sentence), Takes::a_value, {}};
  made.set = [name, choices, set](const std::string& value) {
    if (std::find(choices.begin(), choices.end(), value) == choices.end())
      throw Refused(name.substr(0, name.find(',')) + " must be " + one_of(choices));
    set(value);
  };
  return made;
}

Option seconds_option(std::string name, std::string sentence, double& member) {
  Option made{name, "TIME", std::move(sentence), Takes::a_value, {}};
  if (member > 0) made.standing = seconds_as_typed(member);
  made.set = [name, &member](const std::string& value) {
    member = parsed(name, value, parse_seconds);
  };
  return made;
}

Option bytes_option(std::string name, std::string sentence, std::uint64_t& member) {
  Option made{name, "SIZE", std::move(sentence), Takes::a_value, {}};
  if (member > 0) made.standing = bytes_in_words(static_cast<double>(member));
  made.set = [name, &member](const std::string& value) {
    member = parsed(name, value, parse_bytes);
  };
  return made;
}

Option word_option(std::string name, std::string sentence, std::string& member) {
  Option made = text_option(std::move(name), "", std::move(sentence), member);
  made.takes = Takes::a_word;
  return made;
}

Option required_word(std::string name, std::string sentence, std::string& member) {
  Option made = word_option(std::move(name), std::move(sentence), member);
  made.required = true;
  return made;
}

Option words_option(std::string name, std::string sentence, std::vector<std::string>& member) {
  Option made = texts_option(std::move(name), "", std::move(sentence), member);
  made.takes = Takes::words;
  return made;
}

std::uint64_t number_within(const std::string& name, const std::string& text, std::uint64_t least,
                            std::uint64_t most) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stopped != end || number < least || number > most)
    throw Refused(name + " must be an integer from " + grouped(least) + " to " + grouped(most));
  return number;
}

}  // namespace lockstep
