// Agents beside the clients, where they are processes of their own: they are paused and crash apart
// from their clients.
#pragma once

#include "models/composition/world/environment.hpp"

namespace lockstep::composition {

enum class AgentHealth : std::uint8_t { running, paused, crashed };
BOOST_DESCRIBE_ENUM(AgentHealth, running, paused, crashed)

struct AgentBudgets {
  Budget agent_pauses;
  Budget agent_crashes;
};
BOOST_DESCRIBE_STRUCT(AgentBudgets, (), (agent_pauses, agent_crashes))

struct Agent {
  AgentHealth health;
  Timer pause;  // what a pause that is bounded may yet take
};
BOOST_DESCRIBE_STRUCT(Agent, (), (health, pause))

}  // namespace lockstep::composition
