#include "tools/report/faults_report.hpp"
#include "tools/report/report_json.hpp"
#include "tools/report/trace_json.hpp"

#include <nlohmann/json.hpp>

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const FaultCounts& counts, const std::vector<Action>& actions) {
  Json json = Json::array();
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0)
      json.push_back({{"fault", actions[i].noun.empty() ? actions[i].name : actions[i].noun},
                      {"times", counts[i]}});
  return json;
}

Json to_json(const PropertyCombinations& property, const std::vector<Action>& actions) {
  Json minimal = Json::array();
  for (const Combination& one : property.minimal)
    minimal.push_back({{"number", one.number},
                       {"sentence", one.words},
                       {"faults", to_json(one.counts, actions)},
                       {"steps", one.trace.steps.size()},
                       {"trace", trace_to_json(one.trace)}});
  Json survived = Json::array();
  for (const Survived& one : property.survived)
    survived.push_back({{"sentence", one.words}, {"faults", to_json(one.counts, actions)}});
  return {{"name", property.property.name},
          {"verdict", in_words(property.verdict)},
          {"broken_by", minimal},
          {"survives", survived}};
}

}  // namespace

std::string faults_json(const FaultsOutcome& outcome) {
  Json properties = Json::array();
  for (const PropertyCombinations& property : outcome.properties)
    properties.push_back(to_json(property, outcome.actions));
  const Json json{{"format", "lockstep-faults"},
                  {"version", 1},
                  {"protocol", outcome.protocol},
                  {"parameters", parameters_to_json(outcome.parameters)},
                  {"verdict", in_words(outcome.verdict())},
                  {"faults_covered", outcome.faults_covered},
                  {"stopped", outcome.stopped.empty() ? Json(nullptr) : Json(outcome.stopped)},
                  {"properties", properties}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lockstep
