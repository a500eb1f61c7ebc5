// A tree over a long key: each word of the key is looked up in a dictionary of its own, and their
// numbers side by side, the root, stand for the key.
//
// A step changes few fields, so there are few different words beside states: the 1,120,782 states
// of `deadline-lease clients=3 delay=unbounded` have keys of 99 bits in four words. Laarman, van de
// Pol, Weber, "Parallel recursive state compression for free", SPIN 2011, of which this is the tree
// of one level.
#pragma once

#include "checker/store/dictionary.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace lockstep {

class Tree {
 public:
  // For keys of `key_words` words.
  explicit Tree(std::size_t key_words);

  // The root in place of the key, and back. False when a word has no number and there is no room
  // for it; the key is of no use then. Any number of threads may call both concurrently.
  bool fold(std::uint64_t* key) const;
  void unfold(std::uint64_t* root) const;

  // Does it need more room?
  bool crowded() const;

  // The same with more room where it is crowded, or everywhere when it is crowded nowhere.
  Tree grown() const;

  // The same roots for other keys: `other` is given the place of a word in the key and the word.
  using Other = std::function<std::uint64_t(std::size_t, std::uint64_t)>;
  Tree translated(const Other& other) const;

  // Is a root of the other tree one of this tree, for a key that may have been translated?
  bool has_roots_of(const Tree& other) const { return layout_ == other.layout_; }

  std::size_t words() const { return layout_->word_bits.size(); }             // of a root
  unsigned bits(std::size_t word) const { return layout_->word_bits[word]; }  // used: the low ones
  std::uint64_t values() const;                                               // in all dictionaries
  std::uint64_t bytes() const;

  void save(CheckpointWriter& to) const;
  static Tree load(CheckpointReader& from);

 private:
  // Where the number of a word of the key stands in the root; never in a later word.
  struct Leaf {
    std::size_t word = 0;
    unsigned shift = 0;
    unsigned bits = 0;
  };

  // Shared by all trees that came from one another without a change of roots.
  struct Layout {
    std::vector<Leaf> leaves;  // one for each word of the key
    std::vector<unsigned> word_bits;
  };

  Tree() = default;
  bool crowded(std::size_t leaf) const;
  static std::shared_ptr<const Layout> laid_out(const std::vector<unsigned>& bits);

  std::vector<std::shared_ptr<Dictionary>> dictionaries_;  // one for each word of the key
  std::shared_ptr<const Layout> layout_;
};

}  // namespace lockstep
