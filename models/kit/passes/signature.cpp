#include "models/kit/passes/signature.hpp"

#include "checker/errors/errors.hpp"
#include "models/kit/passes/short_keys.hpp"
#include "models/kit/passes/ties.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <type_traits>

namespace lockstep::kit {
namespace {

static_assert(std::endian::native == std::endian::little,
              "the first byte of a cell is the lowest of its word");

std::uint64_t load(const std::byte* from) {
  std::uint64_t word;
  std::memcpy(&word, from, 8);
  return word;
}

std::uint64_t load_some(const std::byte* from, std::uint64_t mask) {
  std::uint64_t word = 0;
  for (unsigned shift = 0; (mask >> shift & 1u) != 0; shift += 8, ++from)
    word |= std::uint64_t{std::to_integer<unsigned>(*from)} << shift;
  return word;
}

template <std::size_t bytes>
void put_cells_of(const std::uint64_t* keys, unsigned count, unsigned shift, std::byte* to,
                  std::uint32_t stride) {
  for (unsigned i = 0; i < count; ++i, to += stride) {
    const std::uint64_t cell = keys[i] >> shift;
    std::memcpy(to, &cell, bytes);
  }
}

// The cells of sorted identities. A short key has room for seven bytes.
[[gnu::always_inline]] inline void put_cells(const std::uint64_t* keys, unsigned count,
                                             unsigned shift, std::uint64_t mask, std::byte* to,
                                             std::uint32_t stride) {
  switch (std::bit_width(mask) / 8) {
    case 1: return put_cells_of<1>(keys, count, shift, to, stride);
    case 2: return put_cells_of<2>(keys, count, shift, to, stride);
    case 3: return put_cells_of<3>(keys, count, shift, to, stride);
    case 4: return put_cells_of<4>(keys, count, shift, to, stride);
    case 5: return put_cells_of<5>(keys, count, shift, to, stride);
    case 6: return put_cells_of<6>(keys, count, shift, to, stride);
    default: return put_cells_of<7>(keys, count, shift, to, stride);
  }
}

constexpr std::uint64_t mask_of(std::uint32_t bytes) {
  return ~std::uint64_t{0} >> (64 - 8 * bytes);
}

// Whether the messages name identities of the tag in fixed places and nowhere else.
bool names_in_fixed_places(const Row& message, TypeKey tag) {
  if (message.kind == Kind::table && message.key == tag) return false;
  if (message.kind == Kind::id || message.kind == Kind::maybe) return true;
  if (holds_messages(message.kind) || message.kind == Kind::set) return !mentions(message, tag);
  return std::all_of(message.within.begin(), message.within.end(),
                     [&](const Row& part) { return names_in_fixed_places(part, tag); });
}

}  // namespace

Signatures::Signatures(const Layout& layout, TypeKey tag) : count_(layout.population(tag)) {
  add_row(layout.state, 0, tag, layout.width);
  words_ = std::max(words_, 1u);
  has_more_ = !(sets_.empty() && few_cells_.empty() && last_cells_.empty() && hashed_.empty() &&
                bags_.empty());
  leave_four_bits();
  if (std::size_t{count_} * words_ > words_max)
    throw ContractBroken("the cells of an identity are too large to bring identities in order");
}

Signatures::Part Signatures::next_part(std::uint32_t at, unsigned bits) {
  if (bits_in_last_word_ + bits > 64) {
    ++words_;
    bits_in_last_word_ = 0;
  }
  const Part part{at, static_cast<std::uint16_t>(words_ - 1),
                  static_cast<std::uint8_t>(bits_in_last_word_)};
  bits_in_last_word_ += bits;
  return part;
}

void Signatures::add_row(const Row& row, std::uint32_t at, TypeKey tag, std::size_t width) {
  if (!mentions(row, tag)) return;
  switch (row.kind) {
    case Kind::id:
    case Kind::maybe: names_.push_back(next_part(at, 1)); break;
    case Kind::set: sets_.push_back(next_part(at, 1)); break;
    case Kind::object:
      for (const Row& member : row.within) add_row(member, at + member.offset, tag, width);
      break;
    case Kind::table:
      if (row.key == tag && mentions(row.cell(), tag))
        add_hashed(row.cell(), at + row.cells, row.stride, tag);
      else if (row.key == tag)
        add_cells(row, at + row.cells, width);
      else
        add_hashed(row, at, 0, tag);
      break;
    case Kind::bag: add_bag(row, at, tag); break;
    default: add_hashed(row, at, 0, tag);
  }
}

void Signatures::add_cells(const Row& table, std::uint32_t at, std::size_t width) {
  const std::uint32_t size = table.cell().size;
  if (size == table.stride && count_ * size <= 8 && at + 8 <= width) {
    few_cells_.push_back(
        {next_part(at, 8 * size), 8 * size, mask_of(size), mask_of(count_ * size)});
    return;
  }
  for (std::uint32_t from = 0; from < size; from += 8) {
    const std::uint32_t bytes = std::min(size - from, 8u);
    const bool ends = bytes < 8 && at + from + (count_ - 1) * table.stride + 8 > width;
    (ends ? last_cells_ : cells_)
        .push_back({next_part(at + from, 8 * bytes), table.stride, mask_of(bytes)});
  }
}

void Signatures::add_hashed(Row row, std::uint32_t at, std::uint32_t stride, TypeKey tag) {
  row.offset = 0;
  hashed_.push_back({next_part(at, 64), stride, AbstractHash(row, tag)});
}

void Signatures::add_bag(const Row& bag, std::uint32_t at, TypeKey tag) {
  if (!names_in_fixed_places(bag.cell(), tag)) return add_hashed(bag, at, 0, tag);
  BagAt made{next_part(at, 64), QueueAt(bag, at), {}, AbstractHash(bag.cell(), tag)};
  for_each_place(bag.cell(), [&](const Row& row, std::uint32_t place) {
    if (mentions(row, tag)) made.names.push_back(place);
  });
  bags_.push_back(std::move(made));
}

void Signatures::leave_four_bits() {
  short_ = words_ == 1 && bits_in_last_word_ <= 60;
  if (!short_) return;
  for (Part& name : names_) name.shift = static_cast<std::uint8_t>(name.shift + 4);
  for (Part& set : sets_) set.shift = static_cast<std::uint8_t>(set.shift + 4);
  for (FewCells& few : few_cells_) few.part.shift = static_cast<std::uint8_t>(few.part.shift + 4);
  for (Cells& cells : cells_) cells.part.shift = static_cast<std::uint8_t>(cells.part.shift + 4);
  for (Cells& last : last_cells_) last.part.shift = static_cast<std::uint8_t>(last.part.shift + 4);
}

// Members are read into locals: stores to the signatures would make the compiler read them again.
template <class Words>
[[gnu::always_inline]] inline void Signatures::write_to(const std::byte* state,
                                                        std::uint64_t* signatures,
                                                        Words words) const {
  const unsigned count = count_;
  for (const Part& name : names_)
    if (const auto raw = std::to_integer<unsigned>(state[name.at]); raw != 0 && raw <= count)
      signatures[(raw - 1) * words + name.word] |= std::uint64_t{1} << name.shift;
  for (const Cells& cells : cells_) {
    const std::byte* at = state + cells.part.at;
    std::uint64_t* to = signatures + cells.part.word;
    const std::uint64_t mask = cells.mask;
    const unsigned shift = cells.part.shift;
    const std::uint32_t stride = cells.stride;
    for (unsigned left = count; left > 0; --left, to += words, at += stride)
      *to |= (load(at) & mask) << shift;
  }
}

bool Signatures::sort(std::byte* state) const {
  ShortKeys keys;
  const unsigned count = count_;
  for (unsigned i = 0; i < count; ++i) keys[i] = i;
  write_to(state, keys.data(), std::integral_constant<unsigned, 1>());
  if (has_more_) write_more(state, keys.data());
  const unsigned from = sort_keys(keys, count);
  if (from == count) return false;
  write_back(keys.data(), from, state);
  return true;
}

// Those before `from` stay who they are.
void Signatures::write_back(const std::uint64_t* keys, unsigned from, std::byte* state) const {
  const unsigned count = count_;
  for (const Part& name : names_) {
    if (state[name.at] == std::byte{0}) continue;
    for (unsigned i = from; i < count; ++i)
      if ((keys[i] >> name.shift & 1u) != 0) state[name.at] = static_cast<std::byte>(i + 1);
  }
  for (const Cells& cells : cells_)
    put_cells(keys + from, count - from, cells.part.shift, cells.mask,
              state + cells.part.at + from * cells.stride, cells.stride);
  if (!has_more_) return;
  for (const Part& set : sets_) {
    if (state[set.at] == std::byte{0} && (count <= 8 || state[set.at + 1] == std::byte{0}))
      continue;
    unsigned members = 0;
    for (unsigned i = 0; i < count; ++i)
      members |= static_cast<unsigned>(keys[i] >> set.shift & 1u) << i;
    state[set.at] = static_cast<std::byte>(members);
    if (count > 8) state[set.at + 1] = static_cast<std::byte>(members >> 8);
  }
  for (const Cells& cells : last_cells_)
    put_cells(keys, count, cells.part.shift, cells.mask, state + cells.part.at, cells.stride);
  for (const FewCells& few : few_cells_)
    put_cells(keys, count, few.part.shift, few.mask, state + few.part.at, few.bits / 8);
}

void Signatures::write(const std::byte* state, std::uint64_t* signatures) const {
  if (words_ == 1)
    write_to(state, signatures, std::integral_constant<unsigned, 1>());
  else
    write_to(state, signatures, words_);
  if (has_more_) write_more(state, signatures);
}

void Signatures::write_more(const std::byte* state, std::uint64_t* signatures) const {
  const unsigned words = words_;
  const bool two_bytes = count_ > 8;
  for (const Part& set : sets_) {
    unsigned members = std::to_integer<unsigned>(state[set.at]);
    if (two_bytes) members |= std::to_integer<unsigned>(state[set.at + 1]) << 8;
    for (std::uint64_t* to = signatures + set.word; members != 0; members >>= 1, to += words)
      *to |= std::uint64_t{members & 1u} << set.shift;
  }
  for (const FewCells& few : few_cells_) {
    std::uint64_t cells = load(state + few.part.at) & few.all;
    for (std::uint64_t* to = signatures + few.part.word; cells != 0; to += words) {
      *to |= (cells & few.mask) << few.part.shift;
      cells = few.bits == 64 ? 0 : cells >> few.bits;
    }
  }
  for (const Cells& cells : last_cells_) {
    const std::byte* at = state + cells.part.at;
    std::uint64_t* to = signatures + cells.part.word;
    for (unsigned i = 0; i < count_; ++i, to += words, at += cells.stride)
      *to |= load_some(at, cells.mask) << cells.part.shift;
  }
  for (const Hashed& hashed : hashed_) write_hashed(hashed, state, signatures + hashed.part.word);
  for (const BagAt& bag : bags_) write_bag(bag, state, signatures + bag.part.word);
}

void Signatures::write_hashed(const Hashed& hashed, const std::byte* state,
                              std::uint64_t* signatures) const {
  const std::byte* at = state + hashed.part.at;
  for (unsigned i = 0; i < count_; ++i, signatures += words_, at += hashed.stride) {
    bool named = false;
    *signatures = hashed.hash(at, i, named);
  }
}

void Signatures::write_bag(const BagAt& bag, const std::byte* state,
                           std::uint64_t* signatures) const {
  const std::byte* message = state + bag.queue.cells;
  for (unsigned left = bag.queue.used(state); left > 0; --left, message += bag.queue.stride) {
    unsigned done = 0;  // a bit for each that this message names
    for (const std::uint32_t place : bag.names) {
      const auto raw = std::to_integer<unsigned>(message[place]);
      if (raw == 0 || raw > count_ || (done >> raw & 1u) != 0) continue;
      done |= 1u << raw;
      bool named = false;
      signatures[(raw - 1) * words_] += mixed(bag.hash(message, raw - 1, named));
    }
  }
}

}  // namespace lockstep::kit
