// Properties of lock protocols: a name, a claim, and how to tell that it is false.
#pragma once

#include "checker/model/model.hpp"
#include "properties/observation.hpp"

#include <string>

namespace lockstep {

struct LockProperty {
  const char* name;
  const char* sentence;  // the claim, for people
  When when;
  bool (*holds)(const Observation&);
  std::string (*broken)(const Observation&);  // what is false now, a sentence without a full stop
};

}  // namespace lockstep
