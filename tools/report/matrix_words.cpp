// The words that all forms of a matrix have in common.
#include "tools/report/matrix_report.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>

namespace lockstep {
namespace {

std::string letters_of(const MatrixCell& cell, const std::vector<const LedgerLine*>& conditions) {
  std::string letters;
  for (std::size_t i = 0; i < conditions.size(); ++i)
    if (std::any_of(cell.under.begin(), cell.under.end(),
                    [&](const LedgerLine* line) { return same_assumption(*line, *conditions[i]); }))
      letters += letter(i);
  return letters;
}

template <class Wanted>
bool any_cell(const Matrix& matrix, Wanted wanted) {
  for (std::size_t row = 0; row < matrix.rows.size(); ++row)
    for (std::size_t column = 0; column < matrix.columns.size(); ++column)
      if (wanted(matrix.cell(row, column))) return true;
  return false;
}

bool any_kind(const Matrix& matrix, CellKind kind) {
  return any_cell(matrix, [&](const MatrixCell& cell) { return cell.kind == kind; });
}

// Something holds, and nobody tried what it rests on.
bool untried(const MatrixRow& row) {
  if (!row.found) return false;
  const auto& all = row.found->properties;
  const auto& lines = row.found->assumptions;
  return std::any_of(
             all.begin(), all.end(),
             [](const PropertyOutcome& one) { return one.report.verdict == Verdict::holds; }) &&
         std::all_of(lines.begin(), lines.end(),
                     [](const LedgerLine& line) { return line.tried == Tried::no; });
}

std::vector<std::string> rows_without_ledger(const Matrix& matrix) {
  std::vector<std::string> labels;
  for (const MatrixRow& row : matrix.rows)
    if (untried(row)) labels.push_back(row.label);
  return labels;
}

}  // namespace

std::string in_words(const MatrixCell& cell, const std::vector<const LedgerLine*>& conditions) {
  switch (cell.kind) {
    case CellKind::absent: return "";
    case CellKind::holds: return cell.empty ? "✓ °" : "✓";
    case CellKind::only_under: return "✓ " + letters_of(cell, conditions) + (cell.empty ? "°" : "");
    case CellKind::violated:
      return "✗ " + std::to_string(cell.property->report.steps) + (cell.impossible ? "*" : "");
    case CellKind::not_judged: return "–";
    case CellKind::unknown: break;
  }
  return "?";
}

std::vector<Sign> legend(const Matrix& matrix) {
  std::vector<Sign> signs;
  if (any_kind(matrix, CellKind::holds) || any_kind(matrix, CellKind::only_under))
    signs.push_back({"✓", "holds in every behaviour"});
  if (any_kind(matrix, CellKind::violated))
    signs.push_back({"✗ n", "violated; the shortest counterexample has n steps"});
  if (any_kind(matrix, CellKind::unknown)) signs.push_back({"?", "unknown: a limit was hit"});
  if (any_kind(matrix, CellKind::not_judged))
    signs.push_back({"–", "not judged: a verdict would mean nothing here"});
  const auto all = conditions(matrix);
  for (std::size_t i = 0; i < all.size(); ++i)
    signs.push_back({letter(i), "only as long as " + all[i]->assumption.sentence + " (" +
                                    all[i]->assumption.without + " violates it)"});
  for (const Impossible& theorem : theory(matrix))
    signs.push_back({"*", "as theory has it. " + theorem.sentence + " " + theorem.source});
  if (any_cell(matrix, [](const MatrixCell& cell) { return cell.empty; }))
    signs.push_back({"°", "something that could happen never did: see below"});
  return signs;
}

std::vector<std::string> remarks(const Matrix& matrix) {
  std::vector<std::string> lines;
  for (const MatrixRow& row : matrix.rows) {
    if (!row.refused.empty()) lines.push_back(row.label + ": not judged: " + row.refused);
    if (!row.not_taken.empty())
      lines.push_back(row.label + ": judged without " + listed(row.not_taken) +
                      ", for which it has no parameter");
    if (row.found && !row.found->never.empty())
      lines.push_back(row.label + ": never happened: " + listed(row.found->never));
    if (row.found && !row.found->report.exhausted())
      lines.push_back(row.label + ": " + row.found->report.stopped);
  }
  const auto untried = rows_without_ledger(matrix);
  if (!untried.empty())
    lines.push_back(listed(untried) + ": no assumption was relaxed (--ledger does it)");
  return lines;
}

}  // namespace lockstep
