#include "tools/chart/steps.hpp"
#include "tools/report/matrix_report.hpp"
#include "tools/terminal/text.hpp"

namespace lockstep {
namespace {

constexpr const char* top_of_page = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Lockstep: locks and properties</title>
<style>
:root { color-scheme: light dark; --line: #8886; --bad: #b3261e; --good: #1b6e3c; --mind: #8a5a00 }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #7bd99b; --mind: #ffc466 } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem }
.wide { overflow-x: auto }
table { border-collapse: collapse }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .7rem; text-align: left; vertical-align: bottom }
thead th { font-weight: 600; max-width: 8rem }
tbody th { font: .9rem ui-monospace, monospace; white-space: nowrap }
td { font-variant-ligatures: none; white-space: nowrap }
tbody th, td { vertical-align: baseline }
.violated, .violated a { color: var(--bad) }
.holds { color: var(--good) }
.only-under, .unknown { color: var(--mind) }
dl { display: grid; gap: 0 1rem; grid-template-columns: max-content 1fr; max-width: 50rem }
dd { margin: 0 }
pre { font: .85rem/1.2 ui-monospace, monospace; overflow-x: auto }
section { border-top: 1px solid var(--line); display: none; margin-top: 2rem }
section:target { display: block }
@media print { section { display: block; break-before: page } }
</style>
<h1>Locks and properties</h1>
)";

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      default: safe += c;
    }
  return safe;
}

const char* style_of(CellKind kind) {
  switch (kind) {
    case CellKind::holds: return "holds";
    case CellKind::only_under: return "only-under";
    case CellKind::violated: return "violated";
    case CellKind::unknown: return "unknown";
    case CellKind::absent:
    case CellKind::not_judged: break;
  }
  return "none";
}

std::string place(std::size_t row, std::size_t column) {
  return "run-" + std::to_string(row + 1) + "-" + std::to_string(column + 1);
}

class MatrixPage {
 public:
  explicit MatrixPage(const Matrix& matrix) : matrix_(matrix), conditions_(conditions(matrix)) {}

  std::string text() {
    text_ = top_of_page;
    if (!matrix_.environment.empty()) {
      text_ += "<p>Under";
      for (const std::string& setting : matrix_.environment)
        text_ += " <code>" + escaped(setting) + "</code>";
      text_ += ". A violated cell opens its shortest counterexample.</p>\n";
    }
    table();
    signs(legend(matrix_));
    list(remarks(matrix_));
    for (std::size_t row = 0; row < matrix_.rows.size(); ++row)
      for (std::size_t column = 0; column < matrix_.columns.size(); ++column) section(row, column);
    return text_ + "</html>\n";
  }

 private:
  void table() {
    text_ += "<div class=\"wide\"><table>\n<thead><tr><th></th>";
    for (const std::string& column : matrix_.columns)
      text_ += "<th scope=\"col\">" + escaped(column) + "</th>";
    text_ += "</tr></thead>\n<tbody>\n";
    for (std::size_t row = 0; row < matrix_.rows.size(); ++row) {
      text_ += "<tr><th scope=\"row\">" + escaped(matrix_.rows[row].label) + "</th>";
      for (std::size_t column = 0; column < matrix_.columns.size(); ++column) cell(row, column);
      text_ += "</tr>\n";
    }
    text_ += "</tbody></table></div>\n";
  }

  void cell(std::size_t row, std::size_t column) {
    const MatrixCell cell = matrix_.cell(row, column);
    std::string words = escaped(in_words(cell, conditions_));
    if (drawn_below(cell)) words = "<a href=\"#" + place(row, column) + "\">" + words + "</a>";
    text_ += std::string("<td class=\"") + style_of(cell.kind) + "\">" + words + "</td>";
  }

  static bool drawn_below(const MatrixCell& cell) {
    return cell.property != nullptr && cell.property->trace.has_value();
  }

  void section(std::size_t row, std::size_t column) {
    const MatrixCell cell = matrix_.cell(row, column);
    if (!drawn_below(cell)) return;
    text_ += "<section id=\"" + place(row, column) + "\">\n<h2>" +
             escaped(matrix_.rows[row].label) + ": " + escaped(matrix_.columns[column]) +
             "</h2>\n<p><code>" + escaped(matrix_.rows[row].command) + "</code></p>\n<pre>" +
             escaped(drawn(*cell.property->trace, {chart_width_max, false, true}, true)) +
             "</pre>\n</section>\n";
  }

  void signs(const std::vector<Sign>& all) {
    text_ += "<dl>\n";
    for (const Sign& one : all)
      text_ += "<dt>" + escaped(one.sign) + "</dt><dd>" + escaped(one.meaning) + "</dd>\n";
    text_ += "</dl>\n";
  }

  void list(const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    text_ += "<ul>\n";
    for (const std::string& line : lines) text_ += "<li>" + escaped(line) + "</li>\n";
    text_ += "</ul>\n";
  }

  const Matrix& matrix_;
  std::vector<const LedgerLine*> conditions_;
  std::string text_;
};

}  // namespace

std::string matrix_html(const Matrix& matrix) { return MatrixPage(matrix).text(); }

}  // namespace lockstep
