#include "tools/report/matrix_report.hpp"

namespace lockstep {
namespace {

// As Markdown's reader shows it, and not as emphasis or the end of a cell.
std::string literal(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '*' || c == '|' || c == '<') safe += '\\';
    safe += c;
  }
  return safe;
}

}  // namespace

std::string matrix_markdown(const Matrix& matrix) {
  const auto all = conditions(matrix);
  std::string head = "| |";
  std::string rule = "|---|";
  for (const std::string& column : matrix.columns) {
    head += " " + literal(column) + " |";
    rule += "---|";
  }
  std::string text = head + "\n" + rule + "\n";
  for (std::size_t row = 0; row < matrix.rows.size(); ++row) {
    text += "| `" + matrix.rows[row].label + "` |";
    for (std::size_t column = 0; column < matrix.columns.size(); ++column)
      text += " " + literal(in_words(matrix.cell(row, column), all)) + " |";
    text += "\n";
  }
  text += "\n";
  for (const Sign& sign : legend(matrix))
    text += "- " + literal(sign.sign) + " — " + literal(sign.meaning) + "\n";
  for (const std::string& line : remarks(matrix)) text += "- " + literal(line) + "\n";
  return text;
}

}  // namespace lockstep
