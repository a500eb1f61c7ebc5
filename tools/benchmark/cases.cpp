#include "tools/benchmark/cases.hpp"

#include <algorithm>
#include <stdexcept>

namespace lockstep::bench {
namespace {

// Other checkers count the same, and so do explorers written for one model each.
const std::vector<Case>& every_case() {
  static const std::vector<Case> all = {
      {"abstract-lease", 4, false, 56'009, 232'352, 32, 0},
      {"abstract-lease", 5, false, 710'793, 3'555'335, 39, quick},
      {"abstract-lease", 6, false, 8'564'821, 50'033'844, 46, usual},
      {"abstract-lease", 7, false, 99'326'093, 662'710'979, 53, large},
      {"peterson", 3, false, 988, 2'360, 23, 0},
      {"peterson", 4, false, 52'844, 163'960, 51, quick},
      {"peterson", 5, false, 3'829'942, 14'852'630, 94, usual},
      {"lamport-fast", 3, false, 9'737, 25'455, 38, 0},
      {"lamport-fast", 4, false, 289'504, 973'312, 57, quick},
      {"lamport-fast", 5, false, 8'677'463, 35'602'435, 78, usual},
      {"two-phase-commit", 6, false, 50'816, 402'305, 19, 0},
      {"two-phase-commit", 7, false, 296'448, 2'744'705, 22, quick},
      {"two-phase-commit", 8, false, 1'745'408, 18'507'777, 25, usual},
      {"two-phase-commit", 9, false, 10'340'352, 123'558'401, 28, usual},
      {"two-phase-commit", 10, false, 61'515'776, 817'760'257, 31, large},
      {"abstract-lease", 4, true, 3'262, 13'358, 32, 0},
      {"abstract-lease", 6, true, 30'038, 173'627, 46, usual | quick},
      {"abstract-lease", 7, true, 74'750, 494'161, 53, large},
      {"two-phase-commit", 5, true, 314, 2'047, 16, 0},
      {"two-phase-commit", 9, true, 2'232, 26'315, 28, usual | quick},
  };
  return all;
}

const Case& find(const Case& like, int clients) {
  for (const Case& one : every_case())
    if (one.model == like.model && one.symmetry == like.symmetry && one.clients == clients)
      return one;
  throw std::logic_error("there is no " + like.model + " of size " + std::to_string(clients));
}

}  // namespace

std::vector<Case> cases(Set set, const std::vector<std::string>& wanted) {
  std::vector<Case> chosen;
  for (const Case& one : every_case()) {
    const auto names_it = [&](const std::string& word) {
      return one.name().find(word) != std::string::npos;
    };
    if ((one.sets & set) && (wanted.empty() || std::ranges::any_of(wanted, names_it)))
      chosen.push_back(one);
  }
  return chosen;
}

TwoSizes small_sizes(const Case& of) {
  if (of.model == "abstract-lease") return {find(of, 4), find(of, of.symmetry ? 6 : 5)};
  if (of.model == "two-phase-commit")
    return of.symmetry ? TwoSizes{find(of, 5), find(of, 9)} : TwoSizes{find(of, 6), find(of, 7)};
  return {find(of, 3), find(of, 4)};
}

}  // namespace lockstep::bench
