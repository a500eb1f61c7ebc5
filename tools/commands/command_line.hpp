// From the words of the command line to a verb and what is wanted of it.
#pragma once

#include "tools/commands/verb.hpp"

#include <memory>
#include <string>
#include <vector>

namespace lockstep {

// `words` without the program's name. Throws Refused for what cannot be understood, with what was
// probably meant.
std::unique_ptr<Request> parse_command_line(const std::vector<std::string>& words,
                                            const Catalogue& catalogue);

}  // namespace lockstep
