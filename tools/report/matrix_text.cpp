#include "tools/report/matrix_report.hpp"
#include "tools/terminal/page.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>

namespace lockstep {
namespace {

constexpr int label_max = 32;

// What a column is called in the head: "A", "B", …
std::string head_of(std::size_t column) {
  std::string head = letter(column);
  head.front() = static_cast<char>(head.front() - 'a' + 'A');
  return head;
}

class MatrixText {
 public:
  MatrixText(const Matrix& matrix, const ChartOptions& options)
      : matrix_(matrix), options_(options), page_(options), conditions_(conditions(matrix)) {
    for (const MatrixRow& row : matrix.rows)
      label_ = std::max(label_, std::min(columns_of(row.label), label_max));
    for (std::size_t column = 0; column < matrix.columns.size(); ++column)
      widths_.push_back(width_of(column));
  }

  std::string text() {
    environment();
    for (std::size_t from = 0; from < matrix_.columns.size();) from = block(from);
    page_.put("", {});
    for (std::size_t column = 0; column < matrix_.columns.size(); ++column)
      page_.paragraph("  " + padded(head_of(column), 3) + "  ", matrix_.columns[column], {});
    page_.put("", {});
    for (const Sign& sign : legend(matrix_))
      page_.paragraph("  " + padded(sign.sign, 3) + "  ", sign.meaning,
                      {Colour::none, false, true});
    const auto more = remarks(matrix_);
    if (!more.empty()) page_.put("", {});
    for (const std::string& line : more) page_.paragraph("  ", line, {});
    return page_.text();
  }

 private:
  std::string cell(std::size_t row, std::size_t column) const {
    return in_words(matrix_.cell(row, column), conditions_);
  }

  int width_of(std::size_t column) const {
    int width = columns_of(head_of(column));
    for (std::size_t row = 0; row < matrix_.rows.size(); ++row)
      width = std::max(width, columns_of(cell(row, column)));
    return width;
  }

  void environment() {
    if (!matrix_.environment.empty())
      page_.items("Under ", matrix_.environment, " ", {Colour::none, true, false});
  }

  // As many columns as fit, from this one. Returns the first that is left.
  std::size_t block(std::size_t from) {
    int used = label_ + 2;
    std::size_t to = from;
    while (to < widths_.size() && (to == from || used + 2 + widths_[to] <= page_.width()))
      used += 2 + widths_[to++];
    page_.put("", {});
    std::string head = padded("", label_);
    for (std::size_t column = from; column < to; ++column)
      head += "  " + padded(head_of(column), widths_[column]);
    page_.put(head, {Colour::none, true, false});
    for (std::size_t row = 0; row < matrix_.rows.size(); ++row) line(row, from, to);
    return to;
  }

  void line(std::size_t row, std::size_t from, std::size_t to) {
    const auto label = wrap(matrix_.rows[row].label, label_);
    for (std::size_t i = 0; i + 1 < label.size(); ++i) page_.put(label[i], {});
    std::string text = shown(padded(label.back(), label_));
    for (std::size_t column = from; column < to; ++column) text += "  " + coloured(row, column);
    page_.raw(text + "\n");
  }

  std::string shown(const std::string& text) const {
    return options_.unicode ? text : in_ascii(text);
  }

  std::string coloured(std::size_t row, std::size_t column) const {
    const std::string text = shown(padded(cell(row, column), widths_[column]));
    if (!options_.colour) return text;
    switch (matrix_.cell(row, column).kind) {
      case CellKind::holds: return painted(text, {Colour::green, false, false});
      case CellKind::only_under:
      case CellKind::unknown: return painted(text, {Colour::yellow, false, false});
      case CellKind::violated: return painted(text, {Colour::red, false, false});
      case CellKind::absent:
      case CellKind::not_judged: break;
    }
    return text;
  }

  const Matrix& matrix_;
  ChartOptions options_;
  Page page_;
  std::vector<const LedgerLine*> conditions_;
  int label_ = 0;
  std::vector<int> widths_;
};

}  // namespace

std::string matrix_text(const Matrix& matrix, const ChartOptions& options) {
  return MatrixText(matrix, options).text();
}

}  // namespace lockstep
