// What an identity looks like to somebody who cannot read names.
//
// The signature of a client is all that the state says about it: its cells, which sets it is in,
// which fields name it, which messages do; its own name within all that is replaced by "self" and
// that of another client by "other". Renaming the clients permutes the signatures and changes none.
// It is written into whole 64-bit words; what has no fixed order (messages of a bag) is hashed and
// added up. A collision would only store a state twice, never merge two.
#pragma once

#include "models/kit/layout/contents.hpp"
#include "models/kit/passes/rename.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace lockstep::kit {

template <class... Parts>
constexpr std::size_t sum_of_bits(mp_list<Parts...>);

// How many bits a T adds to the signature of an identity of this tag.
template <class Tag, class T>
struct SignatureBits {
  static constexpr std::size_t value = 0;
};
template <class Tag>
struct SignatureBits<Tag, Id<Tag>> {
  static constexpr std::size_t value = 1;
};
template <class Tag>
struct SignatureBits<Tag, Maybe<Tag>> {
  static constexpr std::size_t value = 1;
};
template <class Tag, std::size_t n>
struct SignatureBits<Tag, Set<Tag, n>> {
  static constexpr std::size_t value = 1;
};
template <class Tag, class Cell, std::size_t n>
struct SignatureBits<Tag, Table<Tag, Cell, n>> {
  static constexpr std::size_t value = mentions<Cell, Tag> ? 64 : 8 * sizeof(Cell);
};
template <class Tag, class T>
requires(Described<T>&& mentions<T, Tag>) struct SignatureBits<Tag, T> {
  template <class... Parts>
  static constexpr std::size_t sum(mp_list<Parts...>) {
    return (std::size_t{0} + ... + SignatureBits<Tag, Parts>::value);
  }
  static constexpr std::size_t value = sum(boost::mp11::mp_rename<MemberTypes<T>, mp_list>{});
};
// Everything else that mentions the tag is hashed.
template <class Tag, class Other, class Cell, std::size_t n>
requires(!std::is_same_v<Tag, Other> &&
         mentions<Cell, Tag>) struct SignatureBits<Tag, Table<Other, Cell, n>> {
  static constexpr std::size_t value = 64;
};
template <class Tag, class T, std::size_t n>
requires mentions<T, Tag>
struct SignatureBits<Tag, std::array<T, n>> {
  static constexpr std::size_t value = 64;
};
template <class Tag, class T, std::size_t n>
requires mentions<T, Tag>
struct SignatureBits<Tag, Bag<T, n>> {
  static constexpr std::size_t value = 64;
};
template <class Tag, class T, std::size_t n>
requires mentions<T, Tag>
struct SignatureBits<Tag, Fifo<T, n>> {
  static constexpr std::size_t value = 64;
};

constexpr std::uint64_t mixed(std::uint64_t x) {  // a bijection: the finaliser of SplitMix64
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 27) * 0x94d049bb133111ebu;
  return x ^ x >> 31;
}

template <class T>
std::uint64_t hash_bytes(const T& value) {
  std::uint64_t hash = sizeof(T);
  const auto* bytes = reinterpret_cast<const unsigned char*>(&value);
  for (std::size_t at = 0; at < sizeof(T); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + at, sizeof(T) - at < 8 ? sizeof(T) - at : 8);
    hash = mixed(hash ^ word) + 0x9e3779b97f4a7c15u;
  }
  return hash;
}

// Hashes a value with every identity replaced by nobody, self or other; of another tag that will be
// renamed in its turn, by nobody or somebody.
template <class Tag>
class Abstract {
 public:
  explicit Abstract(unsigned self) : self_(static_cast<std::uint8_t>(self + 1)) {}

  // `named` is set when the value names self.
  template <class T>
  std::uint64_t hash(const T& value, bool& named) const {
    if constexpr (boost::mp11::mp_empty<TagsIn<T>>::value) {
      return hash_bytes(value);
    } else {
      return hash_of(value, named);
    }
  }

 private:
  template <class Other>
  std::uint64_t name(std::uint8_t raw, bool& named) const {
    if constexpr (std::is_same_v<Other, Tag>) {
      named |= raw == self_;
      return raw == 0 ? 0 : raw == self_ ? 1 : 2;
    } else {
      return is_ordered<Other> ? 2u + raw : raw != 0;
    }
  }
  template <class Other>
  std::uint64_t hash_of(const Id<Other>& id, bool& named) const {
    return mixed(name<Other>(Inside::raw(id), named));
  }
  template <class Other>
  std::uint64_t hash_of(const Maybe<Other>& maybe, bool& named) const {
    return mixed(name<Other>(Inside::raw(maybe), named));
  }
  template <class Other, std::size_t n>
  std::uint64_t hash_of(const Set<Other, n>& set, bool& named) const {
    bool self = false;
    if constexpr (std::is_same_v<Other, Tag>)
      self = set.contains(Inside::identity<Id<Tag>>(self_ - 1u));
    named |= self;
    return mixed(2 * set.size() + (self ? 1u : 0u));
  }
  template <class Other, class Cell, std::size_t n>
  std::uint64_t hash_of(const Table<Other, Cell, n>& table, bool& named) const {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t cell = hash(Inside::cells(table)[i], named);
      const bool own = std::is_same_v<Other, Tag> && i + 1 == self_;
      sum += mixed(cell + (is_ordered<Other> ? i : own ? 1 : 0));
    }
    return sum;
  }
  template <class Message, std::size_t n>
  std::uint64_t hash_of(const Bag<Message, n>& bag, bool& named) const {
    std::uint64_t sum = 0;  // of those that name self: the others say nothing about it
    for (const Message& message : bag) {
      bool names = false;
      const std::uint64_t one = mixed(hash(message, names));
      if (names) sum += one;
      named |= names;
    }
    return sum;
  }
  template <class Message, std::size_t n>
  std::uint64_t hash_of(const Fifo<Message, n>& fifo, bool& named) const {
    return in_order(fifo.begin(), fifo.end(), named);
  }
  template <class T, std::size_t n>
  std::uint64_t hash_of(const std::array<T, n>& many, bool& named) const {
    return in_order(many.data(), many.data() + n, named);
  }
  template <Described T>
  std::uint64_t hash_of(const T& value, bool& named) const {
    std::uint64_t sum = 1;
    for_each_member(
        value, [&](const char*, const auto& member) { sum = mixed(sum + hash(member, named)); });
    return sum;
  }
  template <class T>
  std::uint64_t in_order(const T* from, const T* to, bool& named) const {
    std::uint64_t sum = 1;
    for (; from != to; ++from) sum = mixed(sum + hash(*from, named));
    return sum;
  }

  std::uint8_t self_;
};

// Writes the signature of one identity.
template <class Tag, std::size_t words>
class SignatureWriter {
 public:
  explicit SignatureWriter(unsigned self) : self_(self) {}

  template <class T>
  [[gnu::always_inline]] void write(const T& value) {
    if constexpr (SignatureBits<Tag, T>::value != 0) put(value);
  }
  const std::array<std::uint64_t, words>& done() const { return words_; }

 private:
  [[gnu::always_inline]] void bits(std::uint64_t value, std::size_t count) {
    if (at_ % 64 + count > 64) at_ = (at_ + 63) / 64 * 64;
    words_[at_ / 64] |= value << at_ % 64;
    at_ += count;
  }
  [[gnu::always_inline]] void put(const Id<Tag>& id) { bits(Inside::raw(id) == self_ + 1, 1); }
  [[gnu::always_inline]] void put(const Maybe<Tag>& maybe) {
    bits(Inside::raw(maybe) == self_ + 1, 1);
  }
  template <std::size_t n>
  [[gnu::always_inline]] void put(const Set<Tag, n>& set) {
    bits(Inside::cells(set)[self_ / 8] >> self_ % 8 & 1u, 1);
  }
  template <class Cell, std::size_t n>
  [[gnu::always_inline]] void put(const Table<Tag, Cell, n>& table) {
    const Cell& cell = Inside::cells(table)[self_];
    if constexpr (mentions<Cell, Tag>) {
      hashed(cell);
    } else {
      const auto* bytes = reinterpret_cast<const unsigned char*>(&cell);
      for (std::size_t at = 0; at < sizeof(Cell); at += 8) {
        constexpr std::size_t whole = 8;
        const std::size_t count = sizeof(Cell) - at < whole ? sizeof(Cell) - at : whole;
        std::uint64_t word = 0;
        std::memcpy(&word, bytes + at, count);
        bits(word, 8 * count);
      }
    }
  }
  template <Described T>
  [[gnu::always_inline]] void put(const T& value) {
    for_each_member(
        value, [&](const char*, const auto& member)
                   __attribute__((always_inline)) { write(member); });
  }
  template <class T>
  void put(const T& value) {
    hashed(value);
  }
  template <class T>
  void hashed(const T& value) {
    bool named = false;
    bits(Abstract<Tag>(self_).hash(value, named), 64);
  }

  unsigned self_;
  std::size_t at_ = 0;
  std::array<std::uint64_t, words> words_{};
};

}  // namespace lockstep::kit
