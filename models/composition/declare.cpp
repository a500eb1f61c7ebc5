#include "models/composition/declare.hpp"

#include "models/composition/action_rows.hpp"
#include "models/composition/assumptions.hpp"
#include "models/composition/observe.hpp"
#include "models/composition/runners.hpp"
#include "models/composition/steps/steps.hpp"
#include "models/composition/words.hpp"
#include "models/composition/world/message_keys.hpp"

#include <algorithm>
#include <numeric>

namespace lockstep::composition {
namespace {

// The kit hands out states to look at as const; views of them change nothing.
World looked_at(const Setup& s, const std::byte* state) {
  return World(s, const_cast<std::byte*>(state));
}

// As many properties, and then witnesses, as the rows below.
std::uint64_t broken(const void* params, const std::byte* state, bool at_end) {
  const Setup& s = setup_of(params);
  const Observation seen = observe(s, looked_at(s, state));
  std::uint64_t found = 0;
  std::uint64_t bit = 1;
  for (const LockProperty* property : s.properties) {
    if ((at_end || property->when == When::always) && !property->holds(seen)) found |= bit;
    bit <<= 1;
  }
  for (const Invariant& invariant : s.lock->invariants) {
    if (!holds(s, looked_at(s, state), invariant)) found |= bit;
    bit <<= 1;
  }
  // Where there are no requests, no step acts on the lock.
  if (!s.workload->needs_store() && somebody_works(looked_at(s, state))) found |= bit;
  constexpr int before_contend = 1;
  if (contend(looked_at(s, state))) found |= bit << before_contend;
  return found;
}

// In the order of the rows below.
void calls(const void* params, const std::byte* state, std::span<Call> all) {
  const Setup& s = setup_of(params);
  const Observation seen = observe(s, looked_at(s, state));
  for (std::size_t i = 0; i < s.goals.size(); ++i)
    all[i] = {s.goals[i]->asks(seen), s.goals[i]->answers(seen)};
}

bool due(const void* params, const std::byte* state) {
  const Setup& s = setup_of(params);
  return is_due(s, looked_at(s, state));
}

std::vector<kit::PropertyRow> properties(const Setup& s) {
  std::vector<kit::PropertyRow> rows;
  for (const LockProperty* property : s.properties) {
    kit::PropertyRow row;
    row.about = {property->name, property->sentence, property->when, "", true};
    for (const NotJudged& one : s.lock->not_judged)
      if (one.property == property && !one.judged(s.lock_params.get()))
        row.about.not_judged = one.reason;
    row.explain = [property](const void* params, const std::byte* state, const Lanes&) {
      const Setup& setup = setup_of(params);
      return property->broken(observe(setup, looked_at(setup, state)));
    };
    rows.push_back(std::move(row));
  }
  for (const Invariant& invariant : s.lock->invariants) {
    kit::PropertyRow row;
    row.about = {invariant.name, invariant.sentence, When::always};
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<kit::GoalRow> goals(const Setup& s) {
  std::vector<kit::GoalRow> rows;
  for (const LockGoal* goal : s.goals) {
    kit::GoalRow row;
    row.about = {goal->name, goal->sentence, goal->form, {}, goal->fails, goal->never, true};
    if (goal->each_client) row.of = kit::key_of<ClientTag>();
    rows.push_back(std::move(row));
  }
  return rows;
}

kit::PropertyRow witness(std::string name, std::string sentence) {
  kit::PropertyRow row;
  row.about = {std::move(name), std::move(sentence), When::sometimes};
  return row;
}

// The claims of every lock have to show the first two, and those of its author.
void add_witnesses(const Setup& s, std::vector<kit::PropertyRow>& rows) {
  rows.push_back(witness(witness_of_acquiring, "a client acquires the lock and acts on it"));
  rows.push_back(witness("contend", "two clients want the lock at the same time"));
  rows.push_back(witness(witness_of_refusing, "the store refuses a request"));
  rows.back().about.library = true;
  if (s.store->admits == nullptr) rows.back().about.not_judged = "the store refuses nothing";
  for (const Witness& one : s.lock->witnesses) {
    rows.push_back(witness(one.name, one.sentence));
    if (one.judged && !one.judged(s.lock_params.get()))
      rows.back().about.not_judged = one.not_judged;
  }
}

std::vector<Assumption> assumptions(const Setup& s) {
  std::vector<Assumption> all = assumptions_of(s);
  const auto add = [&](std::vector<Assumption> more) {
    for (Assumption& one : more) all.push_back(std::move(one));
  };
  const auto add_part = [&](const Part& part, const void* params) {
    for (const auto& list : part.assumptions) add(list(params, s.environment));
  };
  add_part(*s.store, s.store_params.get());
  add_part(*s.workload, s.workload_params.get());
  add(assumptions_on_calls(s));
  const Environment& e = s.environment;
  if (s.two_stores && (e.store_pauses > 0 || (e.cuts > 0 && e.cut != Cut::service)))
    add({{"a pause of the store and a cut from it are of both stores"}});
  if (s.lock->has_agents()) add(assumptions_on_agents(s.environment));
  add(assumptions_on_service(s.environment, *s.lock));
  add_part(*s.lock, s.lock_params.get());
  add(assumptions_on_choices(s));
  return all;
}

// Budgets at their bounds, and everything else at nothing.
void fill_start(const Setup& s, const World& world) {
  const Environment& e = s.environment;
  const Common common = world.common();
  common.pauses = Budget(e.pauses);
  common.crashes = Budget(e.crashes);
  common.restarts = Budget(e.restarts);
  common.losses = Budget(e.losses);
  common.duplicates = Budget(e.duplicates);
  common.cuts = Budget(e.cuts);
  common.reorders = Budget(e.reorders);
  common.timeouts = Budget(e.timeouts);
  common.service_pauses = Budget(e.service_pauses);
  common.store_pauses = Budget(e.store_pauses);
  common.failures.failovers = Budget(e.failovers);
  common.failures.restarts = Budget(e.service_restarts);
  common.failures.force_unlocks = Budget(e.force_unlocks);
  if (s.servers_have_clocks()) world.server_clocks().server_clock_steps = Budget(e.clock_steps);
  if (s.lock->has_agents()) {
    world.agent_budgets().agent_pauses = Budget(e.agent_pauses);
    world.agent_budgets().agent_crashes = Budget(e.agent_crashes);
  }
}

// How wall clocks disagree: the slowest shows true time, and the others are up to `skew` ahead.
// Clocks of clients, and then that of the service.
void set_clocks(const Setup& s, const World& world, const std::vector<int>& ahead) {
  world.clocks().clock_steps = Budget(s.environment.clock_steps);
  std::size_t next = 0;
  if (s.clocks.clients)
    for (const Client c : world.clients()) world.clock(c).step(ahead[next++]);
  if (s.clocks.service) world.clocks().clock.step(ahead[next++]);
  if (s.environment.start == Start::scheduled)
    world.clocks().schedule = WallClock().now() + int{s.environment.skew};
}

// The next of all lists of numbers up to `most`; false after the last.
bool goes_on(std::vector<int>& list, int most) {
  for (int& one : list) {
    if (one++ < most) return true;
    one = 0;
  }
  return false;
}

void start(const void* params, const kit::ProtocolTable::Emit& emit) {
  const Setup& s = setup_of(params);
  std::vector<std::uint64_t> words(s.layout.size / 8);
  auto* bytes = reinterpret_cast<std::byte*>(words.data());
  const World world(s, bytes);
  const int clients = s.clocks.clients ? s.environment.clients : 0;
  std::vector<int> ahead(static_cast<std::size_t>(clients + (s.clocks.service ? 1 : 0)));
  do {
    std::fill(words.begin(), words.end(), 0);
    fill_start(s, world);
    if (!ahead.empty()) {
      if (*std::min_element(ahead.begin(), ahead.end()) > 0) continue;
      set_clocks(s, world, ahead);
    }
    emit(bytes);
  } while (goes_on(ahead, s.environment.skew));
}

}  // namespace

kit::ProtocolTable table_of(std::shared_ptr<const Setup> setup) {
  const Setup& s = *setup;
  kit::ProtocolTable table;
  table.layout = s.layout;
  table.lanes = lanes_of(s);
  table.starts.push_back(start);
  table.actions = action_rows(s);
  table.properties = properties(s);
  table.goals = goals(s);
  add_witnesses(s, table.properties);
  table.broken = broken;
  table.calls = calls;
  table.due.push_back(due);
  table.messages.push_back({kit::key_of<CallMessage>(),
                            [](const void* params, const std::byte* message, const Lanes& in) {
                              return describe_call(setup_of(params), message, in);
                            }});
  table.messages.push_back({kit::key_of<QueryMessage>(),
                            [](const void* params, const std::byte* message, const Lanes& in) {
                              return describe_query(setup_of(params), message, in);
                            }});
  table.bars.push_back([](const void* params, const std::byte* state, const Lanes& in) {
    const Setup& of = setup_of(params);
    return bars_of(of, looked_at(of, state), in);
  });
  table.assumptions = assumptions(s);
  table.clock_bounds = s.clock_bounds;
  table.tokens_repeat = may_repeat_tokens(s.environment);
  table.params = std::move(setup);
  return table;
}

}  // namespace lockstep::composition
