// What the functions of a lock put on the network.
#pragma once

#include "models/composition/world/stage.hpp"
#include "models/kit/fields/wall_clock.hpp"
#include "models/kit/layout/lanes.hpp"
#include "models/kit/layout/view.hpp"
#include "models/parties/client.hpp"
#include "models/parties/server.hpp"

#include <cstddef>
#include <cstdint>

namespace lockstep {

namespace composition {

struct Setup;
class Answers;

// A value of an author's type, without the type.
struct Value {
  const std::byte* bytes = nullptr;
  std::uint32_t size = 0;
};

template <class T>
Value value_of(const T& value) {
  static_assert(kit::PackedPart<T>, "a message is a described struct of fields of one byte");
  return {reinterpret_cast<const std::byte*>(&value), sizeof(T)};
}

}  // namespace composition

// From the library of one client to the lock service, and to the client itself.
class Out {
 public:
  Out(const composition::Setup& setup, std::byte* world, Client from)
      : setup_(setup), world_(world), from_(from) {}

  // To the lock service; where there are several, to each.
  template <class Call>
  void send(const Call& call) {
    post(composition::value_of(call));
  }
  // To one of several. The call throws ContractBroken for a lock that has one.
  template <class Call>
  void send(Server to, const Call& call) {
    post(to, composition::value_of(call));
  }
  // `for (Server j : out.servers())`. None, for a lock that has one service.
  kit::Everyone<Server> servers() const;

  // Asks the lock service and hears the answer, all within this step: the service serves the call,
  // and `hears` of the library gets what it answers. False: the link is cut, or the service is away
  // or paused, and nothing has happened. What `hears` makes of the answer counts once the function
  // that called is over. Throws ContractBroken unless the lock has declared calls_take_no_time(),
  // or that nothing travels.
  template <class Call>
  bool call(const Call& call) {
    return exchange(composition::value_of(call));
  }
  // The same with one of several.
  template <class Call>
  bool call(Server to, const Call& call) {
    return exchange(to, composition::value_of(call));
  }

  // What the client's wall clock shows. Throws ContractBroken unless the lock has declared, with
  // wall_clocks(), that clients have one.
  Instant now() const;

  // What this step means for the client, as if a message had said so; it counts at the end of the
  // step. The last word counts.
  void tells(Heard heard) {
    if (heard != Heard::nothing) heard_ = heard;
  }
  Heard heard() const { return heard_; }

 private:
  void post(composition::Value call);
  void post(Server to, composition::Value call);
  bool exchange(composition::Value call);
  bool exchange(Server to, composition::Value call);

  const composition::Setup& setup_;
  std::byte* world_;
  Client from_;
  Heard heard_ = Heard::nothing;
};

// From the lock service to clients.
class Replies {
 public:
  Replies(const composition::Setup& setup, std::byte* world, int from)
      : setup_(setup), world_(world), from_(from) {}
  // What is said to the client that asks does not travel.
  Replies(const composition::Setup& setup, std::byte* world, int from, Client asking,
          composition::Answers& answers)
      : setup_(setup), world_(world), from_(from), asking_(asking), answers_(&answers) {}

  template <class Call>
  void send(Client to, const Call& call) {
    post(to, composition::value_of(call));
  }

  // The message tells the client that it has the lock, and with which token.
  template <class Call>
  void grant(Client to, const Call& call, Token token) {
    note_grant(to, token);
    post(to, composition::value_of(call));
  }

  // What the wall clock of the lock service shows; as Out::now().
  Instant now() const;

  // With acquire=idempotent: the request that the service got last from this client is one that it
  // has granted before.
  bool has_granted(Client client) const;

 private:
  void post(Client to, composition::Value call);
  void note_grant(Client to, Token token);

  const composition::Setup& setup_;
  std::byte* world_;
  int from_;
  Client asking_{};
  composition::Answers* answers_ = nullptr;
};

}  // namespace lockstep
