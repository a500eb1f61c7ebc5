// Rows placed for one check: how many identities there are is known.
#pragma once

#include "models/kit/layout/rows.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace lockstep::kit {

inline constexpr unsigned identities_max = 16;        // of one tag
inline constexpr std::size_t state_bytes_max = 4096;  // of one state

// A state is read and written in words of 8 bytes: so many bytes, as whole words.
constexpr std::size_t whole_words(std::size_t bytes) { return (bytes + 7) / 8 * 8; }

struct Population {
  TypeKey key = nullptr;
  std::string name;  // "client"
  unsigned count = 0;
};

struct Layout {
  Row state;  // an object at offset 0; not further away than `width` is nothing that is in use
  std::vector<Population> populations;  // every tag of the state, and those of arguments

  // Both are multiples of 8. The engine stores `width` bytes; actions and properties see `size`, of
  // which those behind `width` are zero. They differ where a struct has room for more identities
  // than there are.
  std::size_t width = 0;
  std::size_t size = 0;

  // How many identities of this tag there are. Throws ContractBroken for an unknown tag.
  unsigned population(TypeKey tag) const;
};

// Works out width and size. Throws ContractBroken when a tag of the state has no population, when
// there are more identities than a table or set has room for, and when the state is too large.
Layout lay_out(Row state, std::vector<Population> populations);

// The tags of the state that may be renamed, in the order in which they come in the rows.
std::vector<TypeKey> symmetric_tags(const Row& state);
// The families of tokens in the state, likewise.
std::vector<TypeKey> token_families(const Row& state);

// Whether a field of this kind is somewhere within.
bool contains(const Row& row, Kind kind);

}  // namespace lockstep::kit
