#include "tools/report/trace_json.hpp"

#include "checker/errors/errors.hpp"
#include "tools/report/json_reader.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* trace_format = "lockstep-trace";
constexpr const char* report_format = "lockstep-report";
constexpr const char* simulation_format = "lockstep-simulation";
constexpr int version = 1;
constexpr int nested_max = 100;  // in each other; reports have fewer than 20, and so have states
constexpr std::array bar_kinds{"lease", "critical_section", "paused", "crashed", "cut"};

Json to_json(const std::vector<Bar>& bars) {
  Json all = Json::array();
  for (const Bar& bar : bars)
    all.push_back({{"lane", bar.lane},
                   {"kind", bar_kinds[static_cast<std::size_t>(bar.kind)]},
                   {"text", bar.text}});
  return all;
}

Json to_json(const std::vector<Flight>& flights) {
  Json all = Json::array();
  for (const Flight& flight : flights)
    all.push_back({{"id", flight.id},
                   {"from", flight.message.from},
                   {"to", flight.message.to},
                   {"text", flight.message.text}});
  return all;
}

Json to_json(const TraceStep& step) {
  Json changes = Json::array();
  for (const Change& change : step.changes)
    changes.push_back(
        {{"field", change.field}, {"before", change.before}, {"after", change.after}});
  return {{"label", step.label},
          {"action", step.action},
          {"lane", step.lane},
          {"fault", step.fault},
          {"changes", changes},
          {"sent", to_json(step.sent)},
          {"received", to_json(step.received)},
          {"bars", to_json(step.bars)}};
}

BarKind bar_kind(const JsonReader& json) {
  const std::string word = json.text();
  for (std::size_t i = 0; i < bar_kinds.size(); ++i)
    if (word == bar_kinds[i]) return static_cast<BarKind>(i);
  json.refuse("is not a kind of bar (lease, critical_section, paused, crashed, cut)");
}

// Reads one trace and checks that it hangs together.
class TraceReader {
 public:
  Trace read(const JsonReader& json) {
    trace_.protocol = json["protocol"].text();
    for (const JsonReader& item : json["parameters"].items())
      trace_.parameters.push_back(item.text());
    trace_.property = json["property"].text();
    trace_.sentence = json["sentence"].text();
    if (json.object().contains("kind")) trace_.kind = json["kind"].text();
    if (json.object().contains("witness")) trace_.witness = json["witness"].truth();
    for (const JsonReader& item : json["lanes"].items()) trace_.lanes.push_back(item.text());
    if (trace_.lanes.empty() || trace_.lanes.size() > lanes_max)
      json["lanes"].refuse("must name 1 to " + std::to_string(lanes_max) + " lanes");
    trace_.start = json["start"].object().dump();
    trace_.start_bars = bars(json["start_bars"]);
    for (const JsonReader& item : json["steps"].items()) trace_.steps.push_back(step(item));
    if (json.object().contains("loop_from") && !json["loop_from"].null())
      trace_.loop_from = json["loop_from"].number(trace_.steps.size());
    if (json.object().contains("tick_nanoseconds"))
      trace_.tick_nanoseconds =
          static_cast<long>(json["tick_nanoseconds"].number(std::numeric_limits<long>::max()));
    if (json.object().contains("party")) trace_.party = json["party"].text();
    if (json.object().contains("why"))
      for (const JsonReader& item : json["why"].items()) trace_.why.push_back(item.text());
    return trace_;
  }

 private:
  unsigned lane(const JsonReader& json) const {
    return static_cast<unsigned>(json.number(trace_.lanes.size() - 1));
  }

  std::vector<Bar> bars(const JsonReader& json) const {
    std::vector<Bar> all;
    for (const JsonReader& item : json.items())
      all.push_back({lane(item["lane"]), bar_kind(item["kind"]), item["text"].text()});
    return all;
  }

  std::vector<Flight> flights(const JsonReader& json) const {
    std::vector<Flight> all;
    for (const JsonReader& item : json.items())
      all.push_back({item["id"].number(1'000'000),
                     {lane(item["from"]), lane(item["to"]), item["text"].text()}});
    return all;
  }

  TraceStep step(const JsonReader& json) {
    TraceStep step;
    step.label = json["label"].text();
    step.action = json["action"].text();
    step.lane = lane(json["lane"]);
    step.fault = json["fault"].truth();
    for (const JsonReader& item : json["changes"].items())
      step.changes.push_back({item["field"].text(), item["before"].text(), item["after"].text()});
    step.received = flights(json["received"]);
    for (const Flight& flight : step.received) receive(flight, json);
    step.sent = flights(json["sent"]);
    for (const Flight& flight : step.sent)
      if (!seen_.emplace(flight.id, Seen{flight.message, false}).second)
        json.refuse("sends message " + std::to_string(flight.id) + " a second time");
    step.bars = bars(json["bars"]);
    return step;
  }

  // A message that no step sent was in flight from the start.
  void receive(const Flight& flight, const JsonReader& json) {
    auto& [message, gone] = seen_.emplace(flight.id, Seen{flight.message, false}).first->second;
    if (gone || message != flight.message)
      json.refuse("receives message " + std::to_string(flight.id) +
                  (gone ? " a second time" : ", which was sent as another"));
    gone = true;
  }

  struct Seen {
    Message message;
    bool gone;
  };
  Trace trace_;
  std::map<std::size_t, Seen> seen_;
};

void require_version(const JsonReader& json) {
  if (json["version"].number(1'000'000) != version)
    json["version"].refuse("is a version that this program cannot read (it reads " +
                           std::to_string(version) + ")");
}

}  // namespace

Json trace_to_json(const Trace& trace) {
  Json steps = Json::array();
  for (const TraceStep& step : trace.steps) steps.push_back(to_json(step));
  return {{"format", trace_format},
          {"version", version},
          {"protocol", trace.protocol},
          {"parameters", trace.parameters},
          {"property", trace.property},
          {"sentence", trace.sentence},
          {"kind", trace.kind},
          {"witness", trace.witness},
          {"lanes", trace.lanes},
          {"start", Json::parse(trace.start)},
          {"start_bars", to_json(trace.start_bars)},
          {"steps", steps},
          {"loop_from", trace.loop_from ? Json(*trace.loop_from) : Json(nullptr)},
          {"tick_nanoseconds", trace.tick_nanoseconds},
          {"party", trace.party},
          {"why", trace.why}};
}

std::string trace_text(const Trace& trace) {
  return trace_to_json(trace).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Trace trace_from_json(const Json& json, const std::string& where) {
  const JsonReader reader(json, where, "");
  if (reader["format"].text() != trace_format) reader["format"].refuse("is not \"lockstep-trace\"");
  require_version(reader);
  return TraceReader().read(reader);
}

std::vector<Trace> traces_in(const std::string& text, const std::string& name) {
  Json json;
  // What is nested deeper would be written by a function that calls itself as often.
  const auto keep = [&](int depth, Json::parse_event_t, Json&) {
    if (depth <= nested_max) return true;
    throw Refused(name + ": more than " + std::to_string(nested_max) +
                  " objects and arrays within each other: that is not a trace; write it again with "
                  "`lockstep check PROTOCOL --trace FILE`");
  };
  try {
    json = Json::parse(text, keep);
  } catch (const Json::parse_error& error) {
    throw Refused(name + ": not a whole JSON document (it breaks off or goes wrong at byte " +
                  std::to_string(error.byte) + "); write it again with `lockstep check PROTOCOL " +
                  "--trace FILE`");
  } catch (const Json::out_of_range&) {
    throw Refused(name + ": a number in it is larger than any in a trace; write it again with " +
                  "`lockstep check PROTOCOL --trace FILE`");
  }
  const JsonReader reader(json, name, "");
  const std::string format = reader["format"].text();
  if (format != report_format && format != simulation_format) return {trace_from_json(json, name)};
  require_version(reader);
  std::vector<Trace> traces;
  const auto take = [&](const JsonReader& judged) {
    for (const JsonReader& one : judged.items())
      if (!one["trace"].null()) traces.push_back(trace_from_json(one["trace"].json(), name));
  };
  take(reader["properties"]);
  if (reader.object().contains("liveness") && !reader["liveness"].null())
    take(reader["liveness"]["goals"]);
  if (traces.empty()) throw Refused(name + ": a report without a counterexample: nothing to draw");
  return traces;
}

std::vector<Trace> read_traces(const std::string& path) {
  if (std::filesystem::is_directory(path)) throw Refused("`" + path + "` is a folder, no trace");
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file || file.bad())
    throw Refused("cannot read `" + path + "`: " + std::strerror(errno == 0 ? EIO : errno));
  return traces_in(text.str(), path);
}

}  // namespace lockstep
