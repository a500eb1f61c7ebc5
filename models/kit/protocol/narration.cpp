// The model in words: what is not called during the search.
#include "checker/errors/errors.hpp"
#include "models/kit/passes/print.hpp"
#include "models/kit/protocol/model.hpp"
#include "models/kit/protocol/room.hpp"

namespace lockstep::kit {
namespace {

// "asks {0} for {1}" with the braces filled.
std::string filled(const std::string& pattern, const std::vector<std::string>& words) {
  std::string out = pattern;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string hole = '{' + std::to_string(i) + '}';
    for (std::size_t at = 0; (at = out.find(hole, at)) != std::string::npos; at += words[i].size())
      out.replace(at, hole.size(), words[i]);
  }
  return out;
}

const std::byte* message_in(const Argument& slot, unsigned index, const std::byte* state) {
  return state + slot.offset + slot.bag.cells + index * slot.bag.stride;
}

}  // namespace

std::optional<Message> ProtocolModel::described(TypeKey key, const std::byte* message) const {
  for (const MessageRow& row : table_.messages)
    if (row.key && row.key == key) return row.one(table_.params.get(), message, table_.lanes);
  return std::nullopt;
}

std::string ProtocolModel::word(const Argument& argument, unsigned index,
                                const std::byte* state) const {
  switch (argument.kind) {
    case Argument::Kind::identity: return table_.lanes.name(argument.key, index + 1);
    case Argument::Kind::enumerator: return argument.names[index];
    case Argument::Kind::boolean: return index == 0 ? "false" : "true";
    case Argument::Kind::number: return std::to_string(index);
    case Argument::Kind::slot: break;
  }
  const Row& cell = argument.bag.cell();
  const std::byte* message = message_in(argument, index, state);
  if (const auto found = described(cell.key, message)) return found->text;
  return one_line(print(cell, message, table_.lanes));
}

std::optional<unsigned> ProtocolModel::lane_of(const Argument& argument, unsigned index,
                                               const std::byte* state) const {
  if (argument.kind == Argument::Kind::identity && table_.lanes.kind(argument.key).acts)
    return table_.lanes.lane(argument.key, index);
  if (argument.kind != Argument::Kind::slot) return std::nullopt;
  const auto found = described(argument.bag.cell().key, message_in(argument, index, state));
  return found ? std::optional(found->to) : std::nullopt;
}

std::string ProtocolModel::label(Move move, const std::byte* from) const {
  const Room room(table_.layout, from);
  const ActionRow& action = table_.actions[move.action];
  const std::vector<unsigned> chosen = indices(action, move.argument);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < chosen.size(); ++i)
    words.push_back(word(action.arguments[i], chosen[i], room.bytes()));
  if (action.pattern) return filled(action.pattern(table_.params.get()), words);
  const std::string actor = shape_.lanes.empty() ? "" : shape_.lanes[lane(move, from)] + ' ';
  std::string others;
  for (const std::string& word : words)
    if (word + ' ' != actor) others += (others.empty() ? "" : ", ") + word;
  return actor + action.about.name + (others.empty() ? "" : " (" + others + ')');
}

unsigned ProtocolModel::lane(Move move, const std::byte* from) const {
  const Room room(table_.layout, from);
  const ActionRow& action = table_.actions[move.action];
  if (!action.lane.empty()) return table_.lanes[action.lane];
  const std::vector<unsigned> chosen = indices(action, move.argument);
  for (std::size_t i = 0; i < chosen.size(); ++i)
    if (const auto found = lane_of(action.arguments[i], chosen[i], room.bytes())) return *found;
  return shape_.lanes.empty() ? 0 : static_cast<unsigned>(shape_.lanes.size() - 1);
}

std::vector<Change> ProtocolModel::changes(const std::byte* before, const std::byte* after) const {
  const Room was(table_.layout, before);
  const Room is(table_.layout, after);
  return differences(print(table_.layout.state, was.bytes(), table_.lanes),
                     print(table_.layout.state, is.bytes(), table_.lanes));
}

std::string ProtocolModel::changed(const std::byte* before, const std::byte* after) const {
  std::string words;
  for (const Change& one : differences(print(table_.layout.state, before, table_.lanes),
                                       print(table_.layout.state, after, table_.lanes)))
    words += (words.empty() ? "" : ", ") + one.field + " (" + one.before + " to " + one.after + ")";
  return words.empty() ? "the state" : words;
}

std::string ProtocolModel::json(const std::byte* state) const {
  const Room room(table_.layout, state);
  return kit::json(print(table_.layout.state, room.bytes(), table_.lanes));
}

std::vector<Message> ProtocolModel::in_flight(const std::byte* state) const {
  const Room room(table_.layout, state);
  const void* params = table_.params.get();
  std::vector<Message> found;
  for (std::size_t i = 0; i < table_.messages.size(); ++i) {
    const MessageRow& row = table_.messages[i];
    for (const std::byte* message : messages_[i].in(room.bytes()))
      found.push_back(row.one(params, message, table_.lanes));
    if (row.all)
      for (Message& message : row.all(params, room.bytes(), table_.lanes))
        found.push_back(std::move(message));
  }
  return found;
}

std::vector<Bar> ProtocolModel::bars(const std::byte* state) const {
  const Room room(table_.layout, state);
  std::vector<Bar> found;
  for (const auto& list : table_.bars)
    for (Bar& bar : list(table_.params.get(), room.bytes(), table_.lanes))
      found.push_back(std::move(bar));
  return found;
}

std::string ProtocolModel::explain(std::size_t property, const std::byte* state) const {
  const Room room(table_.layout, state);
  const PropertyRow& row = table_.properties[property];
  if (row.explain) return row.explain(table_.params.get(), room.bytes(), table_.lanes);
  const bool shown = row.about.when == When::sometimes;
  return (shown ? "" : "not: ") + row.about.sentence;
}

}  // namespace lockstep::kit
