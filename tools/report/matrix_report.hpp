// A matrix for people and for programs.
#pragma once

#include "tools/report/matrix.hpp"
#include "tools/terminal/display.hpp"

#include <string>

namespace lockstep {

// For a terminal: columns have letters, and what does not fit beside one another stands below.
std::string matrix_text(const Matrix& matrix, const ChartOptions& options);
// For a README: a table with the whole names of properties.
std::string matrix_markdown(const Matrix& matrix);
// A page by itself, light or dark as the reader's system is: a cell opens its counterexample.
std::string matrix_html(const Matrix& matrix);
// One JSON object; docs/trace-format.md describes it.
std::string matrix_json(const Matrix& matrix);

// "✗ 18*", "✓ ab": what stands in a cell.
std::string in_words(const MatrixCell& cell, const std::vector<const LedgerLine*>& conditions);

// A sign that stands in cells, and what it means.
struct Sign {
  std::string sign;
  std::string meaning;
};

// Of all signs that there are.
std::vector<Sign> legend(const Matrix& matrix);

// "session-lock: never happened: …", why rows could not be judged, and in which no assumption was
// relaxed.
std::vector<std::string> remarks(const Matrix& matrix);

}  // namespace lockstep
