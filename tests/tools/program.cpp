#include "tests/tools/program.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace lockstep {

namespace {

Ran run(const std::string& command) {
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  Ran ran;
  std::array<char, 4096> buffer;
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
    ran.output.append(buffer.data(), count);
  const int status = pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

}  // namespace

// Standard error goes to the pipe even when the arguments send standard output elsewhere.
Ran lockstep_program(const std::string& arguments) {
  return run("'" LOCKSTEP_PROGRAM "' 2>&1 " + arguments);
}

Ran program_in(const std::string& folder, const std::string& variables,
               const std::string& arguments) {
  return run("cd '" + folder + "' && " + variables + " '" LOCKSTEP_PROGRAM "' 2>&1 " + arguments);
}

std::string scratch_file(const std::string& name) {
  const auto folder = std::filesystem::temp_directory_path() / "lockstep_tests";
  std::filesystem::create_directories(folder);
  return (folder / (std::to_string(getpid()) + "_" + name)).string();
}

void write_file(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

std::string read_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace lockstep
