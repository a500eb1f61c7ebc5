#include "tests/models/verdicts.hpp"

#include "models/kit/catalogue/catalogue.hpp"
#include "tests/catch.hpp"

#include <algorithm>

namespace lockstep {

std::unique_ptr<Model> made(const std::string& line) {
  const auto space = line.find(' ');
  const CatalogueEntry& protocol = find_protocol(catalogue(), line.substr(0, space));
  if (space == std::string::npos) return protocol.make({});
  return protocol.make(parse_settings({line.substr(space + 1)}));
}

Report checked(const std::string& line) {
  INFO(line);
  Report report = check(*made(line), {});
  REQUIRE(report.exhausted());
  return report;
}

const PropertyReport& found(const Report& report, const std::string& property) {
  INFO(property);
  const auto at = std::find_if(report.properties.begin(), report.properties.end(),
                               [&](const auto& one) { return one.name == property; });
  REQUIRE(at != report.properties.end());
  return *at;
}

bool holds(const std::string& protocol, const std::string& property, const std::string& settings) {
  return steps_to_break(protocol, property, settings) == 0;
}

bool holds(const LockProperty& property, const std::string& line) {
  return found(checked(line), property.name).verdict == Verdict::holds;
}

std::size_t steps_to_break(const std::string& protocol, const std::string& property,
                           const std::string& settings) {
  const Report report = checked(protocol + ' ' + settings);
  const PropertyReport& told = found(report, property);
  return told.verdict == Verdict::violated ? told.steps : 0;
}

std::size_t lease_breaks(const LockProperty& property, const std::string& settings) {
  return steps_to_break("lease", property.name, settings);
}

std::string with(const std::string& name, int value) {
  return ' ' + name + '=' + std::to_string(value);
}

}  // namespace lockstep
