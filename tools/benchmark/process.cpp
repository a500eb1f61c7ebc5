#include "tools/benchmark/process.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace lockstep::bench {
namespace {

// A file in memory: unlike a pipe, nobody has to empty it while the clock runs.
class Captured {
 public:
  Captured() : file_(memfd_create("output", MFD_CLOEXEC)) {
    if (file_ < 0) throw std::runtime_error(std::string("memfd_create: ") + std::strerror(errno));
  }
  ~Captured() { close(file_); }
  Captured(const Captured&) = delete;
  Captured& operator=(const Captured&) = delete;

  int file() const { return file_; }
  std::string text() const {
    std::string all;
    char buffer[1 << 14];
    for (off_t at = 0;;) {
      const ssize_t count = pread(file_, buffer, sizeof buffer, at);
      if (count <= 0) return all;
      all.append(buffer, static_cast<std::size_t>(count));
      at += count;
    }
  }

 private:
  int file_;
};

pid_t start(const Command& command, const Captured& output, const Captured& errors) {
  std::vector<char*> words;
  for (const std::string& word : command.words) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, command.folder.c_str());
  posix_spawn_file_actions_adddup2(&actions, output.file(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors.file(), STDERR_FILENO);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, words[0], &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed) throw std::runtime_error(command.words[0] + ": " + std::strerror(failed));
  return child;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

void add(const rusage& of, Usage& usage) {
  usage.cpu_seconds += seconds(of.ru_utime) + seconds(of.ru_stime);
  usage.memory_bytes =
      std::max(usage.memory_bytes, 1024 * static_cast<std::uint64_t>(of.ru_maxrss));
}

int in_shell_terms(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// CPU seconds that the whole machine has spent on anything but waiting.
double machine_busy_seconds() {
  std::ifstream file("/proc/stat");
  std::string line;
  std::getline(file, line);
  std::istringstream words(line.substr(line.find(' ')));
  double busy = 0;
  double ticks = 0;
  for (int column = 0; column < 8 && words >> ticks; ++column)
    if (column != 3 && column != 4) busy += ticks;  // idle, waiting for a disk
  return busy / static_cast<double>(sysconf(_SC_CLK_TCK));
}

// SPIN's workers outlive their parent for a moment: as orphans they come to this process.
void reap_orphans(Usage& usage) {
  rusage of;
  int status = 0;
  while (wait4(-1, &status, 0, &of) > 0) add(of, usage);
}

}  // namespace

Finished execute(const Command& command) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  const Captured output;
  const Captured errors;
  Finished finished;
  Usage& usage = finished.usage;
  const double busy = machine_busy_seconds();
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = start(command, output, errors);
  for (pid_t ended = 0; ended != child;) {
    rusage of;
    int status = 0;
    ended = wait4(-1, &status, 0, &of);
    if (ended < 0 && errno == EINTR) continue;
    if (ended < 0) throw std::runtime_error(std::string("wait4: ") + std::strerror(errno));
    add(of, usage);
    finished.status = in_shell_terms(status);
  }
  usage.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  reap_orphans(usage);
  usage.foreign_seconds = machine_busy_seconds() - busy - usage.cpu_seconds;
  finished.output = output.text();
  finished.errors = errors.text();
  return finished;
}

void must_work(const Command& command) {
  const Finished finished = execute(command);
  if (finished.status == 0) return;
  std::string line;
  for (const std::string& word : command.words) line += word + " ";
  throw std::runtime_error(line + "failed:\n" + finished.output + finished.errors);
}

bool installed(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  return false;
}

}  // namespace lockstep::bench
