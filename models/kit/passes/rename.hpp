// Gives identities other names, everywhere in a state.
//
// Tables move their cells, identities within messages are renamed too, and no model has a word to
// say about it.
#pragma once

#include "models/kit/layout/layout.hpp"
#include "models/kit/passes/places.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep::kit {

// A renaming of the identities 0 .. count-1 of one tag.
struct Renaming {
  unsigned count = 0;
  std::array<std::uint8_t, identities_max> to{};    // old index -> new index
  std::array<std::uint8_t, identities_max> from{};  // new index -> old index
};

// Everything in a state, or in a message, that has to do with one tag. Const and safe from many
// threads.
class Renamer {
 public:
  Renamer(const Row& row, TypeKey tag);

  void run(std::byte* state, const Renaming& renaming) const;

 private:
  struct Cells {  // of a table with this tag
    std::uint32_t at;
    std::uint32_t stride;
    std::uint32_t size;
  };
  struct SetAt {
    std::uint32_t at;
    std::uint32_t bytes;
  };
  struct InQueue;

  void find_tables(const Row& row, std::uint32_t at, TypeKey tag);
  void add_cells(Cells cells);
  bool any() const;

  std::vector<Cells> cells_;
  std::vector<SetAt> sets_;
  std::vector<std::uint32_t> names_;
  std::vector<InQueue> queues_;
};

struct Renamer::InQueue {
  QueueAt queue;
  Renamer inside;  // each message
};

}  // namespace lockstep::kit
