#include "tools/report/report_json.hpp"

#include "tools/report/ledger_report.hpp"
#include "tools/report/trace_json.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value, double unit) { return std::round(value / unit) * unit; }

Json to_json(const PropertyOutcome& property, bool fewest_asked) {
  Json json{{"name", property.property.name},
            {"sentence", property.property.sentence},
            {"verdict", in_words(property.report.verdict)},
            {"steps", nullptr},
            {"faults", nullptr},
            {"fewest_faults", nullptr},
            {"trace", nullptr}};
  if (property.trace) {
    json["steps"] = property.report.steps;
    json["faults"] = property.trace->faults();
    if (fewest_asked) json["fewest_faults"] = property.report.fewest;
    json["trace"] = trace_to_json(*property.trace);
  }
  return json;
}

}  // namespace

Json parameters_to_json(const std::vector<ParameterValue>& parameters) {
  Json json = Json::object();
  for (const ParameterValue& p : parameters) {
    long number = 0;  // unless it is `30s` or `unbounded`
    const char* end = p.value.data() + p.value.size();
    const auto parsed = std::from_chars(p.value.data(), end, number);
    if (p.number && parsed.ec == std::errc() && parsed.ptr == end)
      json[p.name] = number;
    else
      json[p.name] = p.value;
  }
  return json;
}

std::string report_json(const Outcome& outcome) {
  const Report& report = outcome.report;
  Json properties = Json::array();
  for (const PropertyOutcome& property : outcome.properties)
    properties.push_back(to_json(property, report.fewest_faults));
  const Json json{{"format", "lockstep-report"},
                  {"version", 1},
                  {"protocol", outcome.protocol},
                  {"parameters", parameters_to_json(outcome.parameters)},
                  {"verdict", in_words(outcome.verdict())},
                  {"states", report.states},
                  {"transitions", report.transitions},
                  {"depth", report.depth},
                  {"seconds", rounded(report.seconds, 1e-6)},
                  {"states_per_second", std::round(states_per_second(report))},
                  {"peak_memory_bytes", report.peak_memory_bytes},
                  {"bytes_per_state", rounded(bytes_per_state(report), 0.1)},
                  {"reductions", reduction_names(report.reductions)},
                  {"assumptions", ledger_to_json(outcome.assumptions)},
                  {"zeno", in_words(outcome.zeno.look)},
                  {"stopped", report.exhausted() ? Json(nullptr) : Json(report.stopped)},
                  {"depth_covered", report.depth_covered},
                  {"properties", properties}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lockstep
