// A state as a tree of words. What the diff of two states and their JSON are made of.
#pragma once

#include "checker/model/narrator.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace lockstep::kit {

struct Printed {
  enum class Kind : std::uint8_t {
    word,    // "holding"
    bare,    // 3, true: no quotes in JSON
    object,  // parts by name
    cells,   // parts by number, counted from 1: one for each identity
    list,    // parts in order, without names: what is in flight
  };
  Kind kind = Kind::word;
  std::string text;  // of a word or a bare value
  std::string name;  // within the object or the cells that it is a part of
  std::vector<Printed> parts;

  void add(std::string part_name, Printed part);
};

// "holding", "{grant, client 1, token 2}": on one line. Words stand without their names, numbers
// with them; zeros are left out.
std::string one_line(const Printed& printed);

// Text of a JSON value.
std::string json(const Printed& printed);

// The fields in which they differ; of lists and sets, what is gone and what is new. Both must be of
// the same type of state.
std::vector<Change> differences(const Printed& before, const Printed& after);

// A wall clock, and a time of day, by how many ticks they are ahead of true time: "2 fast",
// "right"; "in 4", "now", "3 ago".
std::string clock_in_words(int ahead);
std::string moment_in_words(int ahead);

}  // namespace lockstep::kit
