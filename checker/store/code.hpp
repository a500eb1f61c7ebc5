// How a state becomes a record: packed (packing.hpp), when that takes more than a word folded
// (tree.hpp), then scattered (scatter.hpp).
#pragma once

#include "checker/store/packing.hpp"
#include "checker/store/scatter.hpp"
#include "checker/store/shard.hpp"
#include "checker/store/tree.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace lockstep {

class CheckpointReader;
class CheckpointWriter;

// A record is words() words: the scattered head, then the rest of the packed key or of the root.
// Const members are safe from many threads.
class Code {
 public:
  explicit Code(Packing packing);

  // False, and the record is of no use, when the state has bits that the packing does not know, or
  // a part for which there is no room. `record` has room for room() words.
  bool encode(const std::byte* state, std::uint64_t* record) const {
    if (!packing_.pack(state, record)) return false;
    if (tree_ && !tree_->fold(record)) return false;
    scatter_.apply(record, keys_.words);
    return true;
  }

  // `scratch` has room for room() words.
  void decode(const std::uint64_t* record, std::uint64_t* scratch, std::byte* state) const;

  // For the states of this code and others: those that differ from the first in the bits of
  // `wanted` (Packing::add_misfit).
  std::shared_ptr<const Code> widened(const std::vector<std::byte>& wanted) const;

  // Is a record of the other code a record of this one, of the same state?
  bool has_records_of(const Code& other) const {
    return tree_ && other.tree_ && tree_->has_roots_of(*other.tree_);
  }

  // Its tables are so full that it should be replaced by a code with more room.
  bool crowded() const { return tree_ && tree_->crowded(); }

  // The same with more room. `states` is the number of those that are kept: a tree that saves
  // nothing any more is cut down.
  std::shared_ptr<const Code> grown(std::uint64_t states) const;

  std::size_t words() const { return keys_.words; }
  std::size_t room() const { return std::max(words(), packing_.words()); }
  const KeyShape& keys() const { return keys_; }
  const Packing& packing() const { return packing_; }
  bool folds() const { return tree_.has_value(); }
  std::uint64_t values() const { return tree_ ? tree_->values() : 0; }  // in its dictionaries
  std::uint64_t bytes() const { return tree_ ? tree_->bytes() : 0; }    // of them

  void save(CheckpointWriter& to) const;
  static std::shared_ptr<const Code> load(CheckpointReader& from);

 private:
  Code(Packing packing, std::optional<Tree> tree);

  Packing packing_;
  std::optional<Tree> tree_;
  KeyShape keys_;
  Scatter scatter_;
};

}  // namespace lockstep
