// With what a protocol's file is compiled.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lockstep {

enum class Effort {
  quick,      // the shortest time from saving a file to a verdict
  optimised,  // for large searches
};

struct Toolchain {
  std::string compiler;           // a path
  std::filesystem::path headers;  // the folder from which "models/kit/kit.hpp" is found

  // The command that compiles `source` into a shared object, and writes what it includes, but for
  // headers of the system and of Lockstep, into `dependencies`, as make wants it.
  std::vector<std::string> command(Effort effort, const std::filesystem::path& source,
                                   const std::filesystem::path& object,
                                   const std::filesystem::path& dependencies) const;

  // Everything but the source that the object depends on: the compiler, the headers of Lockstep and
  // of Boost, and this program.
  std::string identity() const;
};

// The compiler that built this program, or else one of the system's; the headers beside this
// program: installed ones, or those of the tree when it runs from its build folder. Throws Refused,
// telling what to install, when one of them is missing.
Toolchain find_toolchain();

}  // namespace lockstep
