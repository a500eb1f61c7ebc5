// Runs a program and tells what it took, the program and all that it started.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lockstep::bench {

struct Command {
  std::vector<std::string> words;
  std::filesystem::path folder = ".";  // where it runs
};

struct Usage {
  double seconds = 0;              // from start to end, by the clock on the wall
  double cpu_seconds = 0;          // user and system, all threads and processes
  double own_cpu_seconds = 0;      // of these, without what it left running
  std::uint64_t memory_bytes = 0;  // the most that was resident
  double foreign_seconds = 0;      // CPU time that the rest of the machine took meanwhile,
  double observed_seconds = 0;     // until all that was started had ended
};

struct Finished {
  int status = 0;      // of exit; 128 and more: ended by a signal
  std::string output;  // standard output
  std::string errors;  // standard error
  Usage usage;
};

// Throws std::runtime_error when the program cannot be started.
Finished execute(const Command& command);

// The same, for a step that has to work: throws with what was said when the status is not 0.
void must_work(const Command& command);

bool installed(const std::string& program);

}  // namespace lockstep::bench
