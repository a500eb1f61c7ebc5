#include "models/kit/passes/printed.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace lockstep::kit {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

// Those parts of `some`, on one line, that are not among `others`.
std::string missing(const Printed& some, const Printed& others) {
  std::vector<std::string> left;
  for (const Printed& part : others.parts) left.push_back(one_line(part));
  std::string out;
  for (const Printed& part : some.parts) {
    const auto same = std::find(left.begin(), left.end(), one_line(part));
    if (same != left.end()) {
      left.erase(same);
      continue;
    }
    out += (out.empty() ? "" : ", ") + one_line(part);
  }
  return out.empty() ? "nothing" : out;
}

void compare(const std::string& path, const Printed& before, const Printed& after,
             std::vector<Change>& found) {
  if (before.kind == Printed::Kind::list && one_line(before) != one_line(after)) {
    found.push_back({path, missing(before, after), missing(after, before)});
    return;
  }
  if (before.kind != Printed::Kind::object && before.kind != Printed::Kind::cells) {
    const std::string was = one_line(before);
    const std::string is = one_line(after);
    if (was != is) found.push_back({path, was, is});
    return;
  }
  for (std::size_t i = 0; i < before.parts.size(); ++i) {
    const std::string& name = before.parts[i].name;
    const std::string inner = before.kind == Printed::Kind::cells ? path + '[' + name + ']'
                              : path.empty()                      ? name
                                                                  : path + '.' + name;
    compare(inner, before.parts[i], after.parts[i], found);
  }
}

}  // namespace

void Printed::add(std::string part_name, Printed part) {
  part.name = std::move(part_name);
  parts.push_back(std::move(part));
}

std::string one_line(const Printed& printed) {
  if (printed.kind == Printed::Kind::word || printed.kind == Printed::Kind::bare)
    return printed.text;
  if (printed.parts.empty()) return "empty";
  std::string out;
  for (const Printed& part : printed.parts) {
    if (part.text == "0" || part.text == "stopped") continue;  // none, or nothing yet
    if (!out.empty()) out += ", ";
    if (printed.kind == Printed::Kind::object && part.kind == Printed::Kind::bare)
      out += part.name + ' ';
    out += one_line(part);
  }
  return '{' + out + '}';
}

std::string json(const Printed& printed) {
  if (printed.kind == Printed::Kind::word) return quoted(printed.text);
  if (printed.kind == Printed::Kind::bare) return printed.text;
  const bool object = printed.kind == Printed::Kind::object;
  std::string out;
  for (const Printed& part : printed.parts) {
    if (!out.empty()) out += ", ";
    if (object) out += quoted(part.name) + ": ";
    out += json(part);
  }
  return (object ? '{' : '[') + out + (object ? '}' : ']');
}

std::vector<Change> differences(const Printed& before, const Printed& after) {
  std::vector<Change> found;
  compare("", before, after, found);
  return found;
}

std::string clock_in_words(int ahead) {
  if (ahead == 0) return "right";
  return std::to_string(ahead < 0 ? -ahead : ahead) + (ahead < 0 ? " slow" : " fast");
}
std::string moment_in_words(int ahead) {
  if (ahead == 0) return "now";
  return ahead < 0 ? std::to_string(-ahead) + " ago" : "in " + std::to_string(ahead);
}

}  // namespace lockstep::kit
