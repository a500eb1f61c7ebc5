#include "checker/store/code.hpp"

#include "checker/machine/checkpoint.hpp"
#include "checker/model/state.hpp"

#include <algorithm>
#include <utility>

namespace lockstep {
namespace {

// So many states must be there before it can be told that a tree saves nothing: of few states, many
// parts are seen for the first time. Then it must have fewer values than a part of the states.
constexpr std::uint64_t states_that_tell = std::uint64_t{1} << 20;
constexpr std::uint64_t states_for_one_value = 2;

// Of a packed key or of the root that stands for it.
template <class Words>
KeyShape shape_of(const Words& key) {
  const std::size_t words = key.words();
  // A head of two bits more than the states need leaves every shard room to be partly empty.
  if (words == 1) return {1, std::clamp(key.bits(0) + 2, 24u, 64u), 0};
  return {words, 64, 8 * (words - 2) + (key.bits(words - 1) + 7) / 8};
}

std::optional<Tree> tree_for(const Packing& packing) {
  if (packing.words() == 1) return std::nullopt;
  return Tree(packing.words());
}

}  // namespace

Code::Code(Packing packing, std::optional<Tree> tree)
    : packing_(std::move(packing)),
      tree_(std::move(tree)),
      keys_(tree_ ? shape_of(*tree_) : shape_of(packing_)),
      scatter_(keys_.head_bits) {}

Code::Code(Packing packing) : Code(packing, tree_for(packing)) {}

void Code::decode(const std::uint64_t* record, std::uint64_t* scratch, std::byte* state) const {
  std::copy_n(record, keys_.words, scratch);
  scatter_.undo(scratch, keys_.words);
  if (tree_) tree_->unfold(scratch);
  packing_.unpack(scratch, state);
}

// Where the words of keys take up what they took up before, the roots stay, and each word of the
// old keys becomes one of the new: it is unpacked and packed again.
std::shared_ptr<const Code> Code::widened(const std::vector<std::byte>& wanted) const {
  Packing wider = packing_.widened(wanted);
  if (!tree_ || !wider.has_words_of(packing_)) return std::make_shared<const Code>(wider);
  StateBytes state(packing_.width());
  Tree tree = tree_->translated([&](std::size_t word, std::uint64_t value) {
    std::vector<std::uint64_t> key(packing_.words());
    key[word] = value;
    packing_.unpack(key.data(), state.data());
    wider.pack(state.data(), key.data());
    return key[word];
  });
  return std::shared_ptr<const Code>(new Code(std::move(wider), std::move(tree)));
}

std::shared_ptr<const Code> Code::grown(std::uint64_t states) const {
  const bool saves = states < states_that_tell || tree_->values() * states_for_one_value < states;
  return std::shared_ptr<const Code>(
      new Code(packing_, saves ? std::optional(tree_->grown()) : std::nullopt));
}

void Code::save(CheckpointWriter& to) const {
  packing_.save(to);
  to.put(tree_.has_value());
  if (tree_) tree_->save(to);
}

std::shared_ptr<const Code> Code::load(CheckpointReader& from) {
  Packing packing = Packing::load(from);
  std::optional<Tree> tree;
  if (from.get<bool>()) tree = Tree::load(from);
  return std::shared_ptr<const Code>(new Code(std::move(packing), std::move(tree)));
}

}  // namespace lockstep
