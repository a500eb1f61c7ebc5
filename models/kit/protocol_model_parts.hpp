// The members of ProtocolModel (protocol_model.hpp) that are not called during the search.
#pragma once

#include "models/kit/protocol_model.hpp"

namespace lockstep {

namespace kit {

// Throws ContractBroken when a table or set of the state has no room for `population` identities.
void require_room(const std::string& name, unsigned population, std::size_t capacity);

template <class Tag, class T>
struct RoomFor {
  static constexpr std::size_t value = identities_max;
};
template <class Tag, std::size_t n>
struct RoomFor<Tag, Set<Tag, n>> {
  static constexpr std::size_t value = n;
};
template <class Tag, class Cell, std::size_t n>
struct RoomFor<Tag, Table<Tag, Cell, n>> {
  static constexpr std::size_t value = n;
};

// How many identities of the tag the smallest table or set of the state has room for.
template <class Tag, class... Parts>
constexpr std::size_t room_for(mp_list<Parts...>) {
  return std::min({identities_max + std::size_t{0}, RoomFor<Tag, Parts>::value...});
}

}  // namespace kit

template <class P, class S>
void ProtocolModel<P, S>::count_identities() {
  for (const auto& add : protocol_->lanes_) add(params_, lanes_);
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Tags>>(
      [&](auto tag) {
        using Tag = typename decltype(tag)::type;
        const unsigned population = kit::population_of<Tag>(params_);
        const std::string name = lanes_.kind(kit::key_of_tag<Tag>()).name;
        kit::require_room(name, population, kit::room_for<Tag>(kit::EverythingIn<S>{}));
        populations_[boost::mp11::mp_find<Tags, Tag>::value] =
            static_cast<std::uint8_t>(population);
      });
}

template <class P, class S>
void ProtocolModel<P, S>::fill_shape() {
  shape_.width = kit::packed_width<S>(Population{*this});
  for (const auto& action : protocol_->actions_) {
    if (action.codes(params_) > kit::codes_max)
      throw ContractBroken("`" + action.about.name + "` has too many arguments for one move");
    shape_.actions.push_back(action.about);
    shape_.actions.back().allowed = action.allowed == nullptr || action.allowed(params_);
    runs_.push_back(action.run);
  }
  for (const auto& property : protocol_->properties_) {
    shape_.properties.push_back(property.about);
    const bool judged = property.judged == nullptr || property.judged(params_);
    if (!judged) shape_.properties.back().not_judged = property.not_judged;
    const When when = property.about.when;
    if (judged && property.truth != nullptr)
      judges_.push_back({property.truth, when == When::at_end, when == When::sometimes,
                         std::uint64_t{1} << (shape_.properties.size() - 1)});
  }
  if (shape_.properties.size() > properties_max || lanes_.all().size() > lanes_max)
    throw ContractBroken("too many properties or lanes for one protocol");
  shape_.lanes = lanes_.all();
  if (kit::has_symmetry<S>) shape_.reductions |= symmetry;
  if (kit::holds_tokens<S> && !tokens_repeat()) shape_.reductions |= token_ranks;
  for (const auto& list : protocol_->assumptions_)
    for (Assumption& one : list(params_)) shape_.assumptions.push_back(std::move(one));
  for (const auto& [about, span] : kit::spans_of(protocol_->parameters_, params_)) {
    const std::string scale = scale_in_words(*span);
    if (scale.empty()) continue;
    shape_.assumptions.push_back({scale});
    break;  // they have one scale
  }
}

template <class P, class S>
bool ProtocolModel<P, S>::tokens_repeat() const {
  if (kit::copies_token_sources<S> && !protocol_->tokens_repeat_)
    throw ContractBroken("sources of tokens are copied: say with tokens_repeat() when it matters");
  return protocol_->tokens_repeat_ && protocol_->tokens_repeat_(params_);
}

template <class P, class S>
std::string ProtocolModel<P, S>::label(Move move, const std::byte* from) const {
  const Room room(from, shape_.width);
  const auto& action = protocol_->actions_[move.action];
  const auto words = action.words(scene(room.state()), move.argument);
  if (action.pattern) return kit::filled(action.pattern(params_), words);
  const std::string actor = shape_.lanes.empty() ? "" : shape_.lanes[lane(move, from)] + ' ';
  std::string others;
  for (const std::string& word : words)
    if (word + ' ' != actor) others += (others.empty() ? "" : ", ") + word;
  return actor + action.about.name + (others.empty() ? "" : " (" + others + ')');
}

template <class P, class S>
unsigned ProtocolModel<P, S>::lane(Move move, const std::byte* from) const {
  const Room room(from, shape_.width);
  const auto& action = protocol_->actions_[move.action];
  if (!action.lane.empty()) return lanes_[action.lane];
  const auto found = action.actor(scene(room.state()), move.argument);
  const std::size_t lanes = shape_.lanes.size();
  return found ? *found : static_cast<unsigned>(lanes == 0 ? 0 : lanes - 1);
}

template <class P, class S>
std::vector<Change> ProtocolModel<P, S>::changes(const std::byte* before,
                                                 const std::byte* after) const {
  const kit::Printer print(lanes_);
  return kit::differences(print(Room(before, shape_.width).state()),
                          print(Room(after, shape_.width).state()));
}

template <class P, class S>
std::string ProtocolModel<P, S>::json(const std::byte* state) const {
  return kit::json(kit::Printer(lanes_)(Room(state, shape_.width).state()));
}

template <class P, class S>
std::vector<Message> ProtocolModel<P, S>::in_flight(const std::byte* state) const {
  const Room room(state, shape_.width);
  std::vector<Message> found;
  for (const auto& list : protocol_->messages_) list(params_, room.state(), lanes_, found);
  return found;
}

template <class P, class S>
std::vector<Bar> ProtocolModel<P, S>::bars(const std::byte* state) const {
  const Room room(state, shape_.width);
  std::vector<Bar> found;
  for (const auto list : protocol_->bars_)
    for (Bar& bar : list(params_, room.state(), lanes_)) found.push_back(std::move(bar));
  return found;
}

template <class P, class S>
std::string ProtocolModel<P, S>::explain(std::size_t property, const std::byte* state) const {
  const Room room(state, shape_.width);
  const auto& broken = protocol_->properties_[property];
  if (broken.explain) return broken.explain(params_, room.state(), lanes_);
  const bool shown = broken.about.when == When::sometimes;
  return (shown ? "" : "not: ") + broken.about.sentence;
}

}  // namespace lockstep
