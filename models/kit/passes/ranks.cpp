#include "models/kit/passes/ranks.hpp"

#include "models/kit/layout/layout.hpp"

#include <array>
#include <cstdint>

namespace lockstep::kit {
namespace {

bool renumber_family(const Places& tokens, std::byte* state) {
  std::array<std::uint64_t, 4> used{};
  tokens.for_each(static_cast<const std::byte*>(state), [&](const std::byte* token) {
    const auto raw = std::to_integer<unsigned>(*token);
    used[raw / 64] |= std::uint64_t{1} << raw % 64;
  });
  used[0] |= 1;  // none keeps its number
  const std::uint64_t beyond = used[1] | used[2] | used[3];
  if (beyond == 0 && (used[0] & (used[0] + 1)) == 0) return false;  // 0, 1, …, k already

  std::array<std::byte, 256> rank{};
  std::uint8_t next = 0;
  for (unsigned value = 0; value < 256; ++value)
    if (used[value / 64] >> value % 64 & 1) rank[value] = std::byte{next++};
  tokens.for_each(state,
                  [&](std::byte* token) { *token = rank[std::to_integer<unsigned>(*token)]; });
  return true;
}

}  // namespace

Ranks::Ranks(const Row& state) {
  for (const TypeKey family : token_families(state))
    families_.emplace_back(state, [&](const Row& row) {
      return (row.kind == Kind::token || row.kind == Kind::token_source) && row.key == family;
    });
}

bool Ranks::renumber(std::byte* state) const {
  bool changed = false;
  for (const Places& family : families_) changed |= renumber_family(family, state);
  return changed;
}

}  // namespace lockstep::kit
