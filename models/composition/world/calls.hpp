// Calls to the lock service whose answer does not travel: it is heard in the step that serves them.
#pragma once

#include "models/composition/world/world.hpp"

namespace lockstep::composition {

// What a service says to the client whose call it serves.
class Answers {
 public:
  static constexpr unsigned most = 4;  // to one call

  // Throws ContractBroken when there are more.
  void add(Value call);

  unsigned count() const { return count_; }
  const std::byte* operator[](unsigned i) const { return said_[i].data(); }

 private:
  std::array<std::array<std::byte, body_max>, most> said_;
  unsigned count_ = 0;
};

Stage stage_of(const Setup& s, const World& world, Client c);

// The service serves a call of this client. With `answers`, what it says to the client goes there.
void serve_call(const Setup& s, const World& world, Client from, int server, const std::byte* call,
                Answers* answers);

// The client's library hears them from this server, one after the other, where it runs.
void hear(const Setup& s, const World& world, Client c, int server, const Answers& answers,
          Out& out);

// All of it within one step (Out::call).
bool exchange(const Setup& s, const World& world, Client from, int server, Value call, Out& out);

// After each step of the lock service: who is the holder while believing so, and who is not.
void note_possession(const Setup& s, const World& world);

}  // namespace lockstep::composition
