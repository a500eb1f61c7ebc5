#include "tools/report/ledger_report.hpp"

#include "tools/report/trace_json.hpp"
#include "tools/terminal/text.hpp"

#include <nlohmann/json.hpp>

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

constexpr Style dim{Colour::none, false, true};
constexpr Style warning{Colour::yellow, false, false};

// What is known of an assumption on which no verdict depends, or none that is known.
std::string aside(const LedgerLine& line) {
  const std::string& without = line.assumption.without;
  if (without.empty()) return "";
  switch (line.tried) {
    case Tried::no: return " (not tried: " + without + ")";
    case Tried::yes: return " (" + without + ": no further violations)";
    case Tried::in_part:
    case Tried::broken: break;
  }
  return " (" + without + ": unknown, " + line.stopped + ")";
}

std::string how(const Carried& carried) {
  if (!carried.trace.loop_from) return "in " + counted(carried.steps, "step");
  return '(' + stem_and_loop(carried.trace.stem(), carried.trace.loop()) + ')';
}

std::string broken_without(const LedgerLine& line) {
  std::vector<std::string> items;
  for (const Carried& carried : line.carries)
    items.push_back("\"" + carried.property + "\" " + how(carried));
  return "load-bearing: " + line.assumption.without + " violates " + listed(items);
}

// What stands under an assumption that must not be overlooked; empty for the others.
std::string warning_about(const LedgerLine& line) {
  if (line.tried == Tried::broken)
    return "not known: with " + line.assumption.without +
           " the model breaks its contract: " + line.stopped;
  return line.carries.empty() ? "" : broken_without(line);
}

const char* in_words(Tried tried) {
  switch (tried) {
    case Tried::no: return "no";
    case Tried::yes: return "yes";
    case Tried::broken: return "contract broken";
    case Tried::in_part: break;
  }
  return "in part";
}

Json to_json(const Carried& carried) {
  return {{"property", carried.property},
          {"steps", carried.steps},
          {"loop", carried.trace.loop_from ? Json(carried.trace.loop()) : Json(nullptr)},
          {"faults", carried.faults},
          {"trace", trace_to_json(carried.trace)}};
}

}  // namespace

void put_ledger(Page& page, const Ledger& ledger) {
  if (ledger.empty()) return;
  page.put("", {});
  page.put("Assumptions (and what happens when each is relaxed):", dim);
  std::vector<std::string> idle;
  for (const LedgerLine& line : ledger) {
    if (!line.forced.empty() && line.tried == Tried::yes && line.carries.empty()) {
      idle.push_back('"' + line.forced + '"');
      continue;
    }
    const std::string about = warning_about(line);
    if (about.empty()) {
      page.paragraph("  - ", line.assumption.sentence + aside(line), dim);
    } else {
      page.paragraph("  ! ", line.assumption.sentence, warning);
      page.paragraph("      ", about, warning);
    }
  }
  if (!idle.empty())
    page.paragraph("  - ", "Forced, though no verdict rests on any one of them: " + listed(idle),
                   dim);
}

Json ledger_to_json(const Ledger& ledger) {
  Json json = Json::array();
  for (const LedgerLine& line : ledger) {
    const std::string& without = line.assumption.without;
    Json carries = Json::array();
    for (const Carried& carried : line.carries) carries.push_back(to_json(carried));
    json.push_back({{"sentence", line.assumption.sentence},
                    {"without", without.empty() ? Json(nullptr) : Json(without)},
                    {"tried", in_words(line.tried)},
                    {"stopped", line.stopped.empty() ? Json(nullptr) : Json(line.stopped)},
                    {"carries", carries}});
  }
  return json;
}

}  // namespace lockstep
