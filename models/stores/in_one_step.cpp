// A store whose answer reaches the client in the same step as the effect: a function call into a
// database in the client's own process, a transaction that ends where its effect becomes durable.
//
// No crash, no loss and no partition fits between the effect and the news of it. What is left is
// the way there: a request may still be late, and one that is sent again is done again.
#include "models/composition/store.hpp"

namespace lockstep {
namespace {

void build(Store<Nothing, Nothing, Nothing>& m) {
  m.answers_in_the_same_step();
  m.assumption("the store's answer reaches the client in the step of the effect", "store=unfenced");
}

}  // namespace

LOCKSTEP_STORE("in-one-step",
               "serves every request, and the client has the answer in the same step",
               "SQLite, an in-process database, 2000", build)

}  // namespace lockstep
