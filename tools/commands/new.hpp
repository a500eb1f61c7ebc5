// What `lockstep new` does.
#pragma once

#include "tools/commands/verb.hpp"

#include <string>

namespace lockstep {

struct NewCommand {
  std::string name;    // of the protocol
  bool whole = false;  // it writes its whole state itself
  bool store = false;  // not a lock but a store, for every lock
  bool workload = false;
};

OptionList options(NewCommand& command);
int run(const NewCommand& command, const Catalogue& catalogue);
extern const Verb new_verb;

// Writes the template `kind` ("lock", "whole", "store", "workload") into the working folder, as a
// protocol called `name`, and returns the file's name: "my-lock" is written to my_lock.cpp. Throws
// Refused when the name is not made of small letters, digits and dashes, when the file is there, or
// when it cannot be written.
std::string write_new(const std::string& kind, const std::string& name);

// The text of that file.
std::string text_of_new(const std::string& kind, const std::string& name);

}  // namespace lockstep
