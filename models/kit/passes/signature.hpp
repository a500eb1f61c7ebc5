// What an identity looks like to somebody who cannot read names.
//
// The signature of a client is all that the state says about it: its cells, which sets it is in,
// which fields name it, which messages do; its own name within all that is replaced by "self" and
// that of another client by "other". Renaming the clients permutes the signatures and changes none.
// It is written into whole 64-bit words; what has no fixed order (messages of a bag) is hashed and
// added up. A collision would only store a state twice, never merge two.
#pragma once

#include "models/kit/layout/layout.hpp"
#include "models/kit/passes/abstract_hash.hpp"
#include "models/kit/passes/places.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep::kit {

// The signatures of all identities of one tag. Const and safe from many threads.
class Signatures {
 public:
  static constexpr std::size_t words_max = 2048;  // of all of them together

  // Throws ContractBroken when they need more words than that.
  Signatures(const Layout& layout, TypeKey tag);

  // Of one signature.
  unsigned words() const { return words_; }
  // Whether they leave four bits free in one word.
  bool are_short() const { return words_ == 1 && bits_in_last_word_ <= 60; }

  // Writes words() words for each identity, one after the other, over zeros. `state` has
  // Layout::width bytes.
  void write(const std::byte* state, std::uint64_t* signatures) const;

 private:
  // What one field adds to each signature: in this word, from this bit on.
  struct Part {
    enum class Way : std::uint8_t {
      name,    // a bit: the field names it
      set,     // a bit: it is in the set
      cell,    // up to eight bytes of its cell
      ending,  // the same where eight bytes may not be read, as the state may end before
      hashed_cell,
      hashed,
      bag,  // of messages that name identities in fixed places only: each is hashed once for each
    };
    Way way;
    std::uint8_t shift = 0;
    std::uint16_t word = 0;
    std::uint32_t at = 0;
    std::uint32_t stride = 0;
    std::uint32_t bytes = 0;
    std::uint32_t hash = 0;  // index
    std::uint32_t bag = 0;   // index
  };
  struct BagAt {
    QueueAt queue;
    std::vector<std::uint32_t> names;  // where a message names an identity
  };

  void add_row(const Row& row, std::uint32_t at, TypeKey tag, std::size_t width);
  void add_cells(const Row& table, std::uint32_t at, std::size_t width);
  void add_hashed(Part::Way way, Row row, std::uint32_t at, std::uint32_t stride, TypeKey tag);
  void add_bag(const Row& bag, std::uint32_t at, TypeKey tag);
  void add(Part part, unsigned bits);
  void write_part(const Part& part, const std::byte* state, std::uint64_t* signatures) const;
  void write_bag(const Part& part, const std::byte* state, std::uint64_t* signatures) const;

  unsigned count_;
  unsigned words_ = 0;
  unsigned bits_in_last_word_ = 64;
  std::vector<Part> parts_;
  std::vector<AbstractHash> hashes_;
  std::vector<BagAt> bags_;
};

}  // namespace lockstep::kit
