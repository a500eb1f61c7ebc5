#include "tools/benchmark/machine.hpp"

#include "tools/benchmark/process.hpp"

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <sched.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace lockstep::bench {
namespace {

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name")) return line.substr(line.find(": ") + 2);
  return "unknown processor";
}

// Whether the system gives huge pages: always, when asked with madvise, or never.
std::string huge_pages() {
  std::ifstream file("/sys/kernel/mm/transparent_hugepage/enabled");
  std::string line;
  std::getline(file, line);
  const std::size_t from = line.find('[');
  if (from == std::string::npos) return "none";
  return line.substr(from + 1, line.find(']') - from - 1);
}

std::string first_line(const Command& command) {
  const Finished finished = execute(command);
  return finished.status == 0 ? finished.output.substr(0, finished.output.find('\n')) : "";
}

}  // namespace

int cores() {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return 1;
  return CPU_COUNT(&allowed);
}

std::string machine() {
  const auto bytes =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
  char memory[32];
  std::snprintf(memory, sizeof memory, "%.0f GiB", bytes / (1 << 30));
  utsname system;
  uname(&system);
  return processor() + ", " + std::to_string(cores()) + " cores, " + memory + ", huge pages " +
         huge_pages() + ", " + system.sysname + " " + system.release;
}

std::string compiler() {
#ifdef __clang__
  return "clang " __clang_version__;
#else
  return "g++ " __VERSION__;
#endif
}

std::string commit(const std::filesystem::path& root) {
  const std::string name = first_line({{"git", "log", "-1", "--format=%h"}, root});
  if (name.empty()) return "unknown";
  const bool changed = !first_line({{"git", "status", "--porcelain"}, root}).empty();
  return name + (changed ? ", with changes" : "");
}

}  // namespace lockstep::bench
