#include "tools/load/spawn.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lockstep {

Captured::Captured() : file_(memfd_create("output", MFD_CLOEXEC)) {
  if (file_ < 0) throw std::runtime_error(std::string("memfd_create: ") + std::strerror(errno));
}

Captured::~Captured() { close(file_); }

std::string Captured::text() const {
  std::string all;
  char buffer[1 << 14];
  for (off_t at = 0;;) {
    const ssize_t count = pread(file_, buffer, sizeof buffer, at);
    if (count <= 0) return all;
    all.append(buffer, static_cast<std::size_t>(count));
    at += count;
  }
}

pid_t start(const std::vector<std::string>& words, const std::string& folder,
            const Captured& output, const Captured& errors) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  posix_spawn_file_actions_adddup2(&actions, output.file(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors.file(), STDERR_FILENO);
  pid_t child = 0;
  const int failed =
      posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed) throw std::runtime_error(words[0] + ": " + std::strerror(failed));
  return child;
}

Ended run_to_end(const std::vector<std::string>& words) {
  const Captured output;
  const Captured errors;
  const int status = wait_for(start(words, ".", output, errors));
  return {status, errors.text()};
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) throw std::runtime_error(std::string("waitpid: ") + std::strerror(errno));
  return in_shell_terms(status);
}

int in_shell_terms(int wait_status) {
  return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
}

std::string find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) return access(name.c_str(), X_OK) == 0 ? name : "";
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (const std::string at = folder + "/" + name; access(at.c_str(), X_OK) == 0) return at;
  return "";
}

}  // namespace lockstep
