// Starts other programs.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace lockstep {

// A file in memory for what a program writes: unlike a pipe, nobody has to empty it meanwhile.
class Captured {
 public:
  // Throws std::runtime_error when the system has none.
  Captured();
  ~Captured();
  Captured(const Captured&) = delete;
  Captured& operator=(const Captured&) = delete;

  int file() const { return file_; }
  std::string text() const;  // all that was written

 private:
  int file_;
};

// Starts words[0], found along $PATH, in `folder`. Throws std::runtime_error when that cannot be.
pid_t start(const std::vector<std::string>& words, const std::string& folder,
            const Captured& output, const Captured& errors);

struct Ended {
  int status = 0;      // of exit; 128 and more: ended by a signal
  std::string errors;  // standard error
};

// Runs it to its end. Throws what start() throws.
Ended run_to_end(const std::vector<std::string>& words);

// Waits for a child to end. The status is in_shell_terms().
int wait_for(pid_t child);

// The status of a child as a shell tells it.
int in_shell_terms(int wait_status);

// Where along $PATH the program is; empty when it is not there. A name with '/' is a path.
std::string find_program(const std::string& name);

}  // namespace lockstep
