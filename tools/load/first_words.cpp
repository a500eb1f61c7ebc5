#include "tools/load/first_words.hpp"

#include "tools/load/compiler_words.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>
#include <string_view>
#include <vector>

namespace lockstep {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// What a rule of the kit says where it is broken: g++ writes it after a colon, clang++ in quotes.
std::string rule_in(const std::string& line) {
  constexpr std::string_view gnu = "static assertion failed: ";
  if (const std::size_t at = line.find(gnu); at != std::string::npos)
    return line.substr(at + gnu.size());
  if (!mentions(line, "static_assert failed") && !mentions(line, "static assertion failed"))
    return "";
  const std::size_t end = line.rfind('"');
  const std::size_t begin = end == std::string::npos || end == 0 ? end : line.rfind('"', end - 1);
  return begin == std::string::npos ? "" : line.substr(begin + 1, end - begin - 1);
}

// These follow from others.
bool is_secondary(const std::string& rule) {
  return rule.starts_with("a field is not described") || rule.starts_with("a state must be");
}

// The first rule that is broken for a reason of its own.
std::string broken_rule(const std::vector<std::string>& lines) {
  std::string first;
  for (const std::string& line : lines) {
    const std::string rule = rule_in(line);
    if (!rule.empty() && !is_secondary(rule)) return rule;
    if (first.empty()) first = rule;
  }
  return first;
}

// The types of which the kit asked whether it knows them, as the compiler calls them.
std::vector<std::string> asked_types(const std::vector<std::string>& lines) {
  std::vector<std::string> types;
  for (const std::string& line : lines)
    for (const std::string_view opens : {"facts_of<", "require_packed<", "facts<"})
      for (std::size_t at = line.find(opens); at != std::string::npos;
           at = line.find(opens, at + 1)) {
        const std::size_t from = at + opens.size();
        int depth = 1;
        std::size_t to = from;
        for (; to < line.size() && depth > 0; ++to)
          depth += line[to] == '<' ? 1 : line[to] == '>' ? -1 : 0;
        types.push_back(line.substr(from, to - from - 1));
      }
  return types;
}

// "{anonymous}::ForClient": ForClient. Empty for a type of no namespace, or of a library.
std::string authors_name(const std::string& type) {
  for (const std::string_view space : {"{anonymous}::", "<unnamed>::", "(anonymous namespace)::"})
    if (type.starts_with(space)) return type.substr(space.size());
  return "";
}

bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool has_word(const std::string& line, const std::string& word) {
  for (std::size_t at = line.find(word); at != std::string::npos; at = line.find(word, at + 1))
    if ((at == 0 || !in_name(line[at - 1])) &&
        (at + word.size() == line.size() || !in_name(line[at + word.size()])))
      return true;
  return false;
}

// "std::__cxx11::basic_string<char>": basic_string, and string, as it is written.
std::vector<std::string> spellings(const std::string& type) {
  std::string name = type.substr(0, type.find('<'));
  name = name.substr(name.rfind(':') + 1);
  if (name.starts_with("basic_")) return {name, name.substr(6)};
  std::vector<std::string> words{name};
  for (const char* integer : {"int", "char", "short", "long", "unsigned", "signed"})
    if (has_word(type, integer))
      return {"int",     "char",    "short",    "long",     "unsigned",
              "signed",  "size_t",  "int8_t",   "int16_t",  "int32_t",
              "int64_t", "uint8_t", "uint16_t", "uint32_t", "uint64_t"};
  return words;
}

bool has_any(const std::string& line, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return has_word(line, word); });
}

std::string trimmed(const std::string& line) {
  const std::size_t from = line.find_first_not_of(" \t");
  const std::size_t to = std::min(line.find("//"), line.size());
  if (from == std::string::npos || from >= to) return "";
  return line.substr(from, line.find_last_not_of(" \t;", to - 1) + 1 - from);
}

struct SourceLine {
  std::size_t line = 0;  // counted from 1; 0: none
  std::string words;
};

// Where the struct or enum of this name begins, or its field of one of these types.
SourceLine place_of(const std::vector<std::string>& source, const std::string& name,
                    const std::vector<std::string>& types) {
  for (std::size_t i = 0; i < source.size(); ++i) {
    const bool is_enum = has_word(source[i], "enum");
    if (!has_word(source[i], name) || !(is_enum || has_word(source[i], "struct"))) continue;
    const SourceLine whole{i + 1, (is_enum ? "enum " : "struct ") + name};
    if (is_enum || types.empty()) return whole;
    for (std::size_t j = i; j < source.size() && !source[j].starts_with("}"); ++j)
      if (has_any(source[j].substr(0, source[j].find("//")), types))
        return {j + 1, whole.words + (j > i ? ", `" + trimmed(source[j]) + "`" : "")};
    return whole;
  }
  return {};
}

// Where in the author's file the rule is broken.
SourceLine culprit(const std::vector<std::string>& lines, const std::vector<std::string>& source) {
  std::string owner;
  std::vector<std::string> field;
  for (const std::string& type : asked_types(lines)) {
    const std::string name = authors_name(type);
    const SourceLine place = name.empty() ? SourceLine{} : place_of(source, name, {});
    if (place.words.starts_with("enum")) return place;
    if (!name.empty() && owner.empty()) owner = name;
    if (name.empty() && field.empty() && type.find("lockstep::") == std::string::npos)
      field = spellings(type);
  }
  return owner.empty() ? SourceLine{} : place_of(source, owner, field);
}

// "a.cpp:58:7" of "a.cpp:58:7:   required from here".
std::string asked_from(const std::vector<std::string>& lines, const std::string& file) {
  for (const std::string& line : lines) {
    if (!line.starts_with(file + ":")) continue;
    if (!mentions(line, "required from here") && !mentions(line, "requested here")) continue;
    return line.substr(0, line.find(": "));
  }
  return "";
}

bool is_error(const std::string& line) { return mentions(line, " error: "); }

}  // namespace

std::string first_words(const std::string& said, const std::string& file,
                        const std::string& source) {
  const std::vector<std::string> lines = lines_of(said);
  const auto error = std::find_if(lines.begin(), lines.end(), is_error);
  const std::string rule = broken_rule(lines);
  if (error == lines.end() || (error->starts_with(file + ":") && rule.empty())) return "";
  if (!rule.empty())
    if (const SourceLine place = culprit(lines, lines_of(source)); place.line > 0)
      return file + ":" + std::to_string(place.line) + ": " + place.words + ": " + rule + "\n";
  const std::string from = asked_from(lines, file);
  if (from.empty()) return "";
  return from + ": " + (rule.empty() ? "what this line uses does not compile" : rule) + "\n";
}

}  // namespace lockstep
