// The messages in the bags and queues of a state.
#pragma once

#include "models/kit/passes/places.hpp"

#include <cstddef>
#include <vector>

namespace lockstep::kit {

// Those of one type, wherever they lie. Const and safe from many threads.
class Messages {
 public:
  Messages(const Row& state, TypeKey key);

  // Where each message begins.
  std::vector<const std::byte*> in(const std::byte* state) const;

 private:
  std::vector<QueueAt> queues_;
};

}  // namespace lockstep::kit
