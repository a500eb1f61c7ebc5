// What a protocol declares (protocol.hpp), its types erased, for all of its settings.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"
#include "models/kit/protocol/parameters.hpp"
#include "models/kit/protocol/table.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace lockstep::kit {

// Identities, with a lane each or with names only; or a single lane.
struct LaneRow {
  std::string name;
  TypeKey key = nullptr;  // null: a single lane
  unsigned (*population)(const void* params) = nullptr;
  bool acts = true;
  bool (*needed)(const void* params) = nullptr;  // null: always
};

struct Declared {
  const Row* state = nullptr;
  std::vector<std::string> described;  // the members of its Params, as parameters are named
  std::vector<ParameterRow> parameters;
  std::vector<std::pair<bool (*)(const void* params), std::string>> needs;
  std::vector<void (*)(void* params)> derive;
  std::vector<LaneRow> lanes;
  std::vector<std::function<void(const void* params, const ProtocolTable::Emit&)>> starts;
  std::vector<ActionRow> actions;
  std::vector<PropertyRow> properties;
  std::vector<bool (*)(const void* params, const std::byte* state)> due;
  std::vector<MessageRow> messages;
  std::vector<
      std::function<std::vector<Bar>(const void* params, const std::byte* state, const Lanes&)>>
      bars;
  std::vector<std::function<std::vector<Assumption>(const void* params)>> assumptions;
  std::vector<Claim> claims;
  bool copies_token_sources = false;
  bool (*tokens_repeat)(const void* params) = nullptr;
  ClockBounds (*clock_bounds)(const void* params) = nullptr;  // of a state that has instants
};

// Throws ContractBroken when the declarations cannot be meant so: two of one name, an action that
// is registered twice, a described member of Params that is no parameter, a default out of its
// range, timers that nothing ticks. `fresh` makes Params with their defaults.
void require_sound(const Declared& declared, const std::shared_ptr<void>& fresh);

// The protocol with these settings. Throws Refused when they do not go together, ContractBroken
// when the declarations do not.
ProtocolTable table_of(const Declared& declared, const std::shared_ptr<void>& params);

}  // namespace lockstep::kit
