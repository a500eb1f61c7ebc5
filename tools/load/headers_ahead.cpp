#include "tools/load/headers_ahead.hpp"

#include "tools/load/digest.hpp"
#include "tools/load/private_folder.hpp"
#include "tools/load/seal.hpp"
#include "tools/load/spawn.hpp"

#include <chrono>
#include <exception>
#include <fcntl.h>
#include <unistd.h>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr int niceness = 5;

// Those of other versions take 70 MB each. A day old: nobody is about to read them.
void remove_old_ones(const fs::path& folder) {
  std::error_code ignored;
  const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours(24);
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (entry.path().filename().string().starts_with("headers-") &&
        entry.last_write_time(ignored) < yesterday)
      fs::remove_all(entry.path(), ignored);
}

// One process makes them: the one that makes the folder. When it seems to have died, another one.
bool is_mine_to_make(const fs::path& place) {
  std::error_code failed;
  if (fs::create_directory(place, failed)) return true;
  const auto now = fs::file_time_type::clock::now();
  if (now - fs::last_write_time(place, failed) < std::chrono::minutes(10) || failed) return false;
  fs::last_write_time(place, now, failed);
  return true;
}

// clang++ notes where the source is and when it was written, so that stays where it is.
void make(const Toolchain& toolchain, const fs::path& place, const std::string& header) {
  const fs::path source = place / "ahead.hpp";
  const fs::path made = place / ("new-" + std::to_string(getpid()));
  if (!fs::exists(source)) write_whole(source, "#include \"" + header + "\"\n");
  auto words = toolchain.command(Effort::quick, source, made, "/dev/null");
  std::erase(words, "-shared");
  words.insert(words.end() - 1, {"-x", "c++-header"});
  std::error_code failed;
  if (run_to_end(words).status != 0) return;
  fs::permissions(made, fs::perms::owner_read | fs::perms::owner_write, failed);
  fs::rename(made, place / "ahead.hpp.gch", failed);
  remove_old_ones(place.parent_path());
}

// Whoever waits for the end of a pipe does not wait for this process.
void leave_all_files() {
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, standard);
  close_range(STDERR_FILENO + 1, ~0U, 0);
}

// Two forks: the second process belongs to nobody who would have to wait for it.
void begin_to_make(const Toolchain& toolchain, const fs::path& place, const std::string& header) {
  const pid_t child = fork();
  if (child > 0) {
    wait_for(child);
    return;
  }
  if (child < 0) return;
  if (fork() != 0) _exit(0);
  setsid();
  [[maybe_unused]] const int now = nice(niceness);
  leave_all_files();
  try {
    make(toolchain, place, header);
  } catch (const std::exception&) {  // then there are none, and all is as before
  }
  _exit(0);
}

}  // namespace

std::string header_ahead(const std::string& text) {
  for (const char* header : {"models/composition/lock.hpp", "models/composition/store.hpp",
                             "models/composition/workload.hpp", "models/kit/kit.hpp"})
    if (text.find('"' + std::string(header) + '"') != std::string::npos) return header;
  return "";
}

std::vector<std::string> read_ahead(const Toolchain& toolchain, const fs::path& folder,
                                    const std::string& identity, const std::string& header) {
  const fs::path place = folder / ("headers-" + digest(identity + header));
  if (is_private_file(place / "ahead.hpp.gch")) {
    std::error_code ignored;
    fs::last_write_time(place, fs::file_time_type::clock::now(), ignored);
    return {"-include", (place / "ahead.hpp").string()};
  }
  if (is_mine_to_make(place)) begin_to_make(toolchain, place, header);
  return {};
}

}  // namespace lockstep
