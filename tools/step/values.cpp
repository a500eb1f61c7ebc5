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

// Whose field it is, as far as the text tells.
enum class Of : std::uint8_t {
  unsaid,    // me.term, s.holder
  once,      // s->holder: of what is kept once
  actor,     // s.of(c).term
  somebody,  // s.of(other).term, in a loop say: it may be anybody's
};

struct Path {
  std::vector<std::string> names;  // the first is a variable, unless it is the only one
  Of of = Of::unsaid;
};

// "s.client[c].flying.has(…)": s, client, flying. What is called is no field.
struct Reader {
  std::string_view text;
  std::size_t at = 0;

  std::string name() {
    const std::size_t from = at;
    while (at < text.size() && in_name(text[at])) ++at;
    return std::string(text.substr(from, at - from));
  }

  // Returns what stands between the brackets.
  std::string brackets(char opens, char closes) {
    const std::size_t from = at + 1;
    int depth = 0;
    do {
      depth += text[at] == opens ? 1 : text[at] == closes ? -1 : 0;
      ++at;
    } while (depth > 0 && at < text.size());
    return std::string(text.substr(from, at - 1 - from));
  }

  bool follows(std::string_view words) const { return text.substr(at).starts_with(words); }
  bool member_follows(std::size_t width) const {
    return at + width < text.size() && begins_name(text[at + width]);
  }

  Path path() {
    Path path{{name()}, Of::unsaid};
    while (at < text.size()) {
      if (text[at] == '[') {
        brackets('[', ']');
      } else if (follows(".of(")) {
        at += 3;
        path.of = is_the_actor(brackets('(', ')')) ? Of::actor : Of::somebody;
      } else if (follows("->") && member_follows(2)) {
        at += 2;
        path.of = Of::once;
        path.names.push_back(name());
      } else if (text[at] == '.' && member_follows(1)) {
        ++at;
        path.names.push_back(name());
      } else {
        break;
      }
    }
    if (at < text.size() && text[at] == '(') path.names.pop_back();
    if (follows("::")) path.names.clear();  // At::idle is no path
    return path;
  }

 private:
  // As the client of a step is called everywhere; another name may be that of anybody.
  static bool is_the_actor(const std::string& name) {
    return name.size() == 1 || name == "client" || name == "me";
  }
};

std::vector<Path> paths_in(const std::string& guard) {
  std::vector<Path> all;
  Reader reader{guard};
  while (reader.at < guard.size()) {
    const char c = guard[reader.at];
    if (!begins_name(c)) {
      // The second half of At::idle is passed over with the first.
      const bool scope = reader.follows("::");
      reader.at += scope ? 2 : 1;
      if (scope) reader.name();
      continue;
    }
    Path path = reader.path();
    if (!path.names.empty()) all.push_back(std::move(path));
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

// Where a field is looked for, and how it is called there.
struct Scope {
  const Json* json;
  std::string name;
  bool shared = false;  // it has a cell for each actor, in tables: what a service keeps
};

class Fields {
 public:
  Fields(const Json& state, const Reading& reading)
      : state_(state), reading_(reading), actor_(actor_of(reading.actor)) {}

  std::optional<Found> find(const Path& path) const {
    if (auto found = parameter(path)) return found;
    if (auto found = stage(path)) return found;
    // The first name is a variable of the action; one that stands alone may refer to a field.
    const std::size_t first = path.names.size() > 1 ? 1 : 0;
    for (const Scope& scope : scopes(path.of))
      if (auto found = follow(*scope.json, scope, scope.name, path, first)) return found;
    return std::nullopt;
  }

 private:
  std::optional<Found> parameter(const Path& path) const {
    if (path.names.size() != 2 || (path.names[0] != "p" && path.names[0] != "params"))
      return std::nullopt;
    std::string name = path.names[1];
    std::replace(name.begin(), name.end(), '_', '-');
    for (const auto& [known, value] : reading_.parameters)
      if (known == name) return Found{name, value};
    return std::nullopt;
  }

  // What a library is told of its client's state.
  std::optional<Found> stage(const Path& path) const {
    const Json* mine = cell_of_actor();
    if (mine == nullptr || path.names != std::vector<std::string>{"stage"} || !mine->contains("at"))
      return std::nullopt;
    return Found{name_of_cell() + ".at", in_words((*mine)["at"])};
  }

  // In the order in which a field of this name is meant most likely.
  std::vector<Scope> scopes(Of of) const {
    std::vector<Scope> session, kept;
    const Json* mine = cell_of_actor();
    if (mine != nullptr && mine->is_object() && mine->contains("session"))
      session.push_back({&(*mine)["session"], name_of_cell() + ".session"});
    for (const char* part : {"service", "store"})
      if (const auto at = state_.find(part); at != state_.end()) kept.push_back({&*at, part, true});
    const bool by_service = of != Of::unsaid || !reading_.own_step;
    std::vector<Scope> all = by_service ? kept : session;
    all.push_back({&state_, ""});
    if (mine != nullptr) all.push_back({mine, name_of_cell()});
    const std::vector<Scope>& last = by_service ? session : kept;
    all.insert(all.end(), last.begin(), last.end());
    return all;
  }

  std::string name_of_cell() const {
    return actor_->kind + "[" + std::to_string(actor_->index + 1) + "]";
  }

  const Json* table_of_actors() const {
    if (!actor_) return nullptr;
    const auto table = state_.find(actor_->kind);
    return table == state_.end() || !table->is_array() || table->size() <= actor_->index ? nullptr
                                                                                         : &*table;
  }
  const Json* cell_of_actor() const {
    const Json* table = table_of_actors();
    return table == nullptr ? nullptr : &(*table)[actor_->index];
  }

  // A table with a cell for each actor.
  bool is_of_each(const Json& json) const {
    const Json* table = table_of_actors();
    return table != nullptr && json.is_array() && json.size() == table->size();
  }

  std::optional<Found> follow(const Json& json, const Scope& scope, std::string name,
                              const Path& path, std::size_t at) const {
    if (scope.shared && path.of != Of::once && path.of != Of::somebody && is_of_each(json))
      return follow(json[actor_->index], scope,
                    name + "[" + std::to_string(actor_->index + 1) + "]", path, at);
    if (at == path.names.size()) {
      if (path.names.size() == 1 && !json.is_primitive()) return std::nullopt;  // a variable
      return Found{std::move(name), in_words(json)};
    }
    if (!json.is_object()) return std::nullopt;
    const auto part = json.find(path.names[at]);
    if (part == json.end()) return std::nullopt;
    if (actor_ && path.names[at] == actor_->kind && &json == &state_)
      if (const Json* mine = cell_of_actor())
        return follow(*mine, scope, name_of_cell(), path, at + 1);
    return follow(*part, scope, name + (name.empty() ? "" : ".") + path.names[at], path, at + 1);
  }

  static std::string in_words(const Json& json) {
    return cut(json.is_string() ? json.get<std::string>() : json.dump(), value_width_max);
  }

  const Json& state_;
  const Reading& reading_;
  std::optional<Actor> actor_;
};

}  // namespace

std::string values_named(const std::string& guard, const std::string& state,
                         const Reading& reading) {
  const Json json = Json::parse(state);
  const Fields fields(json, reading);
  std::vector<std::string> said;
  for (const Path& path : paths_in(guard)) {
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
