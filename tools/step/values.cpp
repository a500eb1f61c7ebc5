// From the text of a guard to the fields of the state that it names. The text is C++, and is read
// by its names alone: what cannot be found in the state is left out.
#include "tools/step/why_not.hpp"
#include "tools/terminal/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <optional>

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

constexpr int value_width_max = 60;

bool begins_name(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool in_name(char c) { return begins_name(c) || std::isdigit(static_cast<unsigned char>(c)) != 0; }

// "s.client[c].flying.has(…)": s, client, flying. What is called is no field.
struct Reader {
  std::string_view text;
  std::size_t at = 0;

  std::string name() {
    const std::size_t from = at;
    while (at < text.size() && in_name(text[at])) ++at;
    return std::string(text.substr(from, at - from));
  }

  void skip_brackets() {
    int depth = 0;
    do {
      depth += text[at] == '[' ? 1 : text[at] == ']' ? -1 : 0;
      ++at;
    } while (depth > 0 && at < text.size());
  }

  std::vector<std::string> path() {
    std::vector<std::string> names{name()};
    while (at < text.size()) {
      if (text[at] == '[') {
        skip_brackets();
      } else if (text[at] == '.' && at + 1 < text.size() && begins_name(text[at + 1])) {
        ++at;
        names.push_back(name());
      } else {
        break;
      }
    }
    if (at < text.size() && text[at] == '(') names.pop_back();
    if (text.substr(at).starts_with("::")) names.clear();  // At::idle is no path
    return names;
  }
};

std::vector<std::vector<std::string>> paths_in(const std::string& guard) {
  std::vector<std::vector<std::string>> all;
  Reader reader{guard};
  while (reader.at < guard.size()) {
    const char c = guard[reader.at];
    if (!begins_name(c)) {
      // The second half of At::idle is passed over with the first.
      const bool scope = std::string_view(guard).substr(reader.at).starts_with("::");
      reader.at += scope ? 2 : 1;
      if (scope) reader.name();
      continue;
    }
    auto names = reader.path();
    if (names.size() > 1) all.push_back(std::move(names));
  }
  return all;
}

// "client 2" -> client and cell 1.
struct Actor {
  std::string kind;
  std::size_t index = 0;
};
std::optional<Actor> actor_of(const std::string& lane) {
  const std::size_t space = lane.rfind(' ');
  if (space == std::string::npos || space + 1 == lane.size()) return std::nullopt;
  const std::string number = lane.substr(space + 1);
  if (!std::all_of(number.begin(), number.end(), [](unsigned char c) { return std::isdigit(c); }))
    return std::nullopt;
  if (number.size() > 3 || number == "0") return std::nullopt;
  return Actor{lane.substr(0, space), std::stoul(number) - 1};
}

struct Found {
  std::string name;
  std::string value;
};

class Fields {
 public:
  Fields(const Json& state, const std::string& lane) : state_(state), actor_(actor_of(lane)) {}

  // The names behind the first, which is a variable of the action.
  std::optional<Found> find(const std::vector<std::string>& path) const {
    if (auto found = follow(state_, "", path, 1)) return found;
    const Json* mine = actor_ ? cell_of_actor() : nullptr;
    return mine ? follow(*mine, name_of_cell(), path, 1) : std::nullopt;
  }

 private:
  std::string name_of_cell() const {
    return actor_->kind + "[" + std::to_string(actor_->index + 1) + "]";
  }

  const Json* cell_of_actor() const {
    const auto table = state_.find(actor_->kind);
    if (table == state_.end() || !table->is_array() || table->size() <= actor_->index)
      return nullptr;
    return &(*table)[actor_->index];
  }

  std::optional<Found> follow(const Json& json, std::string name,
                              const std::vector<std::string>& path, std::size_t at) const {
    if (at == path.size()) return Found{std::move(name), in_words(json)};
    if (!json.is_object()) return std::nullopt;
    const auto part = json.find(path[at]);
    if (part == json.end()) return std::nullopt;
    if (actor_ && path[at] == actor_->kind && &json == &state_)
      if (const Json* mine = cell_of_actor()) return follow(*mine, name_of_cell(), path, at + 1);
    return follow(*part, name + (name.empty() ? "" : ".") + path[at], path, at + 1);
  }

  static std::string in_words(const Json& json) {
    return cut(json.is_string() ? json.get<std::string>() : json.dump(), value_width_max);
  }

  const Json& state_;
  std::optional<Actor> actor_;
};

}  // namespace

std::string values_named(const std::string& guard, const std::string& state,
                         const std::string& actor) {
  const Json json = Json::parse(state);
  const Fields fields(json, actor);
  std::vector<std::string> said;
  for (const auto& path : paths_in(guard)) {
    const auto found = fields.find(path);
    if (!found) continue;
    std::string words = found->name + " is " + found->value;
    if (std::find(said.begin(), said.end(), words) == said.end()) said.push_back(std::move(words));
  }
  std::string text;
  for (const std::string& words : said) text += (text.empty() ? "" : ", ") + words;
  return text;
}

}  // namespace lockstep
