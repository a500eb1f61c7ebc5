#include "tools/report/matrix.hpp"

#include <algorithm>

namespace lockstep {
namespace {

bool carries(const LedgerLine& line, const std::string& property) {
  return std::any_of(line.carries.begin(), line.carries.end(),
                     [&](const Carried& one) { return one.property == property; });
}

CellKind kind_of(Verdict verdict, bool under) {
  switch (verdict) {
    case Verdict::holds: return under ? CellKind::only_under : CellKind::holds;
    case Verdict::violated: return CellKind::violated;
    case Verdict::not_judged: return CellKind::not_judged;
    case Verdict::unknown:
    case Verdict::seen:
    case Verdict::unseen: break;
  }
  return CellKind::unknown;
}

bool names(const Impossible& theorem, const std::string& property) {
  return std::find(theorem.properties.begin(), theorem.properties.end(), property) !=
         theorem.properties.end();
}

}  // namespace

bool same_assumption(const LedgerLine& one, const LedgerLine& other) {
  return one.assumption.sentence == other.assumption.sentence &&
         one.assumption.without == other.assumption.without;
}

MatrixCell Matrix::cell(std::size_t row, std::size_t column) const {
  MatrixCell cell;
  if (!rows[row].found) return cell;
  const Outcome& found = *rows[row].found;
  for (const PropertyOutcome& one : found.properties)
    if (one.property.name == columns[column]) cell.property = &one;
  if (cell.property == nullptr) return cell;
  for (const LedgerLine& line : found.assumptions)
    if (carries(line, columns[column])) cell.under.push_back(&line);
  cell.kind = kind_of(cell.property->report.verdict, !cell.under.empty());
  cell.empty = cell.property->report.verdict == Verdict::holds && !found.never.empty();
  cell.impossible = cell.kind == CellKind::violated &&
                    std::any_of(rows[row].impossible.begin(), rows[row].impossible.end(),
                                [&](const Impossible& one) { return names(one, columns[column]); });
  return cell;
}

bool Matrix::open() const {
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t column = 0; column < columns.size(); ++column)
      if (cell(row, column).kind == CellKind::unknown) return true;
  return false;
}

std::vector<const LedgerLine*> conditions(const Matrix& matrix) {
  std::vector<const LedgerLine*> all;
  for (std::size_t row = 0; row < matrix.rows.size(); ++row)
    for (std::size_t column = 0; column < matrix.columns.size(); ++column)
      for (const LedgerLine* line : matrix.cell(row, column).under)
        if (std::none_of(all.begin(), all.end(),
                         [&](const LedgerLine* known) { return same_assumption(*known, *line); }))
          all.push_back(line);
  return all;
}

std::vector<Impossible> theory(const Matrix& matrix) {
  std::vector<Impossible> all;
  const auto known = [&](const Impossible& theorem) {
    return std::any_of(all.begin(), all.end(),
                       [&](const Impossible& one) { return one.sentence == theorem.sentence; });
  };
  for (std::size_t row = 0; row < matrix.rows.size(); ++row)
    for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
      if (!matrix.cell(row, column).impossible) continue;
      for (const Impossible& theorem : matrix.rows[row].impossible)
        if (names(theorem, matrix.columns[column]) && !known(theorem)) all.push_back(theorem);
    }
  return all;
}

std::string letter(std::size_t number) {
  constexpr std::size_t letters = 26;
  const std::string one(1, static_cast<char>('a' + number % letters));
  return number < letters ? one : one + std::to_string(number / letters + 1);
}

}  // namespace lockstep
