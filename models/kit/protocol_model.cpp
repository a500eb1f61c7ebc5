#include "models/kit/protocol_model.hpp"

namespace lockstep::kit {

std::string filled(const std::string& pattern, const std::vector<std::string>& words) {
  std::string out = pattern;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string hole = '{' + std::to_string(i) + '}';
    for (std::size_t at = 0; (at = out.find(hole, at)) != std::string::npos; at += words[i].size())
      out.replace(at, hole.size(), words[i]);
  }
  return out;
}

void broken_in_action(const std::string& action, const std::string& field,
                      const std::string& what) {
  throw ContractBroken("in the action `" + action + "`" +
                       (field.empty() ? "" : ", field " + field) + ": " + what);
}

void broken_by_timelock(const std::vector<std::string>& overdue) {
  std::string what;
  for (const std::string& field : overdue) what += (what.empty() ? "`" : ", `") + field + '`';
  throw ContractBroken("a timelock: " + (what.empty() ? "what `time` declares as due" : what) +
                       " is overdue, so time cannot pass, and no step but a fault is possible");
}

void require_room(const std::string& name, unsigned population, std::size_t capacity) {
  if (population > capacity)
    throw ContractBroken("there are " + std::to_string(population) + " identities of the kind `" +
                         name + "`, and a table or set has room for " + std::to_string(capacity) +
                         ": raise its capacity, or lower the parameter's maximum");
}

}  // namespace lockstep::kit
