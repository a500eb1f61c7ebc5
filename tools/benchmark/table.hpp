// A table of words and numbers, as aligned text or as Markdown.
#pragma once

#include "tools/benchmark/statistics.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace lockstep::bench {

class Table {
 public:
  // Columns that stay empty are left out. The first `words` columns are aligned to the left, the
  // others to the right.
  Table(std::vector<std::string> headings, std::size_t words);

  void add(std::vector<std::string> row);
  std::string text() const;
  std::string markdown() const;

 private:
  std::string line(const std::vector<std::string>& row, const std::string& between) const;
  std::size_t width(std::size_t column) const;
  bool used(std::size_t column) const;

  std::size_t words_;
  std::vector<std::vector<std::string>> rows_;  // the first one: the headings
};

std::string grouped(std::uint64_t number);  // 8,564,821
std::string rounded(double number);         // three digits, or all before the point
std::string rounded(const Spread& spread);  // 1.23 (1.20–1.31)

}  // namespace lockstep::bench
