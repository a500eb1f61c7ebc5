// Why a step is not possible: which guard forbids it, and what it read.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/state.hpp"

#include <string>
#include <utility>
#include <vector>

namespace lockstep {

// The numbers of the actions with this name (a protocol may have several), or else of the only one
// whose name has `name` in it as whole words, or else at all. Throws Refused, with the nearest.
std::vector<std::uint16_t> actions_named(const Shape& shape, const std::string& name);

using NamedValues = std::vector<std::pair<std::string, std::string>>;

// A sentence for each argument that there is for the action in `state`. `parameters` are those of
// the protocol, with their values. Throws Refused when the model cannot tell.
std::vector<std::string> why_not(const Model& model, std::uint16_t action, const StateBytes& state,
                                 const NamedValues& parameters = {});

// Who reads a guard.
struct Reading {
  std::string actor;     // a lane such as "client 1"; empty: nobody's in particular
  bool own_step = true;  // it is the actor's; false: a step of a service about it
  NamedValues parameters = {};
};

// "holder is client 2, client[1].at is idle": the fields of a state and the parameters (`p.ttl`)
// that a guard's text names, as far as names tell. `state` is the text of a JSON object. A field
// of somebody's that is named without saying whose is that of the actor.
std::string values_named(const std::string& guard, const std::string& state,
                         const Reading& reading);

}  // namespace lockstep
