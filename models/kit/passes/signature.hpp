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

  unsigned count() const { return count_; }
  unsigned words() const { return words_; }  // of one signature
  // Whether one word has room for a signature, and for four lower bits that are left free.
  bool are_short() const { return short_; }

  // Whether short signatures hold all that the state says about identities of the tag: then
  // sort() brings them in order.
  bool say_all() const { return short_ && hashed_.empty() && bags_.empty(); }

  // Renames the identities so that their signatures ascend, when these say all: the state is
  // written anew from the sorted signatures. Whether anything changed.
  bool sort(std::byte* state) const;

  // Adds the bits of words() words for each identity, one after the other. `state` has
  // Layout::width bytes.
  void write(const std::byte* state, std::uint64_t* signatures) const;

 private:
  // Where what a field says goes: into this word of the signature, from this bit on.
  struct Part {
    std::uint32_t at = 0;
    std::uint16_t word = 0;
    std::uint8_t shift = 0;
  };
  // Up to eight bytes of each cell of a table.
  struct Cells {
    Part part;
    std::uint32_t stride;
    std::uint64_t mask;
  };
  // Those of a table of eight bytes in all, most often zero.
  struct FewCells {
    Part part;
    std::uint32_t bits;  // of a cell
    std::uint64_t mask;
    std::uint64_t all;
  };
  struct Hashed {
    Part part;
    std::uint32_t stride;
    AbstractHash hash;
  };
  // Messages that name identities in fixed places only: each is hashed once for each that it names.
  struct BagAt {
    Part part;
    QueueAt queue;
    std::vector<std::uint32_t> names;
    AbstractHash hash;
  };

  void add_row(const Row& row, std::uint32_t at, TypeKey tag, std::size_t width);
  void add_cells(const Row& table, std::uint32_t at, std::size_t width);
  void add_hashed(Row row, std::uint32_t at, std::uint32_t stride, TypeKey tag);
  void add_bag(const Row& bag, std::uint32_t at, TypeKey tag);
  Part next_part(std::uint32_t at, unsigned bits);

  void leave_four_bits();

  template <class Words>
  void write_to(const std::byte* state, std::uint64_t* signatures, Words words) const;
  void write_back(const std::uint64_t* keys, unsigned from, std::byte* state) const;
  void write_more(const std::byte* state, std::uint64_t* signatures) const;
  void write_hashed(const Hashed& hashed, const std::byte* state, std::uint64_t* signatures) const;
  void write_bag(const BagAt& bag, const std::byte* state, std::uint64_t* signatures) const;

  unsigned count_;
  unsigned words_ = 0;
  unsigned bits_in_last_word_ = 64;
  bool short_ = false;
  bool has_more_ = false;  // than names and cells
  std::vector<Part> names_;
  std::vector<Part> sets_;
  std::vector<FewCells> few_cells_;
  std::vector<Cells> cells_;
  std::vector<Cells> last_cells_;  // eight bytes may not be read from all: the state may end before
  std::vector<Hashed> hashed_;
  std::vector<BagAt> bags_;
};

}  // namespace lockstep::kit
