// Messages on their way, and how long they may yet take.
#pragma once

#include "models/composition/environment.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {

template <class Message>
struct Sent : Message {
  Timer due;  // stopped when the delay is zero or unbounded
  BOOST_DESCRIBE_CLASS(Sent, (Message), (due), (), ())
};

// Where messages are put: `post.add(message)`.
template <class Message, std::size_t capacity>
class Post {
 public:
  Post(const Environment& environment, Bag<Sent<Message>, capacity>& bag)
      : environment_(environment), bag_(bag) {}

  void add(const Message& message) {
    Sent<Message> sent{message, {}};
    if (takes_time(environment_.delay)) sent.due.start(environment_.delay.ticks());
    bag_.add(sent);
  }

 private:
  const Environment& environment_;
  Bag<Sent<Message>, capacity>& bag_;
};

// Time does not pass until it has arrived, if somebody takes it.
template <class Message>
bool is_due(const Environment& environment, const Sent<Message>& sent) {
  return is_over(environment.delay, sent.due);
}

}  // namespace lockstep
