// Messages between two parties that arrive in the order of sending.
//
// A channel is not a queue of its own: all messages lie in one Bag, and each knows how many earlier
// ones of its channel are still on their way (`ahead`). Only one with none ahead can be taken, and
// those behind it move up. So the same field, and the same actions, serve a network that keeps the
// order and one that does not, in which nobody is ever ahead of anybody. A message type for this
// has
//
//   Count<n> ahead;                                            // n: capacity of the bag - 1
//   bool same_channel(const Message& a, const Message& b);     // free, beside the type
#pragma once

#include "models/kit/fields/bag.hpp"
#include "models/kit/fields/number.hpp"
#include "models/kit/layout/described.hpp"

#include <concepts>

namespace lockstep {

// Whether a later message between two parties may arrive before an earlier one.
enum class Channels : std::uint8_t {
  bag,   // it may
  fifo,  // it may not, unless something goes wrong
};
BOOST_DESCRIBE_ENUM(Channels, bag, fifo)

template <class Message>
concept Queueing = requires(Message message) {
  { same_channel(message, message) } -> std::convertible_to<bool>;
  ++message.ahead;
};

template <class Message>
bool is_first(const Message& message) {
  if constexpr (Queueing<Message>) return message.ahead == 0;
  return true;
}

namespace kit {

// Each message is kept when `keep(message)` says so, which may change it: a bag keeps its cells in
// the order of their bytes.
template <class Message, std::size_t capacity, class Keep>
void change_messages(Bag<Message, capacity>& bag, Keep&& keep) {
  Bag<Message, capacity> changed;
  for (Message message : bag)
    if (keep(message)) changed.add(message);
  bag = changed;
}

template <class Message, std::size_t capacity>
void close_gap(Bag<Message, capacity>& bag, const Message& gone) {
  const auto moves = [&](const Message& other) {
    return other.ahead > gone.ahead && same_channel(other, gone);
  };
  bool any = false;
  for (const Message& other : bag) any |= moves(other);
  if (!any) return;
  change_messages(bag, [&](Message& other) {
    if (moves(other)) --other.ahead;
    return true;
  });
}

// Room for one more in the channel of `message`, at its place.
template <class Message, std::size_t capacity>
void open_gap(Bag<Message, capacity>& bag, const Message& message) {
  change_messages(bag, [&](Message& other) {
    if (other.ahead >= message.ahead && same_channel(other, message)) ++other.ahead;
    return true;
  });
}

}  // namespace kit

// Sends a message, behind all of its channel if the channel keeps the order.
template <Queueing Message, std::size_t capacity>
void send(Bag<Message, capacity>& bag, Message message, Channels channels) {
  message.ahead = 0;
  if (channels == Channels::fifo)
    for (const Message& other : bag) message.ahead += same_channel(other, message) ? 1 : 0;
  bag.add(message);
}

// Takes a message out, wherever it is in its channel.
template <class Message, std::size_t capacity>
Message take_out(Bag<Message, capacity>& bag, AnySlot slot) {
  const Message message = bag.take(slot);
  if constexpr (Queueing<Message>) kit::close_gap(bag, message);
  return message;
}

// Takes all out for which `gone(message)` is true.
template <class Message, std::size_t capacity, class Gone>
void take_out_all(Bag<Message, capacity>& bag, Gone&& gone) {
  const Bag<Message, capacity> before = bag;
  kit::change_messages(bag, [&](Message& message) {
    const bool stays = !gone(message);
    if constexpr (Queueing<Message>) {
      int gone_ahead = 0;
      for (const Message& other : before)
        if (other.ahead < message.ahead && same_channel(other, message) && gone(other))
          ++gone_ahead;
      message.ahead -= gone_ahead;
    }
    return stays;
  });
}

// The network delivers it once more. The copy comes directly after the original in the order.
template <class Message, std::size_t capacity>
void duplicate(Bag<Message, capacity>& bag, AnySlot slot, Channels channels) {
  Message copy = bag[slot];
  if constexpr (Queueing<Message>) {
    if (channels == Channels::fifo) {
      ++copy.ahead;
      kit::open_gap(bag, copy);
    }
  }
  bag.add(copy);
}

// It overtakes all that were sent before it.
template <Queueing Message, std::size_t capacity>
void overtake(Bag<Message, capacity>& bag, AnySlot slot) {
  Message message = take_out(bag, slot);
  message.ahead = 0;
  kit::open_gap(bag, message);
  bag.add(message);
}

}  // namespace lockstep
