#include "checker/machine/memory.hpp"

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace lockstep {
namespace {

std::uint64_t number_in(const char* file) {
  std::uint64_t number = unlimited_memory;
  std::ifstream(file) >> number;
  return number;
}

// Of the machine, when nobody else asks for more.
std::uint64_t available() {
  std::ifstream file("/proc/meminfo");
  std::uint64_t kibibytes = 0;
  for (std::string word; file >> word;)
    if (word == "MemAvailable:" && file >> kibibytes) return kibibytes * 1024;
  return unlimited_memory;
}

// Of the control group (version 2).
std::uint64_t left_in_group() {
  std::string most;
  std::ifstream("/sys/fs/cgroup/memory.max") >> most;
  const std::uint64_t used = number_in("/sys/fs/cgroup/memory.current");
  if (most.empty() || most == "max" || used == unlimited_memory) return unlimited_memory;
  const std::uint64_t limit = std::stoull(most);
  return limit > used ? limit - used : 0;
}

}  // namespace

// Asked after every round, so that the file stays open.
std::uint64_t memory_now() {
  static const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  char text[128] = {};
  unsigned long long resident = 0;
  if (file < 0 || pread(file, text, sizeof text - 1, 0) <= 0 ||
      std::sscanf(text, "%*u %llu", &resident) != 1)
    return 0;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::uint64_t peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

std::uint64_t memory_within_reach() {
  const std::uint64_t more = std::min(available(), left_in_group());
  return more == unlimited_memory ? unlimited_memory : more + memory_now();
}

std::uint64_t memory_limit(std::uint64_t bytes) {
  return bytes ? bytes : memory_within_reach() / 10 * 9;
}

}  // namespace lockstep
