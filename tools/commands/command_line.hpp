// From the words of the command line to a command.
#pragma once

#include "tools/commands/commands.hpp"

#include <string>
#include <vector>

namespace lockstep {

// `words` without the program's name. Throws Refused for what cannot be understood, with what was
// probably meant.
Command parse_command_line(const std::vector<std::string>& words, const Catalogue& catalogue);

}  // namespace lockstep
