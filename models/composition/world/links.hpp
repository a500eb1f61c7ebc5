// The links between a client, the lock service and the store: what is put on them, and what gets
// through.
#pragma once

#include "models/composition/world/world.hpp"

namespace lockstep::composition {

// A client sends a call to the lock service.
void post_call(const Setup& s, const World& world, Client from, int server, Value call);

// A server answers, or speaks of itself.
void post_reply(const Setup& s, const World& world, Client to, int from, Value call);

// A client sends what its program sends next to the store.
void post_request(const Setup& s, const World& world, Client from);

// The store that a request goes to, or that answers.
inline WhichStore store_of(const Envelope& query) {
  return query.server == 0 ? WhichStore::first : WhichStore::second;
}

// The answer that a request has become, on its way back.
Letter addressed_back(const Setup& s, const World& world, const Letter& answer);

// The store turns a request into its answer and sends it back.
void post_answer(const Setup& s, const World& world, const Letter& answer);

// Something between the client and a service is on its way, or a service holds its request.
bool request_is_out(const Setup& s, const World& world, Client c);

// The client is cut off from this server, or from the store.
bool service_link_is_cut(const Setup& s, const World& world, Client c, int server);
bool store_link_is_cut(const Setup& s, const World& world, Client c);

// It does not get through a cut in this link of its client.
bool call_is_cut(const Setup& s, const World& world, const Envelope& call);
bool query_is_cut(const Setup& s, const World& world, const Envelope& query);

// The link is there, and the receiver takes it: when it runs.
bool call_gets_through(const Setup& s, const World& world, const Envelope& call);
bool query_gets_through(const Setup& s, const World& world, const Envelope& query);

inline bool is_first(const Envelope& envelope) { return envelope.ahead == 0; }

// And nothing is ahead of it.
inline bool call_arrives(const Setup& s, const World& world, const Envelope& call) {
  return is_first(call) && call_gets_through(s, world, call);
}
inline bool query_arrives(const Setup& s, const World& world, const Envelope& query) {
  return is_first(query) && query_gets_through(s, world, query);
}

// Where request ids are looked at, an answer to an earlier request of the client is none.
inline bool is_meant(const Setup& s, const Process& me, const Envelope& answer) {
  return !s.environment.request_ids || answer.id == me.request;
}

}  // namespace lockstep::composition
