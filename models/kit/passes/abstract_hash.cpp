#include "models/kit/passes/abstract_hash.hpp"

#include "models/kit/passes/ties.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace lockstep::kit {
namespace {

constexpr std::uint64_t more = 0x9e3779b97f4a7c15u;

std::uint64_t hash_bytes(const std::byte* bytes, std::uint32_t size) {
  std::uint64_t hash = size;
  for (std::uint32_t at = 0; at < size; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + at, std::min(size - at, 8u));
    hash = mixed(hash ^ word) + more;
  }
  return hash;
}

struct Hashes {
  std::array<std::uint64_t, 256> of_byte{};
  std::array<std::uint64_t, 3> of_name{};
  std::array<std::uint64_t, 18> of_set{};
  std::array<std::uint8_t, 256> members{};
};
constexpr Hashes hashes = [] {
  Hashes made;
  for (unsigned byte = 0; byte < 256; ++byte) {
    made.of_byte[byte] = mixed(1 ^ byte) + more;
    made.members[byte] = static_cast<std::uint8_t>(std::popcount(byte));
  }
  for (unsigned set = 0; set < 18; ++set) made.of_set[set] = mixed(set);
  for (unsigned name = 0; name < 3; ++name) made.of_name[name] = mixed(name);
  return made;
}();

}  // namespace

AbstractHash::AbstractHash(const Row& row, TypeKey tag)
    : own_(row.key == tag),
      ordered_(row.ordered),
      at_(row.offset),
      size_(row.size),
      count_(row.count),
      stride_(row.stride),
      cells_(row.cells) {
  switch (row.kind) {
    case Kind::id:
    case Kind::maybe: way_ = own_ ? Way::own_name : ordered_ ? Way::ordered_name : Way::name; break;
    case Kind::set: way_ = Way::set; break;
    case Kind::table: way_ = Way::table; break;
    case Kind::bag: way_ = Way::bag; break;
    case Kind::fifo:
    case Kind::array: way_ = Way::list; break;
    case Kind::object: way_ = Way::object; break;
    default: way_ = Way::bytes;
  }
  queue_ = row.kind == Kind::fifo;
  if (!names_anybody(row)) way_ = Way::bytes;
  if (way_ == Way::bytes) return;
  for (const Row& part : row.within) parts_.emplace_back(part, tag);
  const bool has_fields_only =
      std::all_of(parts_.begin(), parts_.end(), [](const auto& part) { return part.is_field(); });
  if (way_ != Way::object || !has_fields_only) return;
  for (const AbstractHash& part : parts_) fields_.push_back({part.at_, part.way_, part.own_});
}

bool AbstractHash::is_field() const {
  return way_ <= Way::name || ((way_ == Way::bytes || way_ == Way::set) && size_ == 1);
}

std::uint64_t AbstractHash::of_anything(const std::byte* at, unsigned self, bool& named) const {
  switch (way_) {
    case Way::bytes: return hash_bytes(at, size_);
    case Way::own_name:
    case Way::ordered_name:
    case Way::name: return of_name(at, self, named);
    case Way::set: return of_set(at, self, named);
    case Way::table: return of_table(at, self, named);
    case Way::bag: return of_bag(at, self, named);
    case Way::list:
      return in_order(at + cells_, queue_ ? std::to_integer<unsigned>(*at) : count_, self, named);
    case Way::object: break;
  }
  std::uint64_t sum = 1;
  for (const AbstractHash& part : parts_) sum = mixed(sum + part(at, self, named));
  return sum;
}

// Most of what is hashed is a message of a few bytes: what they hash to is looked up.
std::uint64_t AbstractHash::of_fields(const std::byte* at, unsigned self, bool& named) const {
  bool names_self = false;
  std::uint64_t sum = 1;
  for (const Field& field : fields_) {
    const auto raw = std::to_integer<unsigned>(at[field.at]);
    switch (field.way) {
      case Way::own_name:
        names_self |= raw == self + 1;
        sum = mixed(sum + hashes.of_name[raw == 0 ? 0 : raw == self + 1 ? 1 : 2]);
        break;
      case Way::ordered_name: sum = mixed(sum + mixed(2u + raw)); break;
      case Way::name: sum = mixed(sum + hashes.of_name[raw != 0 ? 1 : 0]); break;
      case Way::set: {
        const bool has_self = field.own && (raw >> self & 1u) != 0;
        names_self |= has_self;
        sum = mixed(sum + hashes.of_set[2 * hashes.members[raw] + (has_self ? 1u : 0u)]);
        break;
      }
      default: sum = mixed(sum + hashes.of_byte[raw]);
    }
  }
  named |= names_self;
  return sum;
}

std::uint64_t AbstractHash::of_name(const std::byte* at, unsigned self, bool& named) const {
  const auto raw = std::to_integer<unsigned>(*at);
  if (way_ == Way::ordered_name) return mixed(2u + raw);
  if (way_ == Way::name) return mixed(raw != 0);
  named |= raw == self + 1;
  return mixed(raw == 0 ? 0 : raw == self + 1 ? 1 : 2);
}

std::uint64_t AbstractHash::of_set(const std::byte* at, unsigned self, bool& named) const {
  unsigned members = 0;
  for (std::uint32_t i = 0; i < size_; ++i)
    members += hashes.members[std::to_integer<unsigned>(at[i])];
  const bool has_self = own_ && (std::to_integer<unsigned>(at[self / 8]) >> self % 8 & 1u) != 0;
  named |= has_self;
  return mixed(2 * members + (has_self ? 1u : 0u));
}

std::uint64_t AbstractHash::of_table(const std::byte* at, unsigned self, bool& named) const {
  std::uint64_t sum = 0;
  for (unsigned i = 0; i < count_; ++i) {
    const std::uint64_t cell = parts_.front()(at + cells_ + i * stride_, self, named);
    sum += mixed(cell + (ordered_ ? i : own_ && i == self ? 1 : 0));
  }
  return sum;
}

// Of the messages that name self: the others say nothing about it.
std::uint64_t AbstractHash::of_bag(const std::byte* at, unsigned self, bool& named) const {
  std::uint64_t sum = 0;
  const auto used = std::to_integer<unsigned>(*at);
  for (unsigned i = 0; i < used; ++i) {
    bool names = false;
    const std::uint64_t one = mixed(parts_.front()(at + cells_ + i * stride_, self, names));
    if (names) sum += one;
    named |= names;
  }
  return sum;
}

std::uint64_t AbstractHash::in_order(const std::byte* cell, unsigned count, unsigned self,
                                     bool& named) const {
  std::uint64_t sum = 1;
  for (; count > 0; --count, cell += stride_) sum = mixed(sum + parts_.front()(cell, self, named));
  return sum;
}

}  // namespace lockstep::kit
