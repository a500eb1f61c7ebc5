// What several steps do with a client.
#pragma once

#include "models/composition/world/calls.hpp"
#include "models/composition/world/world.hpp"

namespace lockstep::composition {

void clear_session(const Setup& s, const World& world, Client c);

// It goes on with its program: sends its next request, after the work that a write takes.
void is_ready(const Setup& s, const World& world, Client c);

// An answer of the store has come. It is ignored when the client does not wait for it.
void hears_answer(const Setup& s, const World& world, const Letter& answer);

// The program is over, or given up: the client releases the lock next.
void stops_working(const Setup& s, const World& world, Client c);

// What the library has heard or found out in this step counts: the client has the lock, or has it
// no longer.
void takes_in(const Setup& s, const World& world, Client c, Heard heard);

// It asks for the lock now, if it asks by its clock.
bool is_time(const Setup& s, const World& world, Client c);

// Its machine is reset: the client and its agent begin anew and know nothing.
void is_reset(const Setup& s, const World& world, Client c);

// It asks for the lock.
void asks(const Setup& s, const World& world, Client c);

// It was granted the lock, or takes it for granted.
void is_granted(const Setup& s, const World& world, Client c);

// Says that it gives the lock back, or that it wants it no longer: leaves, or waits for the answer.
void says_goodbye(const Setup& s, const World& world, Client c, At at);
void says_goodbye_again(const Setup& s, const World& world, Client c);

// Nothing that it has sent, and no answer, is on its way; where the answers of the lock service do
// not wait at the client, its requests to the service count as well.
bool awaits_nothing(const Setup& s, const World& world, Client c);

// It leaves without an answer.
void leaves(const Setup& s, const World& world, Client c);

// It works without the lock, which it does not have.
void goes_on_without(const Setup& s, const World& world, Client c);

// It does not hold the lock any longer, as far as it knows itself.
void is_gone(const Setup& s, const World& world, Client c);

}  // namespace lockstep::composition
