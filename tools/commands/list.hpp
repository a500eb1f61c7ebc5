#pragma once

#include "tools/commands/verb.hpp"

#include <string>

namespace lockstep {

struct ListCommand {
  std::string protocol;  // empty: all
};

OptionList options(ListCommand& command);
int run(const ListCommand& command, const Catalogue& catalogue);
extern const Verb list_verb;

// A protocol's parameters, for `list PROTOCOL` and `check PROTOCOL --help`. `width` is in columns.
std::string parameters_text(const CatalogueEntry& entry, int width);

}  // namespace lockstep
