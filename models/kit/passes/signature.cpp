#include "models/kit/passes/signature.hpp"

#include "checker/errors/errors.hpp"
#include "models/kit/passes/ties.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace lockstep::kit {
namespace {

static_assert(std::endian::native == std::endian::little,
              "the first byte of a cell is the lowest of its word");

std::uint64_t load(const std::byte* from) {
  std::uint64_t word;
  std::memcpy(&word, from, 8);
  return word;
}

// Whether the messages name identities of the tag in fixed places and nowhere else.
bool names_in_fixed_places(const Row& message, TypeKey tag) {
  bool only = true;
  for_each_place(message, [&](const Row& row, std::uint32_t) {
    const bool name = row.kind == Kind::id || row.kind == Kind::maybe;
    if (!name && mentions(row, tag)) only = false;
  });
  return only;
}

bool holds_table_of(const Row& row, TypeKey tag) {
  return (row.kind == Kind::table && row.key == tag) ||
         std::any_of(row.within.begin(), row.within.end(),
                     [&](const Row& part) { return holds_table_of(part, tag); });
}

}  // namespace

Signatures::Signatures(const Layout& layout, TypeKey tag) : count_(layout.population(tag)) {
  add_row(layout.state, 0, tag, layout.width);
  words_ = std::max(words_, 1u);
  if (std::size_t{count_} * words_ > words_max)
    throw ContractBroken("the cells of an identity are too large to bring identities in order");
}

void Signatures::add(Part part, unsigned bits) {
  if (bits_in_last_word_ + bits > 64) {
    ++words_;
    bits_in_last_word_ = 0;
  }
  part.word = static_cast<std::uint16_t>(words_ - 1);
  part.shift = static_cast<std::uint8_t>(bits_in_last_word_);
  bits_in_last_word_ += bits;
  parts_.push_back(part);
}

void Signatures::add_row(const Row& row, std::uint32_t at, TypeKey tag, std::size_t width) {
  if (!mentions(row, tag)) return;
  using Way = Part::Way;
  switch (row.kind) {
    case Kind::id:
    case Kind::maybe: add({.way = Way::name, .at = at}, 1); break;
    case Kind::set: add({.way = Way::set, .at = at}, 1); break;
    case Kind::object:
      for (const Row& member : row.within) add_row(member, at + member.offset, tag, width);
      break;
    case Kind::table:
      if (row.key == tag && mentions(row.cell(), tag))
        add_hashed(Way::hashed_cell, row.cell(), at + row.cells, row.stride, tag);
      else if (row.key == tag)
        add_cells(row, at, width);
      else
        add_hashed(Way::hashed, row, at, 0, tag);
      break;
    case Kind::bag: add_bag(row, at, tag); break;
    default: add_hashed(Way::hashed, row, at, 0, tag);
  }
}

void Signatures::add_cells(const Row& table, std::uint32_t at, std::size_t width) {
  const std::uint32_t size = table.cell().size;
  for (std::uint32_t from = 0; from < size; from += 8) {
    const std::uint32_t bytes = std::min(size - from, 8u);
    const std::uint32_t first = at + table.cells + from;
    const bool ends = first + (count_ - 1) * table.stride + 8 > width;
    add({.way = ends && bytes < 8 ? Part::Way::ending : Part::Way::cell,
         .at = first,
         .stride = table.stride,
         .bytes = bytes},
        8 * bytes);
  }
}

void Signatures::add_hashed(Part::Way way, Row row, std::uint32_t at, std::uint32_t stride,
                            TypeKey tag) {
  row.offset = 0;
  hashes_.emplace_back(row, tag);
  add({.way = way,
       .at = at,
       .stride = stride,
       .hash = static_cast<std::uint32_t>(hashes_.size() - 1)},
      64);
}

void Signatures::add_bag(const Row& bag, std::uint32_t at, TypeKey tag) {
  if (!names_in_fixed_places(bag.cell(), tag) || holds_table_of(bag.cell(), tag))
    return add_hashed(Part::Way::hashed, bag, at, 0, tag);
  BagAt made{QueueAt(bag, at), {}};
  for_each_place(bag.cell(), [&](const Row& row, std::uint32_t place) {
    if (mentions(row, tag)) made.names.push_back(place);
  });
  bags_.push_back(std::move(made));
  add_hashed(Part::Way::bag, bag.cell(), at, 0, tag);
  parts_.back().bag = static_cast<std::uint32_t>(bags_.size() - 1);
}

void Signatures::write(const std::byte* state, std::uint64_t* signatures) const {
  for (const Part& part : parts_) write_part(part, state, signatures + part.word);
}

// The members are read once: stores to the signatures would make the compiler read them again.
void Signatures::write_part(const Part& part, const std::byte* state,
                            std::uint64_t* signatures) const {
  const unsigned words = words_;
  const unsigned count = count_;
  const unsigned shift = part.shift;
  const std::uint32_t stride = part.stride;
  const std::byte* at = state + part.at;
  switch (part.way) {
    case Part::Way::name:
      if (const auto raw = std::to_integer<unsigned>(*at); raw != 0 && raw <= count)
        signatures[(raw - 1) * words] |= std::uint64_t{1} << shift;
      break;
    case Part::Way::set:
      for (unsigned i = 0; i < count; ++i, signatures += words)
        *signatures |= std::uint64_t{std::to_integer<unsigned>(at[i / 8]) >> i % 8 & 1u} << shift;
      break;
    case Part::Way::cell: {
      const std::uint64_t mask = ~std::uint64_t{0} >> (64 - 8 * part.bytes);
      for (unsigned i = 0; i < count; ++i, signatures += words, at += stride)
        *signatures |= (load(at) & mask) << shift;
      break;
    }
    case Part::Way::ending:
      for (unsigned i = 0; i < count; ++i, signatures += words, at += stride) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, part.bytes);
        *signatures |= word << shift;
      }
      break;
    case Part::Way::hashed_cell:
    case Part::Way::hashed:
      for (unsigned i = 0; i < count; ++i, signatures += words, at += stride) {
        bool named = false;
        *signatures = hashes_[part.hash](at, i, named);
      }
      break;
    case Part::Way::bag: write_bag(part, state, signatures); break;
  }
}

void Signatures::write_bag(const Part& part, const std::byte* state,
                           std::uint64_t* signatures) const {
  const BagAt& bag = bags_[part.bag];
  const AbstractHash& hash = hashes_[part.hash];
  const std::byte* message = state + bag.queue.cells;
  for (unsigned left = bag.queue.used(state); left > 0; --left, message += bag.queue.stride) {
    unsigned done = 0;  // a bit for each that this message names
    for (const std::uint32_t place : bag.names) {
      const auto raw = std::to_integer<unsigned>(message[place]);
      if (raw == 0 || raw > count_ || (done >> raw & 1u) != 0) continue;
      done |= 1u << raw;
      bool named = false;
      signatures[(raw - 1) * words_] += mixed(hash(message, raw - 1, named));
    }
  }
}

}  // namespace lockstep::kit
