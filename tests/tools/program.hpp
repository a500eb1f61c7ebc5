// Runs the real program.
#pragma once

#include <string>

namespace lockstep {

struct Ran {
  int status = 0;      // as a shell sees it
  std::string output;  // what it wrote to standard output and standard error
};

// `arguments` as a shell reads them.
Ran lockstep_program(const std::string& arguments);

// The same in this folder, with variables of the environment: "NAME='value'".
Ran program_in(const std::string& folder, const std::string& variables,
               const std::string& arguments);

// A path for a file of this process, in a folder for such files.
std::string scratch_file(const std::string& name);
void write_file(const std::string& path, const std::string& text);
std::string read_file(const std::string& path);

}  // namespace lockstep
