#include "tools/load/compiler_words.hpp"

#include <sstream>

namespace lockstep {

bool mentions(const std::string& said, std::string_view words) {
  return said.find(words) != std::string::npos;
}

namespace {

bool is_the_way_there(const std::string& line) {
  return line.starts_with("In file included from ") || line.starts_with("                 from ") ||
         mentions(line, ": In instantiation of ") || mentions(line, "required from ") ||
         mentions(line, "required by ") || mentions(line, "in instantiation of ") ||
         mentions(line, "requested here") || mentions(line, ": In substitution of ") ||
         mentions(line, "some warnings being treated as errors");
}

// The source lines below a message: "   12 | text" and "      | ^~~~", or as clang++ writes them.
bool is_quoted(const std::string& line) { return line.starts_with(" "); }

}  // namespace

std::vector<std::filesystem::path> prerequisites(const std::string& rule) {
  std::vector<std::filesystem::path> files;
  std::string word;
  const auto ends = [&] {
    if (!word.empty()) files.emplace_back(word);
    word.clear();
  };
  for (std::size_t at = rule.find(": ") + 1; at < rule.size(); ++at) {
    const char next = at + 1 < rule.size() ? rule[at + 1] : '\n';
    if (rule[at] == '\\' && next == '\n') {
      ++at;
    } else if ((rule[at] == '\\' && (next == ' ' || next == '#')) ||
               (rule[at] == '$' && next == '$')) {
      word += rule[++at];
    } else if (rule[at] == ' ' || rule[at] == '\n') {
      ends();
    } else {
      word += rule[at];
    }
  }
  ends();
  if (!files.empty()) files.erase(files.begin());
  return files;
}

std::string trouble(const std::string& said, int status) {
  if (mentions(said, "No space left on device"))
    return "there is no room left for what is compiled: free some on the disks of the cache and of "
           "$TMPDIR, or set XDG_CACHE_HOME and TMPDIR to other folders";
  for (const char* words : {"cannot execute", "error trying to exec", "unable to execute command"})
    if (mentions(said, words))
      return "the compiler does not find its own parts: check $PATH, or install it again, on "
             "Debian "
             "and Ubuntu with `apt install g++`";
  constexpr int ended_by_signal = 128;
  if (status > ended_by_signal || mentions(said, "Killed signal"))
    return "the compiler was ended by the system, as it is when there is no memory left";
  return "";
}

std::string shortened(const std::string& said, std::size_t lines_max) {
  std::string text;
  std::size_t lines = 0;
  std::size_t left_out = 0;
  bool dropping = false;
  std::istringstream stream(said);
  for (std::string line; std::getline(stream, line);) {
    if (!is_quoted(line) || is_the_way_there(line)) dropping = is_the_way_there(line);
    if (dropping) continue;
    if (++lines > lines_max)
      ++left_out;
    else
      text += line + "\n";
  }
  if (left_out > 0) text += "(and " + std::to_string(left_out) + " lines more)\n";
  return text;
}

}  // namespace lockstep
