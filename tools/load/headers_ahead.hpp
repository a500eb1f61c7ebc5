// The headers of the kit, compiled ahead: about a third of the time that a protocol's file takes.
#pragma once

#include "tools/load/toolchain.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace lockstep {

// Words for the compiler that make it use them. When they are not in `folder` yet, none, and
// another process begins to make them beside this one. `identity` names all that they depend on.
std::vector<std::string> read_ahead(const Toolchain& toolchain, const std::filesystem::path& folder,
                                    const std::string& identity);

}  // namespace lockstep
