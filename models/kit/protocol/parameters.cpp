#include "models/kit/protocol/parameters.hpp"

#include "checker/errors/errors.hpp"

#include <charconv>

namespace lockstep::kit {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  return near.empty() ? "" : "; did you mean `" + near + "`?";
}

// What a parameter is set to, or the value it has when none is given.
std::string value_of(const std::string& name, const std::vector<Setting>& settings,
                     const std::vector<Parameter>& known) {
  for (const Setting& setting : settings)
    if (setting.name == name) return setting.value;
  for (const Parameter& parameter : known)
    if (parameter.name == name) return parameter.default_value;
  throw ContractBroken("only_with() names `" + name + "`, which is not a parameter");
}

// "cuts>0" or "store=idempotent".
bool is_true(const std::string& condition, const std::vector<Setting>& settings,
             const std::vector<Parameter>& known) {
  const std::size_t at = condition.find_first_of("=>");
  if (at == std::string::npos)
    throw ContractBroken("only_with(\"" + condition + "\"): write name=value or name>0");
  const std::string value = value_of(condition.substr(0, at), settings, known);
  const std::string wanted = condition.substr(at + 1);
  return condition[at] == '=' ? value == wanted : value != wanted;
}

bool is_any_true(const std::string& conditions, const std::vector<Setting>& settings,
                 const std::vector<Parameter>& known) {
  static const std::string between = " or ";
  for (std::size_t from = 0;;) {
    const std::size_t to = conditions.find(between, from);
    if (is_true(conditions.substr(from, to - from), settings, known)) return true;
    if (to == std::string::npos) return false;
    from = to + between.size();
  }
}

}  // namespace

long parse_number(const Parameter& about, const std::string& value) {
  long number = 0;
  const char* end = value.data() + value.size();
  const auto [stopped, error] = std::from_chars(value.data(), end, number);
  if (error != std::errc{} || stopped != end || number < about.min || number > about.max)
    throw Refused("`" + about.name + '=' + value + "`: " + about.name + " (" + about.sentence +
                  ") must be a number within " + std::to_string(about.min) + ".." +
                  std::to_string(about.max));
  return number;
}

std::size_t parse_choice(const Parameter& about, const std::string& value) {
  const auto found = std::find(about.choices.begin(), about.choices.end(), value);
  if (found == about.choices.end())
    throw Refused("`" + about.name + '=' + value + "`: " + about.name + " must be one of " +
                  joined(about.choices) + did_you_mean(value, about.choices));
  return static_cast<std::size_t>(found - about.choices.begin());
}

void require_known(const std::vector<Setting>& settings, const std::vector<Parameter>& known,
                   const std::string& protocol) {
  std::vector<std::string> names;
  for (const Parameter& parameter : known) names.push_back(parameter.name);
  std::vector<std::string> given;
  for (const Setting& setting : settings) {
    if (std::find(names.begin(), names.end(), setting.name) == names.end())
      throw Refused("unknown parameter `" + setting.name + "`" + did_you_mean(setting.name, names) +
                    " (" + protocol + (names.empty() ? " has none" : " has " + joined(names)) +
                    ")");
    if (std::find(given.begin(), given.end(), setting.name) != given.end())
      throw Refused("parameter `" + setting.name + "` is given twice");
    given.push_back(setting.name);
  }
}

void require_good_default(const ParameterRow& row, void* base) {
  try {
    row.set(base, row.about.default_value);
  } catch (const Refused& refused) {
    throw ContractBroken("the default of a parameter is none of its values: " +
                         std::string(refused.what()));
  }
}

std::vector<std::pair<const Parameter*, Span*>> spans_of(
    const std::vector<ParameterRow>& parameters, void* base) {
  std::vector<std::pair<const Parameter*, Span*>> found;
  for (const ParameterRow& parameter : parameters)
    if (Span* span = parameter.span(base)) found.emplace_back(&parameter.about, span);
  return found;
}

std::vector<Setting> with_effect(std::vector<Setting> settings,
                                 const std::vector<Parameter>& known) {
  for (std::size_t before = settings.size() + 1; settings.size() < before;) {
    before = settings.size();
    const std::vector<Setting> all = settings;
    std::erase_if(settings, [&](const Setting& setting) {
      const auto at = std::find_if(known.begin(), known.end(), [&](const Parameter& parameter) {
        return parameter.name == setting.name;
      });
      return at != known.end() && !at->only_with.empty() && !is_any_true(at->only_with, all, known);
    });
  }
  return settings;
}

void require_effect(const std::vector<Setting>& settings, const std::vector<Parameter>& known) {
  for (const Parameter& parameter : known) {
    if (parameter.only_with.empty()) continue;
    const std::string value = value_of(parameter.name, settings, known);
    if (!is_any_true(parameter.only_with, settings, known) && value != parameter.default_value)
      throw Refused("`" + parameter.name + '=' + value + "` has no effect here: only with " +
                    parameter.only_with);
  }
}

std::string with_dashes(std::string name) {
  while (!name.empty() && name.back() == '_') name.pop_back();  // `static_` for a keyword
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

}  // namespace lockstep::kit
