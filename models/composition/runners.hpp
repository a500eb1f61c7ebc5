// Steps as actions of the kit: the loop over the arguments of each.
#pragma once

#include "models/composition/world/world.hpp"

#include <cstring>

namespace lockstep::composition {

inline const Setup& setup_of(const void* params) { return *static_cast<const Setup*>(params); }

inline void finish(kit::Exploring& exploring, Step step, unsigned argument) {
  if (step == Step::disabled) return;
  if (step == Step::taken) kit::emit(exploring, argument);
  std::memcpy(exploring.next, exploring.from, exploring.size);
}

// Which of the lock's or the workload's own steps it is.
inline unsigned number_of(const void* context) { return *static_cast<const unsigned*>(context); }

inline Client client_at(unsigned index) { return kit::Inside::identity<Client>(index); }

template <Step (*step)(const Setup&, const World&)>
struct Alone {
  static void run(const void*, kit::Exploring& exploring) {
    const Setup& s = setup_of(exploring.params);
    finish(exploring, step(s, World(s, exploring.next)), 0);
  }
  static Step attempt(const void*, const void* params, std::byte* state, const unsigned*) {
    const Setup& s = setup_of(params);
    return step(s, World(s, state));
  }
};

template <auto step>
struct ForEachClient {
  static constexpr bool numbered =
      std::is_same_v<decltype(step), Step (*)(const Setup&, const World&, Client, unsigned)>;

  static Step take(const void* context, const Setup& s, std::byte* state, unsigned index) {
    if constexpr (numbered)
      return step(s, World(s, state), client_at(index), number_of(context));
    else
      return step(s, World(s, state), client_at(index));
  }
  static void run(const void* context, kit::Exploring& exploring) {
    const Setup& s = setup_of(exploring.params);
    const auto clients = static_cast<unsigned>(s.environment.clients);
    for (unsigned i = 0; i < clients; ++i)
      finish(exploring, take(context, s, exploring.next, i), i);
  }
  static Step attempt(const void* context, const void* params, std::byte* state,
                      const unsigned* indices) {
    return take(context, setup_of(params), state, indices[0]);
  }
};

// Of a lock with several services.
template <Step (*step)(const Setup&, const World&, Server)>
struct ForEachServer {
  static void run(const void*, kit::Exploring& exploring) {
    const Setup& s = setup_of(exploring.params);
    for (unsigned i = 0; i < static_cast<unsigned>(s.servers); ++i)
      finish(exploring, step(s, World(s, exploring.next), Server::numbered(i)), i);
  }
  static Step attempt(const void*, const void* params, std::byte* state, const unsigned* indices) {
    const Setup& s = setup_of(params);
    return step(s, World(s, state), Server::numbered(indices[0]));
  }
};

// The first argument is who takes the step.
enum class Takes : std::uint8_t { client, server };

template <auto step, Takes who>
struct ForEachClientAndServer {
  static constexpr bool numbered =
      std::is_same_v<decltype(step),
                     Step (*)(const Setup&, const World&, Client, Server, unsigned)>;

  static Step take(const void* context, const Setup& s, std::byte* state, unsigned first,
                   unsigned second) {
    const World world(s, state);
    const unsigned client = who == Takes::client ? first : second;
    const unsigned server = who == Takes::client ? second : first;
    if constexpr (numbered)
      return step(s, world, client_at(client), Server::numbered(server), number_of(context));
    else
      return step(s, world, client_at(client), Server::numbered(server));
  }
  static void run(const void* context, kit::Exploring& exploring) {
    const Setup& s = setup_of(exploring.params);
    const auto clients = static_cast<unsigned>(s.environment.clients);
    const auto servers = static_cast<unsigned>(s.servers);
    const unsigned seconds = who == Takes::client ? servers : clients;
    for (unsigned i = 0; i < clients * servers; ++i)
      finish(exploring, take(context, s, exploring.next, i / seconds, i % seconds), i);
  }
  static Step attempt(const void* context, const void* params, std::byte* state,
                      const unsigned* indices) {
    return take(context, setup_of(params), state, indices[0], indices[1]);
  }
};

template <Step (*step)(const Setup&, const World&, unsigned slot), NetPlace Places::*net>
struct ForEachMessage {
  static void run(const void*, kit::Exploring& exploring) {
    const Setup& s = setup_of(exploring.params);
    const Net in_flight(s.places.*net, exploring.next);  // the same before each step
    const unsigned count = in_flight.size();
    for (unsigned slot = 0; slot < count; ++slot)
      if (in_flight.is_first_of_equals(slot))
        finish(exploring, step(s, World(s, exploring.next), slot), slot);
  }
  static Step attempt(const void*, const void* params, std::byte* state, const unsigned* indices) {
    const Setup& s = setup_of(params);
    return step(s, World(s, state), indices[0]);
  }
};

}  // namespace lockstep::composition
