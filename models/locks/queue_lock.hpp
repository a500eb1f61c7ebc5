// What a queue-lock keeps and says: queue_lock.cpp.
#pragma once

#include "models/composition/lock.hpp"
#include "models/parties/session.hpp"

#include <string>

namespace lockstep::queue_lock {

// What a client does when it hears that the node before its own is gone.
enum class Watch : std::uint8_t {
  looks,        // has the lock if its own node is there, and the lowest
  looks_ahead,  // has the lock if there is no lower node: etcd before its issue 11456
  trusts,       // has the lock
};
BOOST_DESCRIBE_ENUM(Watch, looks, looks_ahead, trusts)

// Until when a client trusts a session from which it hears nothing.
enum class Deadline : std::uint8_t { none, from_sending, from_receipt };
BOOST_DESCRIBE_ENUM(Deadline, none, from_sending, from_receipt)

struct Params {
  Span ttl = 2;
  Span beat = 1;
  BeatBy beat_by = BeatBy::worker;
  Watch watch = Watch::looks;
  bool guid = true;
  Deadline deadline = Deadline::none;
};
BOOST_DESCRIBE_STRUCT(Params, (), (ttl, beat, beat_by, watch, guid, deadline))

struct Service {
  TokenSource nodes;
};
BOOST_DESCRIBE_STRUCT(Service, (), (nodes))

struct ForClient {
  Token node;
  Token forgotten;  // created before, and its client does not know of it
  Token watches;    // the node whose end it is told
  bool told;        // that nobody is before it
  KeptSession session;
};
BOOST_DESCRIBE_STRUCT(ForClient, (), (node, forgotten, watches, told, session))

struct Library {
  Token node;
  Heartbeat heart;
  bool asked;  // a heartbeat is out
  Timer sent;  // ttl after it sent the last create or heartbeat
  Timer left;  // for so long it trusts its session
};
BOOST_DESCRIBE_STRUCT(Library, (), (node, heart, asked, sent, left))

enum class Say : std::uint8_t { create, created, look, first, gone, beat, alive, expired, remove };
BOOST_DESCRIBE_ENUM(Say, create, created, look, first, gone, beat, alive, expired, remove)

struct Call {
  Say say;
  Token node;
};
BOOST_DESCRIBE_STRUCT(Call, (), (say, node))

using QueueLock = Lock<Params, Service, ForClient, Library, Call>;

// Both sides of each edge: queue_lock_claims.cpp.
void claims(QueueLock& m);

}  // namespace lockstep::queue_lock
