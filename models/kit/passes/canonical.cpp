#include "models/kit/passes/canonical.hpp"

#include "models/kit/passes/order.hpp"
#include "models/kit/passes/ties.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace lockstep::kit {
namespace {

// Tries all orders; leaves the least state in `state`, and returns how it was come by.
Renaming least_order(const Renamer& renamer, std::byte* state, std::size_t width, Order& order,
                     unsigned count) {
  std::array<std::byte, state_bytes_max> old;
  std::array<std::byte, state_bytes_max> other;
  std::memcpy(old.data(), state, width);
  Renaming best = order.renaming(count);
  renamer.run(state, best);
  while (order.next(count)) {
    const Renaming renaming = order.renaming(count);
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
  unsigned tied = 0;
  for (const TypeKey tag : symmetric_tags(layout.state)) {
    const Lanes::Kind* kind = lanes ? lanes->find(tag) : nullptr;
    tags_.push_back({Signatures(layout, tag), Renamer(layout.state, tag), layout.population(tag),
                     ties(layout.state, tag), kind && kind->acts, kind ? kind->first : 0});
    tied += tags_.back().tied ? 1 : 0;
  }
  several_tied_ = tied > 1;
}

void Canonical::run(std::byte* state, LaneMap* lanes) const {
  constexpr int rounds_max = 3;
  bool again = true;
  for (int round = 0; again && round < rounds_max; ++round) {
    again = false;
    for (const OfTag& tag : tags_) {
      Renaming done;
      if (!sort(tag, state, done)) continue;
      if (lanes && tag.acts) rename_lanes(*lanes, tag.first_lane, done);
      again = several_tied_;
    }
  }
}

// Whether anything changed; then says how in `done`.
bool Canonical::sort(const OfTag& tag, std::byte* state, Renaming& done) const {
  Order order = order_of(tag.signatures, state, tag.count);
  if (tag.tied) {
    const unsigned orders = order.count_orders(tag.count);
    if (orders > 1 && orders <= orders_max) {
      std::array<std::byte, state_bytes_max> old;
      std::memcpy(old.data(), state, width_);
      done = least_order(tag.renamer, state, width_, order, tag.count);
      return std::memcmp(old.data(), state, width_) != 0;
    }
  }
  if (order.in_order) return false;
  done = order.renaming(tag.count);
  tag.renamer.run(state, done);
  return true;
}

}  // namespace lockstep::kit
