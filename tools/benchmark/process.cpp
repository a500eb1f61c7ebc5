#include "tools/benchmark/process.hpp"

#include "tools/load/spawn.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lockstep::bench {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

void add(const rusage& of, Usage& usage) {
  usage.cpu_seconds += seconds(of.ru_utime) + seconds(of.ru_stime);
  usage.memory_bytes =
      std::max(usage.memory_bytes, 1024 * static_cast<std::uint64_t>(of.ru_maxrss));
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
  const pid_t child = start(command.words, command.folder.string(), output, errors);
  for (pid_t ended = 0; ended != child;) {
    rusage of;
    int status = 0;
    ended = wait4(-1, &status, 0, &of);
    if (ended < 0 && errno == EINTR) continue;
    if (ended < 0) throw std::runtime_error(std::string("wait4: ") + std::strerror(errno));
    add(of, usage);
    if (ended == child) usage.own_cpu_seconds = seconds(of.ru_utime) + seconds(of.ru_stime);
    finished.status = in_shell_terms(status);
  }
  usage.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  reap_orphans(usage);
  usage.observed_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
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

bool installed(const std::string& program) { return !find_program(program).empty(); }

}  // namespace lockstep::bench
