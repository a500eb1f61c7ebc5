#include "tools/report/report_json.hpp"
#include "tools/report/simulation_report.hpp"
#include "tools/report/trace_json.hpp"

#include <nlohmann/json.hpp>

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const SimulatedProperty& one) {
  Json json{{"name", one.property.name},
            {"sentence", one.property.sentence},
            {"verdict", in_words(one.verdict())},
            {"steps", nullptr},
            {"steps_found", nullptr},
            {"minimal", nullptr},
            {"faults", nullptr},
            {"trace", nullptr}};
  if (!one.trace) return json;
  json["steps"] = one.trace->steps.size();
  json["steps_found"] = one.steps_found;
  json["minimal"] = one.minimal;
  json["faults"] = one.trace->faults();
  json["trace"] = trace_to_json(*one.trace);
  return json;
}

}  // namespace

std::string simulation_json(const SimulationOutcome& outcome) {
  const SimulationReport& report = outcome.report;
  Json properties = Json::array(), actions = Json::array();
  for (const SimulatedProperty& one : outcome.properties) properties.push_back(to_json(one));
  for (std::size_t i = 0; i < outcome.actions.size(); ++i)
    actions.push_back({{"name", outcome.actions[i].name}, {"taken", report.taken[i]}});
  const bool violated = outcome.most_telling() != nullptr;
  const Json json{{"format", "lockstep-simulation"},
                  {"version", 1},
                  {"protocol", outcome.protocol},
                  {"parameters", parameters_to_json(outcome.parameters)},
                  {"verdict", in_words(violated ? Verdict::violated : Verdict::unknown)},
                  {"seed", outcome.choosing.seed},
                  {"depth", outcome.choosing.depth_max},
                  {"fault_weight", outcome.choosing.fault_weight},
                  {"runs", report.runs},
                  {"runs_ended", report.ended},
                  {"steps", report.steps},
                  {"longest_run", report.longest},
                  {"seconds", report.seconds},
                  {"stopped", report.stopped.empty() ? Json(nullptr) : Json(report.stopped)},
                  {"actions", actions},
                  {"properties", properties}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lockstep
