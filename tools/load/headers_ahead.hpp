// The headers of the kit, compiled ahead: about a third of the time that a protocol's file takes.
#pragma once

#include "tools/load/toolchain.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace lockstep {

// The header of the kit that a file with this text includes and that is worth compiling ahead, as
// it is spelled there; empty: none.
std::string header_ahead(const std::string& text);

// Words for the compiler that make it use that header as it was compiled ahead. When it is not in
// `folder` yet, none, and another process begins to make it beside this one. `identity` names all
// that it depends on.
std::vector<std::string> read_ahead(const Toolchain& toolchain, const std::filesystem::path& folder,
                                    const std::string& identity, const std::string& header);

}  // namespace lockstep
