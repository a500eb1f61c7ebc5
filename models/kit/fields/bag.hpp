// What is in flight.
//
// A Bag holds messages that may arrive in any order; a Fifo holds them in the order of sending. The
// message type is a described struct of one-byte fields. A bag keeps its cells sorted by their
// bytes, and cells that are not in use are zero: equal bags are equal bytes.
#pragma once

#include "models/kit/fields/inside.hpp"
#include "models/kit/fields/overflow.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace lockstep {

// Which message of a bag. As an argument of an action, `Slot<&State::net>` means "for each message
// in `net`"; of equal messages only the first is tried.
class AnySlot {
 public:
  constexpr AnySlot() = default;

 protected:
  friend struct kit::Inside;
  template <class Message, std::size_t capacity>
  friend class Bag;
  std::uint8_t raw_ = 0;  // 1 + index, as for identities
};

template <auto bag>
class Slot : public AnySlot {
  friend struct kit::Inside;
};

template <class Message, std::size_t capacity>
class Bag {
  static_assert(capacity > 0 && capacity < 256);

 public:
  // Throws ContractBroken when the bag is full.
  void add(const Message& message) {
    if (size_ >= capacity) [[unlikely]]
      kit::field_broken(this, "is a Bag that is full: raise its capacity, or bound the protocol");
    std::size_t at = size_++;
    for (; at > 0 && less(message, cells_[at - 1]); --at) cells_[at] = cells_[at - 1];
    cells_[at] = message;
  }

  // Throws ContractBroken when the slot holds nothing.
  Message take(AnySlot slot) {
    const std::size_t at = slot.raw_ - 1u;
    if (at >= size_ || size_ > capacity) [[unlikely]]
      kit::field_broken(this, "is a Bag, and was asked for a message that it does not hold");
    const Message message = cells_[at];
    --size_;
    for (std::size_t i = at; i < size_; ++i) cells_[i] = cells_[i + 1];
    cells_[size_] = Message{};
    return message;
  }

  bool holds(AnySlot slot) const { return slot.raw_ <= size_; }
  const Message& operator[](AnySlot slot) const { return cells_[slot.raw_ - 1u]; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const Message* begin() const { return cells_.data(); }
  const Message* end() const { return cells_.data() + size_; }

 private:
  friend struct kit::Inside;
  static bool less(const Message& a, const Message& b) {
    return std::memcmp(&a, &b, sizeof(Message)) < 0;
  }

  std::uint8_t size_ = 0;
  std::array<Message, capacity> cells_{};
};

template <class Message, std::size_t capacity>
class Fifo {
  static_assert(capacity > 0 && capacity < 256);

 public:
  // Throws ContractBroken when the queue is full.
  void push(const Message& message) {
    if (size_ >= capacity) [[unlikely]]
      kit::field_broken(this, "is a Fifo that is full: raise its capacity, or bound the protocol");
    cells_[size_++] = message;
  }

  // The oldest. Throws ContractBroken when there is none.
  Message pop() {
    if (size_ == 0 || size_ > capacity) [[unlikely]]
      kit::field_broken(this, "is a Fifo that is empty, and was asked for its oldest message");
    const Message message = cells_[0];
    --size_;
    for (std::size_t i = 0; i < size_; ++i) cells_[i] = cells_[i + 1];
    cells_[size_] = Message{};
    return message;
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const Message* begin() const { return cells_.data(); }
  const Message* end() const { return cells_.data() + size_; }

 private:
  friend struct kit::Inside;
  std::uint8_t size_ = 0;
  std::array<Message, capacity> cells_{};
};

}  // namespace lockstep
