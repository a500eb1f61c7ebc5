#include "tools/report/fault_words.hpp"

#include "tools/terminal/text.hpp"

#include <vector>

namespace lockstep {
namespace {

std::string times(unsigned count) {
  if (count == 1) return "once";
  return count == 2 ? "twice" : std::to_string(count) + " times";
}

std::string in_words(unsigned count, const Action& fault) {
  if (fault.noun.empty()) return "`" + fault.name + "` " + times(count);
  return count == 1 ? "one " + fault.noun : counted(count, fault.noun);
}

}  // namespace

std::string faults_in_words(const FaultCounts& counts, const Shape& shape) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0) items.push_back(in_words(counts[i], shape.actions[i]));
  return items.empty() ? "no faults" : listed(items);
}

}  // namespace lockstep
