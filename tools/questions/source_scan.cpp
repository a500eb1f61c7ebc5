#include "tools/questions/source_scan.hpp"

#include <algorithm>
#include <cctype>

namespace lockstep {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

class Scanner {
 public:
  explicit Scanner(const std::string& source) : source_(source) {}

  std::vector<SourceCall> calls() {
    std::vector<SourceCall> found;
    for (std::size_t at = 0; at < source_.size();) {
      if (is_call(at)) found.push_back(call(at));
      at = after(at);
    }
    return found;
  }

 private:
  bool starts(std::size_t at, const char* text) const {
    return source_.compare(at, std::string(text).size(), text) == 0;
  }
  char look(std::size_t at) const { return at < source_.size() ? source_[at] : '\0'; }

  // Behind the token at this place: a string, a comment, a word or a single character.
  std::size_t after(std::size_t at) const {
    if (starts(at, "//")) return end_of(at, "\n");
    if (starts(at, "/*")) return end_of(at + 2, "*/");
    if (starts(at, "R\"")) return after_raw(at);
    if (look(at) == '"' || look(at) == '\'') return after_quoted(at);
    if (!is_word(look(at))) return at + 1;
    // A number may have ' between its digits.
    const bool number = std::isdigit(static_cast<unsigned char>(look(at)));
    while (is_word(look(at)) || (number && look(at) == '\'' && is_word(look(at + 1)))) ++at;
    return at;
  }
  std::size_t end_of(std::size_t at, const char* text) const {
    const std::size_t found = source_.find(text, at);
    return found == std::string::npos ? source_.size() : found + std::string(text).size();
  }
  std::size_t after_raw(std::size_t at) const {
    const std::size_t open = source_.find('(', at);
    if (open == std::string::npos) return source_.size();
    const std::string close = ')' + source_.substr(at + 2, open - at - 2) + '"';
    return end_of(open, close.c_str());
  }
  std::size_t after_quoted(std::size_t at) const {
    const char quote = source_[at++];
    while (at < source_.size() && source_[at] != quote) at += source_[at] == '\\' ? 2 : 1;
    return std::min(at + 1, source_.size());
  }

  // The next place that is neither space nor comment.
  std::size_t skip(std::size_t at) const {
    while (at < source_.size()) {
      if (std::isspace(static_cast<unsigned char>(source_[at])))
        ++at;
      else if (starts(at, "//") || starts(at, "/*"))
        at = after(at);
      else
        break;
    }
    return at;
  }

  bool is_call(std::size_t at) const {
    if (at == 0 || !starts(at, "claim")) return false;
    const std::size_t end = after(at);
    if (end != at + 5 && !is_of_liveness(at)) return false;
    const bool member = source_[at - 1] == '.' || (at > 1 && starts(at - 2, "->"));
    return member && look(skip(end)) == '(';
  }
  bool is_of_liveness(std::size_t at) const {
    return source_.substr(at, after(at) - at) == "claim_liveness";
  }

  // Where the comma or the bracket stands that ends what begins here.
  std::size_t end_of_argument(std::size_t at) const {
    for (int depth = 0; at < source_.size(); at = after(at)) {
      const char c = source_[at];
      if (depth == 0 && (c == ',' || c == ')' || c == '}')) return at;
      if (c == '(' || c == '{' || c == '[') ++depth;
      if (c == ')' || c == '}' || c == ']') --depth;
    }
    return at;
  }

  // The text of adjacent string literals, if there is nothing else.
  std::optional<std::string> literals(std::size_t from, std::size_t to) const {
    std::string text;
    for (std::size_t at = skip(from); at < to; at = skip(at)) {
      if (source_[at] != '"') return std::nullopt;
      const std::size_t end = after(at);
      const std::string inside = source_.substr(at + 1, end - at - 2);
      if (inside.find('\\') != std::string::npos) return std::nullopt;
      text += inside;
      at = end;
    }
    return text;
  }

  // Without the space at its end.
  Range trimmed(std::size_t from, std::size_t to) const {
    while (to > from && std::isspace(static_cast<unsigned char>(source_[to - 1]))) --to;
    return {from, to};
  }

  SourceItem item(std::size_t from) const {
    const std::size_t end = end_of_argument(from);
    SourceItem found{trimmed(from, end), {}};
    if (look(from) != '{') return found;
    const std::size_t comma = end_of_argument(from + 1);
    if (look(comma) != ',') return found;
    const std::size_t value = skip(comma + 1);
    std::size_t behind = after_value(value);
    if (behind == value) return found;
    if (look(skip(behind)) == ',') {
      const std::size_t second = skip(skip(behind) + 1);
      behind = after_value(second);
      if (behind == second) return found;
    }
    if (look(skip(behind)) == '}') found.value = Range{value, behind};
    return found;
  }

  // Behind a number or never_asked, or where it begins when it is something else.
  std::size_t after_value(std::size_t at) const {
    const std::size_t end = after(at);
    const bool number = std::isdigit(static_cast<unsigned char>(look(at)));
    return number || source_.substr(at, end - at) == "never_asked" ? end : at;
  }

  SourceCall call(std::size_t at) const {
    SourceCall found;
    found.at = at;
    found.liveness = is_of_liveness(at);
    const std::size_t first = skip(after(at)) + 1;
    std::size_t end = end_of_argument(first);
    found.settings = literals(first, end);
    found.settings_end = trimmed(first, end).to;
    if (look(end) == ',') {
      const std::size_t open = skip(end + 1);
      end = end_of_argument(open);
      if (look(open) == '{') {
        found.list = trimmed(open, end);
        for (std::size_t next = skip(open + 1); next < end && look(next) != '}';) {
          found.items.push_back(item(next));
          next = end_of_argument(next);
          if (look(next) == ',') next = skip(next + 1);
        }
      }
      found.has_more = look(end) != ')';
      found.plain = found.list && (!found.has_more || found.liveness);
    }
    found.end = end;
    return found;
  }

  const std::string& source_;
};

}  // namespace

std::vector<SourceCall> claim_calls(const std::string& source) { return Scanner(source).calls(); }

}  // namespace lockstep
