#include "tools/report/report_json.hpp"

#include "tools/report/engine_report.hpp"
#include "tools/report/ledger_report.hpp"
#include "tools/report/liveness_report.hpp"
#include "tools/report/trace_json.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const PropertyOutcome& property, bool fewest_asked) {
  Json json{
      {"name", property.property.name},
      {"sentence", property.property.sentence},
      {"verdict", in_words(property.report.verdict)},
      {"steps", nullptr},
      {"faults", nullptr},
      {"fewest_faults", nullptr},
      {"not_judged",
       property.property.not_judged.empty() ? Json(nullptr) : Json(property.property.not_judged)},
      {"trace", nullptr}};
  if (property.trace) {
    json["steps"] = property.report.steps;
    json["faults"] = property.trace->faults();
    if (fewest_asked) json["fewest_faults"] = property.report.fewest;
    json["trace"] = trace_to_json(*property.trace);
  }
  return json;
}

Json to_json(const PropertyOutcome& witness) {
  return {{"name", witness.property.name},
          {"sentence", witness.property.sentence},
          {"verdict", in_words(witness.report.verdict)},
          {"steps",
           witness.report.verdict == Verdict::seen ? Json(witness.report.steps) : Json(nullptr)},
          {"not_judged",
           witness.property.not_judged.empty() ? Json(nullptr) : Json(witness.property.not_judged)},
          {"trace", witness.trace ? trace_to_json(*witness.trace) : Json(nullptr)}};
}

std::string text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

double rounded(double value, double per_unit) { return std::round(value * per_unit) / per_unit; }

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

std::string report_json(const Outcome& outcome, bool verbose) {
  const Report& report = outcome.report;
  Json properties = Json::array();
  for (const PropertyOutcome& property : outcome.properties)
    properties.push_back(to_json(property, report.fewest_faults));
  Json witnesses = Json::array();
  for (const PropertyOutcome& witness : outcome.witnesses) witnesses.push_back(to_json(witness));
  Json json{{"format", "lockstep-report"},
            {"version", 1},
            {"protocol", outcome.protocol},
            {"parameters", parameters_to_json(outcome.parameters)},
            {"verdict", in_words(outcome.verdict())},
            {"states", report.states},
            {"transitions", report.transitions},
            {"depth", report.depth},
            {"seconds", rounded(report.seconds, 1e6)},
            {"states_per_second", std::round(states_per_second(report))},
            {"peak_memory_bytes", report.peak_memory_bytes},
            {"bytes_per_state", rounded(bytes_per_state(report), 10)},
            {"reductions", reduction_names(report.reductions)},
            {"assumptions", ledger_to_json(outcome.assumptions)},
            {"zeno", in_words(outcome.zeno.look)},
            {"contract", {{"states", outcome.contract.states}, {"every", outcome.contract.every}}},
            {"stopped", report.exhausted() ? Json(nullptr) : Json(report.stopped)},
            {"depth_covered", report.depth_covered},
            {"never", outcome.never},
            {"witnesses", witnesses},
            {"properties", properties},
            {"liveness", outcome.liveness ? liveness_to_json(*outcome.liveness) : Json(nullptr)},
            {"liveness_not_judged", outcome.unasked_goals}};
  if (verbose) json["engine"] = engine_to_json(report.engine);
  return text(json);
}

std::string broken_contract_json(const std::string& protocol,
                                 const std::vector<ParameterValue>& parameters,
                                 const std::string& sentence, const Trace* trace) {
  Json properties = Json::array();
  if (trace != nullptr)
    properties.push_back({{"name", trace->property},
                          {"sentence", trace->sentence},
                          {"verdict", in_words(Verdict::violated)},
                          {"steps", trace->steps.size()},
                          {"faults", trace->faults()},
                          {"trace", trace_to_json(*trace)}});
  return text({{"format", "lockstep-report"},
               {"version", 1},
               {"protocol", protocol},
               {"parameters", parameters_to_json(parameters)},
               {"verdict", "contract broken"},
               {"sentence", sentence},
               {"properties", properties}});
}

}  // namespace lockstep
