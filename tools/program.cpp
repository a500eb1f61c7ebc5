#include "tools/program.hpp"

#include "tools/commands/command_line.hpp"
#include "tools/load/load.hpp"
#include "tools/load/supervised.hpp"
#include "tools/terminal/complaints.hpp"
#include "tools/terminal/terminal.hpp"

#include <algorithm>

namespace lockstep {
namespace {

int run_words(const std::vector<std::string>& words, const Catalogue& catalogue) {
  const std::atomic<bool>* interrupted = catch_interrupts();
  const auto request = parse_command_line(words, catalogue);
  request->stop_when(*interrupted);
  return request->carry_out(catalogue);
}

// A file of somebody's may do anything, so it runs in a process of its own.
int run_safely(const std::vector<std::string>& words, const Catalogue& catalogue) {
  const auto run = [&] { return told_status([&] { return run_words(words, catalogue); }); };
  const auto file = std::find_if(words.begin(), words.end(),
                                 [](const auto& word) { return !source_in(word).empty(); });
  if (file == words.end()) return run();
  Supervision supervision;
  supervision.when_long = [&] { optimise(source_in(*file)); };
  return supervised(run, supervision);
}

}  // namespace

int program(int argc, char** argv, const Catalogue& catalogue) {
  return told_status([&] { return run_safely({argv + 1, argv + argc}, catalogue); });
}

int program(int argc, char** argv) {
  return told_status([&] { return program(argc, argv, catalogue()); });
}

}  // namespace lockstep
