#include "tools/report/explanation.hpp"
#include "tools/report/report_json.hpp"

#include <nlohmann/json.hpp>

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const Explanation& explanation, const Alternative& tried) {
  Json json{{"name", tried.setting.name},
            {"value", tried.setting.value},
            {"of", tried.of == AlternativeOf::design ? "design" : "environment"},
            {"refused", tried.refused.empty() ? Json(nullptr) : Json(tried.refused)}};
  if (!tried.found) return json;
  const PropertyOutcome* one = outcome_of(*tried.found, explanation.property);
  json["verdict"] = one == nullptr ? Json(nullptr) : Json(in_words(one->report.verdict));
  if (one != nullptr && one->trace) json["steps"] = one->report.steps;
  json["breaks"] = Json::array();
  for (const PropertyOutcome* broken : broken_by(explanation, tried))
    json["breaks"].push_back(
        {{"property", broken->property.name}, {"steps", broken->report.steps}});
  json["never"] = lost_with(explanation, tried);
  return json;
}

}  // namespace

std::string explanation_json(const Explanation& explanation) {
  const Outcome& base = explanation.base;
  Json alternatives = Json::array();
  for (const Alternative& tried : explanation.alternatives)
    alternatives.push_back(to_json(explanation, tried));
  Json json{{"format", "lockstep-explanation"},
            {"version", 1},
            {"protocol", base.protocol},
            {"parameters", parameters_to_json(base.parameters)},
            {"property", nullptr},
            {"alternatives", alternatives}};
  if (!explanation.property.empty()) {
    json["property"] = explanation.property;
    json["steps"] = outcome_of(base, explanation.property)->report.steps;
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lockstep
