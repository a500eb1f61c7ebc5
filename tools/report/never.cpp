#include "tools/report/never.hpp"

#include "checker/faults/fault_kinds.hpp"

#include <algorithm>

namespace lockstep {
namespace {

std::string with_article(const std::string& noun) {
  const bool vowel = std::string("aeiou").find(noun.front()) != std::string::npos;
  return (vowel ? "an " : "a ") + noun;
}

std::string in_words(const Action& fault) {
  return fault.noun.empty() ? "the fault `" + fault.name + "`" : with_article(fault.noun);
}

// The names of the steps that the author of the protocol declared and that no run takes. One that
// shows a witness is missed by it.
std::vector<std::string> never_taken(const Shape& shape, const Report& report) {
  std::vector<std::string> names, taken;
  for (std::size_t i = 0; i < shape.actions.size(); ++i) {
    const Action& action = shape.actions[i];
    if (report.taken.at(i) > 0) taken.push_back(action.name);
    if (!action.library && !action.fault && action.allowed && action.shows.empty())
      names.push_back(action.name);
  }
  std::vector<std::string> never;
  for (const std::string& name : names)
    if (std::find(taken.begin(), taken.end(), name) == taken.end() &&
        std::find(never.begin(), never.end(), name) == never.end())
      never.push_back(name);
  return never;
}

}  // namespace

std::vector<std::string> never_happened(const Shape& shape, const Report& report) {
  std::vector<std::string> never;
  for (std::size_t i = 0; i < shape.properties.size(); ++i)
    if (report.properties.at(i).verdict == Verdict::unseen)
      never.push_back(shape.properties[i].sentence);
  for (const std::string& name : never_taken(shape, report))
    never.push_back("the step `" + name + "`");
  const std::vector<std::size_t> kinds = kinds_of(shape);
  std::vector<bool> allowed(kinds.size());
  std::vector<bool> taken(kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const Action& action = shape.actions[i];
    if (action.fault && action.allowed) allowed[kinds[i]] = true;
    if (report.taken.at(i) > 0) taken[kinds[i]] = true;
  }
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (allowed[i] && !taken[i]) never.push_back(in_words(shape.actions[i]));
  return never;
}

}  // namespace lockstep
