#include "tools/questions/matrix.hpp"

#include "checker/errors/errors.hpp"
#include "tools/questions/check.hpp"
#include "tools/questions/each_alone.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lockstep {
namespace {

const Parameter* parameter_of(const std::vector<Parameter>& known, const std::string& name) {
  const auto at = std::find_if(known.begin(), known.end(),
                               [&](const Parameter& one) { return one.name == name; });
  return at == known.end() ? nullptr : &*at;
}

std::string words_of(const std::vector<Setting>& settings) {
  std::string words;
  for (const Setting& setting : settings) words += " " + to_word(setting);
  return words;
}

// The environment as far as the row has parameters for it, and what is the row's own.
std::vector<Setting> settings_of(const AskedRow& row, const std::vector<Setting>& environment,
                                 std::vector<std::string>& not_taken) {
  const std::vector<Parameter> known = row.entry->parameters();
  std::vector<Setting> taken;
  for (const Setting& setting : environment)
    if (parameter_of(known, setting.name) != nullptr)
      taken.push_back(setting);
    else
      not_taken.push_back(to_word(setting));
  return with(std::move(taken), row.own);
}

std::vector<std::string> columns_of_row(const Model& model, const std::vector<std::string>& names) {
  std::vector<std::string> columns;
  for (const Property& property : model.shape().properties)
    if (property.when != When::sometimes &&
        (names.empty() || std::find(names.begin(), names.end(), property.name) != names.end()))
      columns.push_back(property.name);
  return columns;
}

std::vector<Setting> values_of(const Outcome& found) {
  std::vector<Setting> values;
  for (const ParameterValue& one : found.parameters) values.push_back({one.name, one.value});
  return values;
}

MatrixRow judged(const AskedRow& row, const AskedMatrix& asked, const Options& options) {
  MatrixRow judged;
  judged.protocol = row.entry->name();
  judged.label = judged.protocol + words_of(row.own);
  const auto settings = settings_of(row, asked.environment, judged.not_taken);
  judged.command = "lockstep check " + judged.protocol + words_of(settings);
  try {
    const auto model = row.entry->make(settings);
    const auto columns = columns_of_row(*model, asked.properties);
    if (columns.empty()) throw Refused("it has none of these properties");
    judged.found =
        ask({*row.entry, settings, *model}, {columns, asked.ledger, false, false, {}}, options);
    judged.impossible = impossible(values_of(*judged.found));
  } catch (const Refused& refused) {
    judged.refused = refused.what();
  }
  return judged;
}

// As the rows have them, each where it first comes after what stands before it there.
std::vector<std::string> all_columns(const std::vector<MatrixRow>& rows) {
  std::vector<std::string> all;
  for (const MatrixRow& row : rows) {
    if (!row.found) continue;
    auto place = all.begin();
    for (const PropertyOutcome& one : row.found->properties) {
      const auto at = std::find(all.begin(), all.end(), one.property.name);
      place = at == all.end() ? all.insert(place, one.property.name) : at;
      ++place;
    }
  }
  return all;
}

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t comma = std::min(list.find(',', at), list.size());
    parts.push_back(list.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

std::vector<AskedRow> spread_over_values(const AskedRow& row, const std::string& name,
                                         std::vector<std::string> values) {
  const std::vector<Parameter> known = row.entry->parameters();
  const Parameter* parameter = parameter_of(known, name);
  if (parameter == nullptr)
    throw Refused("--over " + name + ": " + row.entry->name() + " has no parameter `" + name + "`");
  if (values.empty()) values = parameter->choices;
  if (values.empty())
    throw Refused("--over " + name + ": `" + name + "` is a number; say which, as in --over " +
                  name + "=" + std::to_string(parameter->min) + "," +
                  std::to_string(parameter->min + 1));
  std::vector<AskedRow> rows;
  for (const std::string& value : values)
    rows.push_back({row.entry, with(row.own, {{name, value}})});
  return rows;
}

std::vector<AskedRow> spread_over_assumptions(const AskedRow& row,
                                              const std::vector<Setting>& environment) {
  std::vector<std::string> not_taken;
  const auto settings = settings_of(row, environment, not_taken);
  std::vector<AskedRow> rows{row};
  for (const LedgerLine& line : blank_ledger(row.entry->make(settings)->shape()))
    if (!line.assumption.without.empty())
      rows.push_back({row.entry, with(row.own, parse_settings({line.assumption.without}))});
  return rows;
}

}  // namespace

std::vector<AskedRow> spread(const std::vector<AskedRow>& rows, const std::string& over,
                             const std::vector<Setting>& environment) {
  const std::size_t equals = over.find('=');
  const std::string name = over.substr(0, equals);
  std::vector<AskedRow> all;
  for (const AskedRow& row : rows) {
    auto more = name == "environment" ? spread_over_assumptions(row, environment)
                                      : spread_over_values(row, name,
                                                           equals == std::string::npos
                                                               ? std::vector<std::string>{}
                                                               : split(over.substr(equals + 1)));
    std::move(more.begin(), more.end(), std::back_inserter(all));
  }
  return all;
}

namespace {

// Throws Refused for a setting that no row has: it would do nothing.
void require_taken(const AskedMatrix& asked) {
  for (const Setting& setting : asked.environment)
    if (std::none_of(asked.rows.begin(), asked.rows.end(), [&](const AskedRow& row) {
          return parameter_of(row.entry->parameters(), setting.name) != nullptr;
        }))
      throw Refused("unknown parameter `" + setting.name + "`: no row has it");
}

}  // namespace

Matrix ask(const AskedMatrix& asked, const Options& options,
           const std::function<void(std::size_t)>& done) {
  require_taken(asked);
  Matrix matrix;
  for (const Setting& setting : asked.environment) matrix.environment.push_back(to_word(setting));
  matrix.rows.resize(asked.rows.size());
  each_alone(
      asked.rows.size(), options,
      [&](std::size_t i, const Options& alone) {
        matrix.rows[i] = judged(asked.rows[i], asked, alone);
      },
      done);
  const auto refused = [](const MatrixRow& row) { return !row.refused.empty(); };
  if (!matrix.rows.empty() && std::all_of(matrix.rows.begin(), matrix.rows.end(), refused))
    throw Refused(matrix.rows.front().label + ": " + matrix.rows.front().refused);
  matrix.columns = all_columns(matrix.rows);
  return matrix;
}

}  // namespace lockstep
