#include "models/kit/passes/canonical.hpp"

#include "models/kit/passes/order.hpp"
#include "models/kit/passes/ties.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace lockstep::kit {
namespace {

// Tries all orders; leaves the least state in `state`, and returns how it was come by.
Renaming least_order(const Renamer& renamer, std::byte* state, std::size_t width, Order& order) {
  std::array<std::byte, state_bytes_max> old;
  std::array<std::byte, state_bytes_max> other;
  std::memcpy(old.data(), state, width);
  Renaming best = order.renaming();
  renamer.run(state, best);
  while (order.next()) {
    const Renaming renaming = order.renaming();
    std::memcpy(other.data(), old.data(), width);
    renamer.run(other.data(), renaming);
    if (std::memcmp(other.data(), state, width) >= 0) continue;
    std::memcpy(state, other.data(), width);
    best = renaming;
  }
  return best;
}

void rename_lanes(LaneMap& lanes, unsigned first, const Renaming& renaming) {
  for (std::uint8_t& lane : lanes)
    if (lane >= first && lane < first + renaming.count)
      lane = static_cast<std::uint8_t>(first + renaming.to[lane - first]);
}

}  // namespace

Canonical::Canonical(const Layout& layout, const Lanes* lanes) : width_(layout.width) {
  int tied = 0;
  for (const TypeKey tag : symmetric_tags(layout.state)) {
    const Lanes::Kind* kind = lanes ? lanes->find(tag) : nullptr;
    tags_.push_back({Signatures(layout, tag), Renamer(layout.state, tag), ties(layout.state, tag),
                     kind && kind->acts, kind ? kind->first : 0});
    tied += tags_.back().tied ? 1 : 0;
  }
  several_tied_ = tied > 1;
  signatures_say_all_ = tied == 0 && std::all_of(tags_.begin(), tags_.end(), [](const OfTag& tag) {
                          return tag.signatures.say_all();
                        });
}

void Canonical::run(std::byte* state, LaneMap* lanes) const {
  if (signatures_say_all_ && !lanes) {
    for (const OfTag& tag : tags_) tag.signatures.sort(state);
    return;
  }
  constexpr int rounds_max = 3;
  bool again = true;
  for (int round = 0; again && round < rounds_max; ++round) {
    again = false;
    for (const OfTag& tag : tags_)
      if (sort(tag, state, lanes)) again = several_tied_;
  }
}

// Whether anything changed.
bool Canonical::sort(const OfTag& tag, std::byte* state, LaneMap* lanes) const {
  if (tag.tied) return sort_tied(tag, state, lanes);
  Renaming done;
  if (!renaming_into_order(tag.signatures, state, done)) return false;
  rename(tag, state, done, lanes);
  return true;
}

bool Canonical::sort_tied(const OfTag& tag, std::byte* state, LaneMap* lanes) const {
  Order order(tag.signatures, state);
  const unsigned orders = order.count();
  if (orders > 1 && orders <= orders_max) {
    std::array<std::byte, state_bytes_max> old;
    std::memcpy(old.data(), state, width_);
    const Renaming done = least_order(tag.renamer, state, width_, order);
    if (std::memcmp(old.data(), state, width_) == 0) return false;
    if (lanes && tag.acts) rename_lanes(*lanes, tag.first_lane, done);
    return true;
  }
  if (order.in_order()) return false;
  rename(tag, state, order.renaming(), lanes);
  return true;
}

void Canonical::rename(const OfTag& tag, std::byte* state, const Renaming& renaming,
                       LaneMap* lanes) const {
  tag.renamer.run(state, renaming);
  if (lanes && tag.acts) rename_lanes(*lanes, tag.first_lane, renaming);
}

}  // namespace lockstep::kit
