#include "tools/commands/watch.hpp"

#include "checker/errors/errors.hpp"
#include "tools/load/load.hpp"
#include "tools/load/supervised.hpp"
#include "tools/terminal/complaints.hpp"
#include "tools/terminal/terminal.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <thread>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds look_every{100};

// The files as they were: editors write a new file in place of the old one, so that for a moment
// there may be none.
using Times = std::map<fs::path, fs::file_time_type>;

Times times_of(const std::string& protocol) {
  Times times;
  std::error_code gone;
  try {
    for (const fs::path& file : files_behind(protocol))
      times[file] = fs::last_write_time(file, gone);
  } catch (const Refused&) {
  }
  return times;
}

bool interrupted(const WatchCommand& command) {
  return command.options.interrupted != nullptr && *command.options.interrupted;
}

// Until something else was saved, and then nothing more for a moment. False: interrupted.
bool wait_for_change(const WatchCommand& command, Times& seen) {
  for (Times now, before = seen; !interrupted(command); before = now) {
    std::this_thread::sleep_for(look_every);
    now = times_of(command.protocol);
    if (now.empty() || now == seen || now != before) continue;
    seen = now;
    return true;
  }
  return false;
}

void begin_page(const WatchCommand& command) {
  if (is_terminal(stdout))
    write_out("\x1b[H\x1b[2J\x1b[3J");
  else
    write_out("--- " + command.protocol + " ---\n");
}

}  // namespace

constinit const Verb watch_verb{"watch", "Check a file now, and again each time it is saved",
                                "Takes the options of `lockstep check`. Ctrl-C ends it.\n\n"
                                "Examples:\n"
                                "  lockstep watch ./my_lock.cpp clients=3",
                                request_of<WatchCommand>};

OptionList options(WatchCommand& command) { return options(static_cast<CheckCommand&>(command)); }

int run(const WatchCommand& command, const Catalogue& catalogue) {
  if (!names_a_source(command.protocol))
    throw Refused("`" + command.protocol + "` is not a protocol's file, and only files change");
  Times seen = times_of(command.protocol);
  do {
    begin_page(command);
    const auto check = [&] {
      allow_memory(command.options.memory_max);
      return run(static_cast<const CheckCommand&>(command), catalogue);
    };
    Supervision supervision;
    supervision.when_long = [&] { optimise(command.protocol); };
    supervised([&] { return told_status(check); }, supervision);
  } while (wait_for_change(command, seen));
  return exit_holds;
}

}  // namespace lockstep
