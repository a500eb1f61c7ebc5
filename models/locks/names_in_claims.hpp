// What the claims of locks call the properties.
#pragma once

#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/fencing.hpp"
#include "properties/progress.hpp"

namespace lockstep::names_in_claims {

inline const char* const at_service = exclusion_at_service.name;
inline const char* const belief = exclusion_in_belief.name;
inline const char* const effect = exclusion_in_effect.name;
inline const char* const lost = no_grant_lost.name;
inline const char* const tokens = tokens_grow.name;
inline const char* const stale = no_stale_write.name;
inline const char* const twice = billed_at_most_once.name;
inline const char* const unbilled = nothing_left_unbilled.name;
inline const char* const stuck = no_deadlock.name;

}  // namespace lockstep::names_in_claims
