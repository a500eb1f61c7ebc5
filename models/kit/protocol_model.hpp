// A protocol with its parameters, as the engine sees it.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/narrator.hpp"
#include "models/kit/canonical.hpp"
#include "models/kit/guarded_model.hpp"
#include "models/kit/protocol.hpp"
#include "models/kit/ranks.hpp"
#include "models/kit/time.hpp"
#include "models/kit/watched.hpp"

#include <memory>
#include <string>
#include <vector>

namespace lockstep {

namespace kit {

// "asks {0} for {1}" with the braces filled.
std::string filled(const std::string& pattern, const std::vector<std::string>& words);

// "in `grant (client 2)`, at holder: …"
[[noreturn]] void broken_in_action(const std::string& label, const std::string& field,
                                   const std::string& what);

// The path of the field at `where` within `value`, or nothing.
template <class T>
std::string field_at(const T& value, const void* where, const std::string& path = "") {
  const auto* at = static_cast<const char*>(where);
  const auto* from = reinterpret_cast<const char*>(&value);
  if (at < from || at >= from + sizeof(T)) return "";
  std::string found = path;
  if constexpr (Described<T>) {
    for_each_member(value, [&](const char* name, const auto& member) {
      const std::string inner = field_at(member, where, path.empty() ? name : path + '.' + name);
      if (!inner.empty()) found = inner;
    });
  } else if constexpr (has_cells<T>) {
    unsigned index = 1;
    for (const auto& cell : Inside::cells(value)) {
      const std::string inner = field_at(cell, where, path + '[' + std::to_string(index++) + ']');
      if (!inner.empty()) found = inner;
    }
  }
  return found;
}

}  // namespace kit

template <class Params, class State>
class ProtocolModel final : public GuardedModel, private Narrator {
  static_assert(kit::is_packed<State>, "the state must be trivially copyable");
  static_assert(alignof(State) <= 8);
  using Room = kit::Room<State>;

 public:
  // Throws Refused when the parameters do not go together, ContractBroken when the declarations do
  // not.
  ProtocolModel(std::shared_ptr<const Protocol<Params, State>> protocol, const Params& params)
      : protocol_(std::move(protocol)), params_(params) {
    for (const auto& [truth, sentence] : protocol_->needs_)
      if (!truth(params_)) throw Refused(sentence);
    for (const auto derive : protocol_->derive_) derive(params_);
    count_identities();
    fill_shape();
  }

  const Shape& shape() const override { return shape_; }

  void starts(Sink& sink) const override {
    for (const auto start : protocol_->starts_)
      start(params_, [&](const State& state) { sink({}, Room(state).bytes()); });
  }

  void steps(const std::byte* state, Sink& sink) const override {
    const Room from(state, shape_.width);
    Room next = from;
    kit::Watched watched(sink, shape_.actions);
    Sink& into = kit::holds_time<State> ? static_cast<Sink&>(watched) : sink;
    kit::Exploring<Params, State> exploring{params_, from, next, into, {}};
    try {
      for (const auto run : runs_) {
        run(exploring);
        ++exploring.move.action;
      }
    } catch (const kit::FieldBroken& broken) {
      kit::broken_in_action(shape_.actions[exploring.move.action].name,
                            kit::field_at(next.state(), broken.where), broken.what());
    }
    if constexpr (kit::holds_time<State>)
      if (!watched.moved() && is_overdue(from.state()))
        kit::broken_by_timelock(overdue(from.state()));
  }

  std::uint64_t broken(const std::byte* state, bool at_end) const override {
    const Room room(state, shape_.width);
    std::uint64_t found = 0;
    for (const Judge& property : judges_)
      if ((at_end || !property.at_end) &&
          property.truth(params_, room.state()) == property.told_when)
        found |= property.bit;
    return found;
  }

  void canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const override {
    if (lanes) Model::canonicalise(state, reductions, lanes);
    Room room(state, shape_.width);
    bool changed = false;
    if constexpr (kit::holds_tokens<State>) {
      if (reductions & token_ranks)
        boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Families>>(
            [&](auto family) {
              changed |= kit::renumber_tokens<typename decltype(family)::type>(room.state());
            });
    }
    if constexpr (kit::has_symmetry<State>) {
      if (reductions & symmetry)
        kit::sort_all_identities(room.state(), Population{*this}, Renamed{*this, lanes, changed});
    }
    if (changed) std::memcpy(state, room.bytes(), shape_.width);
  }

  void check_guards(const std::byte* state) const override {
    const Room room(state, shape_.width);
    for (const auto& action : protocol_->actions_)
      if (action.bad_guard(params_, room.state()))
        throw ContractBroken(
            "`" + action.about.name +
            "` changed the state before a WHEN that failed: use UNDO_UNLESS there; in " +
            json(state));
  }

  bool lets_time_pass(std::uint16_t action) const override {
    return protocol_->actions_.at(action).lets_time_pass;
  }

  Waiting waiting(const std::byte* state) const override {
    if constexpr (!kit::holds_time<State>) return Waiting::nothing;
    return kit::waiting(params_, Room(state, shape_.width).state());
  }

  const Narrator& narrator() const override { return *this; }

 private:
  using Sources = kit::FamiliesIn<State>;
  using Families = boost::mp11::mp_unique<Sources>;
  using Tags = kit::TagsIn<State>;
  static_assert(boost::mp11::mp_is_set<Sources>::value || kit::copies_token_sources<State>,
                "a family of tokens has exactly one source in the state");

  struct Population {
    const ProtocolModel& model;
    template <class Tag>
    unsigned operator()() const {
      return model.populations_[boost::mp11::mp_find<Tags, Tag>::value];
    }
  };

  struct Renamed {
    const ProtocolModel& model;
    LaneMap* lanes;
    bool& changed;
    template <class Tag>
    void operator()(const kit::Renaming& renaming) const {
      changed = true;
      if (lanes) model.rename_lanes(kit::key_of_tag<Tag>(), renaming, *lanes);
    }
  };

  struct Judge {
    bool (*truth)(const Params&, const State&);
    bool at_end;
    bool told_when;  // the truth that sets its bit
    std::uint64_t bit;
  };

  bool is_overdue(const State& state) const {
    for (const auto due : protocol_->due_)
      if (due(params_, state)) return true;
    return deadline_expired(state);
  }

  // The deadlines that have run out, by the names of their fields.
  std::vector<std::string> overdue(const State& state) const {
    std::vector<std::string> names;
    kit::for_each_timer(state, [&](const auto& timer) {
      if (timer.urgent && timer.expired()) names.push_back(kit::field_at(state, &timer));
    });
    return names;
  }

  void rename_lanes(kit::TagKey key, const kit::Renaming& renaming, LaneMap& lanes) const {
    const Lanes::Kind* kind = lanes_.find(key);
    if (!kind || !kind->acts) return;
    for (std::uint8_t& lane : lanes)
      if (lane >= kind->first && lane < kind->first + renaming.count)
        lane = static_cast<std::uint8_t>(kind->first + renaming.to[lane - kind->first]);
  }

  void count_identities();
  void fill_shape();
  bool tokens_repeat() const;

  // Narrator.
  kit::Scene<Params, State> scene(const State& from) const {
    return {params_, from, lanes_, protocol_->wires_};
  }
  std::string label(Move move, const std::byte* from) const override;
  unsigned lane(Move move, const std::byte* from) const override;
  std::vector<Change> changes(const std::byte* before, const std::byte* after) const override;
  std::string json(const std::byte* state) const override;
  std::vector<Message> in_flight(const std::byte* state) const override;
  std::vector<Bar> bars(const std::byte* state) const override;
  std::string explain(std::size_t property, const std::byte* state) const override;

  std::shared_ptr<const Protocol<Params, State>> protocol_;
  Params params_;
  Lanes lanes_;
  Shape shape_;
  std::array<std::uint8_t, boost::mp11::mp_size<Tags>::value> populations_{};
  std::vector<void (*)(kit::Exploring<Params, State>&)> runs_;
  std::vector<Judge> judges_;
};

}  // namespace lockstep

#include "models/kit/protocol_model_parts.hpp"
