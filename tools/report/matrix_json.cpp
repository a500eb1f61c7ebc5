#include "tools/report/matrix_report.hpp"
#include "tools/report/report_json.hpp"
#include "tools/report/trace_json.hpp"

#include <nlohmann/json.hpp>

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const std::string& column, const MatrixCell& cell) {
  const PropertyReport& report = cell.property->report;
  Json under = Json::array();
  for (const LedgerLine* line : cell.under)
    under.push_back(
        {{"sentence", line->assumption.sentence}, {"without", line->assumption.without}});
  Json json{{"property", column},
            {"verdict", in_words(report.verdict)},
            {"only_under", under},
            {"impossible", cell.impossible},
            {"empty", cell.empty}};
  if (cell.property->trace) {
    json["steps"] = report.steps;
    json["trace"] = trace_to_json(*cell.property->trace);
  }
  return json;
}

Json to_json(const Impossible& theorem) {
  return {{"properties", theorem.properties},
          {"sentence", theorem.sentence},
          {"source", theorem.source}};
}

Json row_to_json(const Matrix& matrix, std::size_t row) {
  const MatrixRow& about = matrix.rows[row];
  Json cells = Json::array();
  for (std::size_t column = 0; column < matrix.columns.size(); ++column)
    if (const MatrixCell cell = matrix.cell(row, column); cell.kind != CellKind::absent)
      cells.push_back(to_json(matrix.columns[column], cell));
  Json impossible = Json::array();
  for (const Impossible& theorem : about.impossible) impossible.push_back(to_json(theorem));
  Json json{{"label", about.label},
            {"protocol", about.protocol},
            {"command", about.command},
            {"refused", about.refused.empty() ? Json(nullptr) : Json(about.refused)},
            {"not_taken", about.not_taken},
            {"cells", cells},
            {"impossible", impossible}};
  if (about.found) {
    json["parameters"] = parameters_to_json(about.found->parameters);
    json["states"] = about.found->report.states;
    json["never"] = about.found->never;
  }
  return json;
}

}  // namespace

std::string matrix_json(const Matrix& matrix) {
  Json rows = Json::array();
  for (std::size_t row = 0; row < matrix.rows.size(); ++row)
    rows.push_back(row_to_json(matrix, row));
  const Json json{{"format", "lockstep-matrix"},
                  {"version", 1},
                  {"environment", matrix.environment},
                  {"properties", matrix.columns},
                  {"rows", rows}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lockstep
