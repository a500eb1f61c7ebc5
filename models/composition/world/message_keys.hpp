// By these the narrator finds how a message in one of the two nets is drawn.
#pragma once

namespace lockstep::composition {

struct CallMessage;
struct QueryMessage;

}  // namespace lockstep::composition
