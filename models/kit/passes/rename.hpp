// Gives identities other names, everywhere in a state.
//
// The walk is by type: tables move their cells, identities within messages are renamed too, and no
// model has a word to say about it.
#pragma once

#include "models/kit/layout/contents.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace lockstep::kit {

inline constexpr unsigned identities_max = 16;

// A renaming of the identities 0 .. count-1 of one tag.
struct Renaming {
  unsigned count = 0;
  std::array<std::uint8_t, identities_max> to{};    // old index -> new index
  std::array<std::uint8_t, identities_max> from{};  // new index -> old index
};

template <class Tag, class T>
void rename(T& value, const Renaming& renaming);

template <class Tag>
struct Renamer {
  const Renaming& renaming;

  template <class T>
  void operator()(T& value) const {
    if constexpr (mentions<T, Tag>) apply(value);
  }

  void apply(Id<Tag>& id) const { name(Inside::raw(id)); }
  void apply(Maybe<Tag>& maybe) const { name(Inside::raw(maybe)); }
  void name(std::uint8_t& raw) const {
    if (raw != 0) raw = static_cast<std::uint8_t>(renaming.to[raw - 1u] + 1);
  }

  template <std::size_t n>
  void apply(Set<Tag, n>& set) const {
    auto& bytes = Inside::cells(set);
    unsigned old = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) old |= static_cast<unsigned>(bytes[i]) << 8 * i;
    unsigned renamed = 0;
    for (unsigned i = 0; i < renaming.count; ++i) renamed |= (old >> renaming.from[i] & 1u) << i;
    for (std::size_t i = 0; i < bytes.size(); ++i)
      bytes[i] = static_cast<std::uint8_t>(renamed >> 8 * i);
  }

  template <class Key, class Cell, std::size_t n>
  void apply(Table<Key, Cell, n>& table) const {
    auto& cells = Inside::cells(table);
    if constexpr (std::is_same_v<Key, Tag>) {
      const auto old = cells;
      for (unsigned i = 0; i < renaming.count; ++i) cells[i] = old[renaming.from[i]];
    }
    if constexpr (mentions<Cell, Tag>)
      for (Cell& cell : cells) (*this)(cell);
  }

  template <class Message, std::size_t n>
  void apply(Bag<Message, n>& bag) const {
    Bag<Message, n> renamed;
    for (Message message : bag) {
      (*this)(message);
      renamed.add(message);
    }
    bag = renamed;
  }

  template <class Message, std::size_t n>
  void apply(Fifo<Message, n>& fifo) const {
    for (Message& message : Inside::cells(fifo)) (*this)(message);
  }

  template <class T, std::size_t n>
  void apply(std::array<T, n>& many) const {
    for (T& one : many) (*this)(one);
  }

  template <Described T>
  void apply(T& value) const {
    for_each_member(value, [this](const char*, auto& member) { (*this)(member); });
  }
};

template <class Tag, class T>
void rename(T& value, const Renaming& renaming) {
  Renamer<Tag>{renaming}(value);
}

}  // namespace lockstep::kit
