#include "tools/benchmark/options.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace lockstep::bench {
namespace {

std::vector<std::string> split(const std::string& list) {
  std::istringstream words(list);
  std::vector<std::string> parts;
  for (std::string part; std::getline(words, part, ',');) parts.push_back(part);
  return parts;
}

std::vector<std::string> checkers(const std::string& list) {
  const std::vector<std::string> known = {"spin", "rumur", "plain"};
  std::vector<std::string> chosen = split(list);
  for (const std::string& name : chosen)
    if (std::ranges::find(known, name) == known.end())
      throw std::invalid_argument("--against " + name + ": there are spin, rumur and plain");
  return chosen;
}

int count(const std::string& text) {
  if (text.empty() || text.size() > 4 ||
      !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }) ||
      std::stoi(text) == 0)
    throw std::invalid_argument("--runs " + text + ": it must be a number of runs");
  return std::stoi(text);
}

// Words that are options by themselves.
bool is_switch(const std::string& word, Options& options) {
  if (word == "--quick")
    options.set = quick;
  else if (word == "--large")
    options.set = large;
  else if (word == "--instructions")
    options.instructions = true;
  else if (word == "--files")
    options.files = true;
  else if (word == "--markdown")
    options.markdown = true;
  else if (word == "--help" || word == "-h")
    options.help = true;
  else
    return false;
  return true;
}

}  // namespace

const char* const usage =
    "Measures Lockstep on a fixed set of models, each of which has known counts.\n"
    "\n"
    "  tools/bench [options]\n"
    "\n"
    "  --quick           smaller sizes: seconds instead of minutes\n"
    "  --large           larger sizes: 60 to 100 million states\n"
    "  --case NAME       only cases whose name contains NAME; may be given again\n"
    "  --runs N          how often each is run (default: 5)\n"
    "  --instructions    count instructions with callgrind, too\n"
    "  --against LIST    run others beside it: spin, rumur, plain (an explorer with the model\n"
    "                    compiled in, and no cleverness)\n"
    "  --files           instead: how long a check of a file of one's own takes, with a cold "
    "cache,\n"
    "                    a warm one, and after an edit\n"
    "  --markdown        print Markdown\n"
    "\n"
    "Exit status: 0; 1 when a count is wrong or a program fails; 2 when the request is wrong.\n";

Options parse(const std::vector<std::string>& words) {
  Options options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (is_switch(word, options)) continue;
    if (word != "--runs" && word != "--case" && word != "--against")
      throw std::invalid_argument("unknown option " + word + "; see tools/bench --help");
    if (i + 1 == words.size()) throw std::invalid_argument(word + " needs a word after it");
    const std::string& value = words[++i];
    if (word == "--runs") options.runs = count(value);
    if (word == "--case") options.cases.push_back(value);
    if (word == "--against") options.against = checkers(value);
  }
  return options;
}

}  // namespace lockstep::bench
