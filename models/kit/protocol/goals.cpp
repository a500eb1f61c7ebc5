// The model's liveness properties, and whose its steps are.
#include "checker/errors/errors.hpp"
#include "models/kit/protocol/model.hpp"
#include "models/kit/protocol/room.hpp"

namespace lockstep::kit {

void ProtocolModel::fill_goals() {
  for (const GoalRow& row : table_.goals) {
    Goal& goal = goals_.emplace_back(row.about);
    if (row.of == nullptr) continue;
    const unsigned parties = table_.layout.population(row.of);
    if (parties > goal_parties_max)
      throw ContractBroken("the goal `" + goal.name + "` is claimed for too many identities");
    for (unsigned raw = 1; raw <= parties; ++raw)
      goal.parties.push_back(table_.lanes.name(row.of, raw));
  }
}

void ProtocolModel::calls(const std::byte* state, std::span<Call> all) const {
  const Room room(table_.layout, state);
  const void* params = table_.params.get();
  if (table_.calls) return table_.calls(params, room.bytes(), all);
  for (std::size_t i = 0; i < table_.goals.size(); ++i)
    all[i] = table_.goals[i].call(params, room.bytes());
}

// Which identities, and which messages, by their bytes: the place of a message in a bag depends on
// the others there. Other arguments are choices, and it does not matter which is made.
std::string ProtocolModel::party(Move move, const std::byte* from) const {
  const ActionRow& action = table_.actions[move.action];
  const std::vector<unsigned> chosen = indices(action, move.argument);
  std::string bytes;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const Argument& argument = action.arguments[i];
    if (argument.kind == Argument::Kind::identity) bytes += static_cast<char>(chosen[i]);
    if (argument.kind != Argument::Kind::slot) continue;
    const std::size_t at = argument.offset + argument.bag.cells + chosen[i] * argument.bag.stride;
    bytes.append(reinterpret_cast<const char*>(from) + at, argument.bag.cell().size);
  }
  return bytes;
}

}  // namespace lockstep::kit
