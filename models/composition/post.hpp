// Messages on their way: how long they may yet take, their place in the order, and which request
// they belong to.
#pragma once

#include "models/composition/environment.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {

// One for each client, and one more for each of these faults.
inline constexpr std::size_t in_flight_max = 2 * clients_max;
inline int in_flight(const Environment& e) {
  return e.clients + e.duplicates + e.timeouts + e.restarts;
}

// Which of its requests a client means, and an answer answers. It changes when a client asks anew
// (retry=fresh) and when it restarts: a number drawn at random would tell the same apart.
using RequestId = Count<2 * faults_max>;

template <class Message>
struct Sent : Message {
  Timer due;  // stopped when the delay is zero or unbounded
  Count<in_flight_max - 1> ahead;
  RequestId id;  // of the request that it is or answers; 0 when nobody looks at it
  BOOST_DESCRIBE_CLASS(Sent, (Message), (due, ahead, id), (), ())
};

template <class Message>
using Net = Bag<Sent<Message>, in_flight_max>;

// Where messages are put.
template <class Message>
void post(const Environment& environment, Net<Message>& net, const Message& message, RequestId id) {
  Sent<Message> sent{message, {}, 0, id};
  if (takes_time(environment.delay)) sent.due.start(environment.delay.ticks());
  send(net, sent, environment.channels);
}

// Its time is over: time does not pass until it has arrived, if somebody takes it.
template <class Message>
bool is_due(const Environment& environment, const Sent<Message>& sent) {
  return is_over(environment.delay, sent.due);
}

}  // namespace lockstep
