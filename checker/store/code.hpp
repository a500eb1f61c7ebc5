// How a state becomes a record: packed (packing.hpp), then scattered (scatter.hpp).
#pragma once

#include "checker/store/packing.hpp"
#include "checker/store/scatter.hpp"
#include "checker/store/shard.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace lockstep {

// A record is words() words: the scattered head, then the rest of the packed key. Const members
// are safe from many threads.
class Code {
 public:
  explicit Code(Packing packing)
      : packing_(std::move(packing)), keys_(shape_of(packing_)), scatter_(keys_.head_bits) {}

  // False, and the record is of no use, when the state has bits that the packing does not know.
  bool encode(const std::byte* state, std::uint64_t* record) const {
    if (!packing_.pack(state, record)) return false;
    scatter_.apply(record, keys_.words);
    return true;
  }

  // `scratch` has room for words() words.
  void decode(const std::uint64_t* record, std::uint64_t* scratch, std::byte* state) const {
    std::copy_n(record, keys_.words, scratch);
    scatter_.undo(scratch, keys_.words);
    packing_.unpack(scratch, state);
  }

  std::size_t words() const { return keys_.words; }
  const KeyShape& keys() const { return keys_; }
  const Packing& packing() const { return packing_; }

 private:
  static KeyShape shape_of(const Packing& packing) {
    const std::size_t words = packing.words();
    // A head of two bits more than the states need leaves every shard room to be partly empty.
    if (words == 1) return {1, std::clamp(packing.bits() + 2, 24u, 64u), 0};
    return {words, 64, 8 * (words - 2) + (packing.bits(words - 1) + 7) / 8};
  }

  Packing packing_;
  KeyShape keys_;
  Scatter scatter_;
};

}  // namespace lockstep
