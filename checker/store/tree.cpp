#include "checker/store/tree.hpp"

#include "checker/machine/checkpoint.hpp"

#include <algorithm>
#include <bit>

namespace lockstep {
namespace {

constexpr unsigned first_bits = 8;  // of a dictionary

// A leaf has this many bits more than its numbers need, because a new layout of the roots means
// that every state is put in its place anew.
constexpr unsigned spare_bits = 2;

}  // namespace

Tree::Tree(std::size_t key_words) {
  for (std::size_t i = 0; i < key_words; ++i)
    dictionaries_.push_back(std::make_shared<Dictionary>(first_bits));
  layout_ = laid_out(std::vector<unsigned>(key_words, first_bits + spare_bits));
}

std::shared_ptr<const Tree::Layout> Tree::laid_out(const std::vector<unsigned>& bits) {
  auto layout = std::make_shared<Layout>();
  layout->word_bits.assign(1, 0);
  for (const unsigned size : bits) {
    if (layout->word_bits.back() + size > 64) layout->word_bits.push_back(0);
    layout->leaves.push_back({layout->word_bits.size() - 1, layout->word_bits.back(), size});
    layout->word_bits.back() += size;
  }
  return layout;
}

bool Tree::fold(std::uint64_t* key) const {
  const Leaf* leaf = layout_->leaves.data();
  for (std::size_t i = 0; i < dictionaries_.size(); ++i, ++leaf) {
    const auto number = dictionaries_[i]->number(key[i]);
    if (!number || *number >> leaf->bits) return false;
    key[leaf->word] = (leaf->shift == 0 ? 0 : key[leaf->word]) | *number << leaf->shift;
  }
  return true;
}

// From the last to the first, because a leaf of the root stands in no later word than its value.
void Tree::unfold(std::uint64_t* root) const {
  for (std::size_t i = dictionaries_.size(); i-- > 0;) {
    const Leaf& leaf = layout_->leaves[i];
    const std::uint64_t mask = (std::uint64_t{1} << leaf.bits) - 1;
    root[i] = dictionaries_[i]->value(root[leaf.word] >> leaf.shift & mask);
  }
}

bool Tree::crowded(std::size_t leaf) const {
  return dictionaries_[leaf]->size() >> layout_->leaves[leaf].bits > 0;
}

bool Tree::crowded() const {
  for (std::size_t i = 0; i < dictionaries_.size(); ++i)
    if (dictionaries_[i]->crowded() || crowded(i)) return true;
  return false;
}

Tree Tree::grown() const {
  const bool all = !crowded();
  Tree larger = *this;
  std::vector<unsigned> bits;
  for (std::size_t i = 0; i < dictionaries_.size(); ++i) {
    auto& dictionary = larger.dictionaries_[i];
    if (all || dictionary->crowded()) dictionary = dictionary->grown();
    const auto needed = static_cast<unsigned>(std::bit_width(dictionary->size()));
    const unsigned before = layout_->leaves[i].bits;
    bits.push_back(crowded(i) ? std::max(before + 1, needed + spare_bits) : before);
  }
  const auto wider = laid_out(bits);
  if (wider->word_bits != layout_->word_bits) larger.layout_ = wider;
  return larger;
}

Tree Tree::translated(const Other& other) const {
  Tree same = *this;
  for (std::size_t i = 0; i < dictionaries_.size(); ++i)
    same.dictionaries_[i] =
        dictionaries_[i]->translated([&](std::uint64_t value) { return other(i, value); });
  return same;
}

std::uint64_t Tree::values() const {
  std::uint64_t sum = 0;
  for (const auto& dictionary : dictionaries_) sum += dictionary->size();
  return sum;
}

std::uint64_t Tree::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& dictionary : dictionaries_) sum += dictionary->bytes();
  return sum;
}

void Tree::save(CheckpointWriter& to) const {
  to.put<std::uint64_t>(dictionaries_.size());
  for (std::size_t i = 0; i < dictionaries_.size(); ++i) {
    to.put(layout_->leaves[i].bits);
    dictionaries_[i]->save(to);
  }
}

Tree Tree::load(CheckpointReader& from) {
  Tree loaded;
  std::vector<unsigned> bits;
  for (auto left = from.get<std::uint64_t>(); left > 0; --left) {
    bits.push_back(from.get<unsigned>());
    loaded.dictionaries_.push_back(Dictionary::load(from));
  }
  loaded.layout_ = laid_out(bits);
  return loaded;
}

}  // namespace lockstep
