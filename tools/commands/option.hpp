// What a verb takes, as data: options, flags, and words that stand by themselves.
//
// Each is tied to the member that it sets, and its default is printed from that member: so a
// default stands in one place. command_line.cpp shows these to CLI11.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace lockstep {

enum class Takes : std::uint8_t { nothing, a_value, a_word, words };

struct Option {
  std::string name;  // "--threads", "--colour,--color"; of a word: what it is, "PROTOCOL"
  std::string type;  // of its value, in the help: "N"; of a word: empty
  std::string sentence;
  Takes takes = Takes::nothing;
  // Called once for each time it is given, with the value. Throws Refused, with a whole sentence.
  std::function<void(const std::string& value)> set;
  std::string standing = {};  // what holds when it is not given; empty: nothing worth a word
  bool required = false;
  bool repeats = false;       // may be given more than once
  std::string excludes = {};  // the name of a flag that it does not go with

  bool is_word() const { return takes == Takes::a_word || takes == Takes::words; }

  // The same, with what the default is called where the member does not tell.
  Option standing_for(std::string words) &&;
  // The same, but not together with that one.
  Option not_with(std::string other) &&;
};

using OptionList = std::vector<Option>;

// `to` followed by `more`.
void append(OptionList& to, OptionList more);

// All of them refer to the member, which must outlive them.
Option flag(std::string name, std::string sentence, bool& member);
// Turns `member` off.
Option flag_off(std::string name, std::string sentence, bool& member);
Option text_option(std::string name, std::string type, std::string sentence, std::string& member);
Option texts_option(std::string name, std::string type, std::string sentence,
                    std::vector<std::string>& member);
Option choice_option(std::string name, std::string type, std::string sentence,
                     std::vector<std::string> choices, std::function<void(const std::string&)> set);
Option seconds_option(std::string name, std::string sentence, double& member);
Option bytes_option(std::string name, std::string sentence, std::uint64_t& member);
Option required_word(std::string name, std::string sentence, std::string& member);
Option word_option(std::string name, std::string sentence, std::string& member);
Option words_option(std::string name, std::string sentence, std::vector<std::string>& member);

// The number that `text` is, within [least, most]. Throws Refused: "--threads must be …".
std::uint64_t number_within(const std::string& name, const std::string& text, std::uint64_t least,
                            std::uint64_t most);

// A whole number within [least, most]. A member outside of that stands for no number at all, and
// is no default worth printing.
template <class Number>
Option number_option(std::string name, std::string sentence, Number& member, std::uint64_t least,
                     std::uint64_t most) {
  const auto now = static_cast<std::uint64_t>(member);
  Option made{name, "N", std::move(sentence), Takes::a_value, {}};
  if (now >= least && now <= most) made.standing = std::to_string(now);
  made.set = [name, least, most, &member](const std::string& value) {
    member = static_cast<Number>(number_within(name, value, least, most));
  };
  return made;
}

}  // namespace lockstep
