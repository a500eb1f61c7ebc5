#include "tools/benchmark/table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace lockstep::bench {
namespace {

// Columns on the screen: bytes that begin a character of UTF-8.
std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace

Table::Table(std::vector<std::string> headings, std::size_t words)
    : words_(words), rows_{std::move(headings)} {}

void Table::add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

std::size_t Table::width(std::size_t column) const {
  std::size_t widest = 0;
  for (const auto& row : rows_) widest = std::max(widest, columns(row[column]));
  return widest;
}

bool Table::used(std::size_t column) const {
  return std::any_of(rows_.begin() + 1, rows_.end(),
                     [&](const auto& row) { return !row[column].empty(); });
}

std::string Table::line(const std::vector<std::string>& row, const std::string& between) const {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!used(i)) continue;
    const std::string padding(width(i) - columns(row[i]), ' ');
    line += (i ? between : "") + (i < words_ ? row[i] + padding : padding + row[i]);
  }
  return line;
}

std::string Table::text() const {
  std::string text;
  for (const auto& row : rows_) text += line(row, "  ") + "\n";
  return text;
}

std::string Table::markdown() const {
  std::string text = "| " + line(rows_[0], " | ") + " |\n|";
  for (std::size_t i = 0; i < rows_[0].size(); ++i)
    if (used(i)) text += i < words_ ? "---|" : "--:|";
  text += "\n";
  for (std::size_t i = 1; i < rows_.size(); ++i) text += "| " + line(rows_[i], " | ") + " |\n";
  return text;
}

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

std::string rounded(double number) {
  if (number >= 100) return grouped(static_cast<std::uint64_t>(std::llround(number)));
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", number >= 10 ? 1 : number >= 1 ? 2 : 3, number);
  return text;
}

std::string rounded(const Spread& spread) {
  const std::string median = rounded(spread.median);
  if (spread.min == spread.max) return median;
  return median + " (" + rounded(spread.min) + "–" + rounded(spread.max) + ")";
}

}  // namespace lockstep::bench
