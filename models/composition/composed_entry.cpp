#include "models/composition/composed_entry.hpp"

#include "checker/errors/errors.hpp"
#include "models/composition/declare.hpp"
#include "models/composition/effects.hpp"
#include "models/composition/observe.hpp"
#include "models/composition/parameters.hpp"
#include "models/kit/passes/places.hpp"
#include "models/kit/protocol/model.hpp"

#include <algorithm>
#include <mutex>
#include <numeric>

namespace lockstep::composition {
namespace {

template <class AnyPart>
using Parts = std::vector<std::unique_ptr<AnyPart>>;

// In a function, so that files that register before main() find it made.
template <class AnyPart>
std::vector<std::unique_ptr<AnyPart> (*)()>& registered() {
  static std::vector<std::unique_ptr<AnyPart> (*)()> makers;
  return makers;
}

template <class AnyPart>
void insert(Parts<AnyPart>& parts, std::unique_ptr<AnyPart> part) {
  const auto at = std::find_if(parts.begin(), parts.end(),
                               [&](const auto& one) { return one->name >= part->name; });
  if (at != parts.end() && (*at)->name == part->name)
    throw ContractBroken("there are two stores or workloads called `" + part->name + "`");
  parts.insert(at, std::move(part));
}

// Parts may register later, while a shared object is loaded. Protocols are made on many threads:
// the first to come makes the parts.
template <class AnyPart>
const Parts<AnyPart>& all() {
  static std::mutex one_at_a_time;
  static Parts<AnyPart> parts;
  static std::size_t made = 0;
  const std::lock_guard lock(one_at_a_time);
  for (; made < registered<AnyPart>().size(); ++made) insert(parts, registered<AnyPart>()[made]());
  return parts;
}

template <class AnyPart>
const AnyPart& find(const Parts<AnyPart>& parts, const std::string& name) {
  const auto at =
      std::find_if(parts.begin(), parts.end(), [&](const auto& one) { return one->name == name; });
  if (at == parts.end())
    throw Refused("this program has no store or workload `" + name +
                  "`: link lockstep::models as well");
  return **at;
}

// The choice of a store or a workload, as a parameter.
template <class AnyPart>
Parameter choice_of(const Parts<AnyPart>& parts, const char* name, const char* sentence,
                    const char* by_default) {
  Parameter parameter;
  parameter.name = name;
  parameter.sentence = sentence;
  parameter.default_value = by_default;
  for (const auto& part : parts) {
    parameter.sentence += (parameter.choices.empty() ? ": " : "; ") + part->name;
    parameter.sentence += " (" + part->sentence + ")";
    parameter.choices.push_back(part->name);
  }
  return parameter;
}

Parameter store_choice() {
  return choice_of(stores(), "store", "how the store treats requests", "unfenced");
}
Parameter workload_choice() {
  Parameter parameter =
      choice_of(workloads(), "workload", "what clients do while they have the lock", "bill");
  parameter.rare = true;
  return parameter;
}

// Reads settings into the parameters of whoever they belong to.
class Reader {
 public:
  Reader(const LockPart& lock, const std::vector<Setting>& settings)
      : settings_(settings), defaults_(lock.defaults) {
    setup_->lock = &lock;
    setup_->store = &chosen(stores(), store_choice());
    setup_->workload = &chosen(workloads(), workload_choice());
    setup_->lock_params = lock.make_params();
    setup_->store_params = setup_->store->make_params();
    setup_->workload_params = setup_->workload->make_params();
    read(usual_parameters(), &setup_->environment);
    read(rare_parameters(), &setup_->environment);
    read(clock_parameters(lock), &setup_->environment);
    if (lock.has_agents()) read(agent_parameters(), &setup_->environment);
    read(choices_of(lock), &setup_->environment);
    read(lock.parameters, setup_->lock_params.get());
    read(setup_->store->parameters, setup_->store_params.get());
    read(setup_->workload->parameters, setup_->workload_params.get());
    require_effect();
    scale_spans(times_);
  }

  std::shared_ptr<Setup> setup() { return setup_; }

  long tick_nanoseconds() const {
    return times_.empty() ? 0 : tick_in_nanoseconds(*times_.front().second);
  }

  // "one tick is 5 s", where times have units.
  std::string scale() const { return times_.empty() ? "" : scale_in_words(*times_.front().second); }

 private:
  // By the user, or else by the lock.
  const Setting* given(const std::string& name) const {
    for (const auto* list : {&settings_, &defaults_})
      for (const Setting& setting : *list)
        if (setting.name == name) return &setting;
    return nullptr;
  }

  template <class AnyPart>
  const AnyPart& chosen(const Parts<AnyPart>& parts, const Parameter& parameter) {
    used_.push_back(parameter.name);
    const Setting* setting = given(parameter.name);
    if (setting == nullptr) return find(parts, parameter.default_value);
    return *parts[kit::parse_choice(parameter, setting->value)];
  }

  void read(const std::vector<kit::ParameterRow>& rows, void* params) {
    rows_.insert(rows_.end(), rows.begin(), rows.end());
    for (const kit::ParameterRow& row : rows) {
      used_.push_back(row.about.name);
      if (const Setting* setting = given(row.about.name)) row.set(params, setting->value);
      if (Span* span = row.span(params)) {
        kept_.push_back(std::make_unique<Parameter>(row.about));
        times_.emplace_back(kept_.back().get(), span);
      }
    }
  }

  // A parameter of a store or a workload that was not chosen is without effect.
  void require_effect() const {
    for (const Setting& setting : settings_) {
      if (std::find(used_.begin(), used_.end(), setting.name) != used_.end()) continue;
      refuse_unless_of(stores(), "store", setting);
      refuse_unless_of(workloads(), "workload", setting);
    }
  }
  template <class AnyPart>
  static void refuse_unless_of(const Parts<AnyPart>& parts, const char* kind,
                               const Setting& setting) {
    for (const auto& part : parts)
      for (const kit::ParameterRow& row : part->parameters)
        if (row.about.name == setting.name && setting.value != row.about.default_value)
          throw Refused("`" + setting.name + '=' + setting.value +
                        "` has no effect here: only with " + kind + '=' + part->name);
  }

  const std::vector<Setting>& settings_;
  const std::vector<Setting>& defaults_;
  std::shared_ptr<Setup> setup_ = std::make_shared<Setup>();
  std::vector<std::string> used_;
  std::vector<kit::ParameterRow> rows_;
  std::vector<std::unique_ptr<Parameter>> kept_;
  std::vector<std::pair<const Parameter*, Span*>> times_;
};

// What a lock does not have, and its author has not said how it would do.
void require_able(const LockPart& lock, const Environment& e) {
  const auto refuse = [&](bool asked, const std::string& setting, const std::string& why) {
    if (asked) throw Refused("`" + setting + "` is not for " + lock.name + ": " + why);
  };
  const std::string forgets =
      "its author does not say how the lock service goes on from an older copy of itself";
  refuse(e.failovers > 0 && !lock.can_fall_back(), "failovers=" + std::to_string(e.failovers),
         forgets);
  refuse(e.service_restarts > 0 && !lock.can_fall_back() && e.fsync != Fsync::always,
         "service-restarts=" + std::to_string(e.service_restarts), forgets);
  refuse(e.force_unlocks > 0 && lock.frees == nullptr,
         "force-unlocks=" + std::to_string(e.force_unlocks),
         "its author does not say how an operator frees the lock");
  refuse(e.acquire == Acquire::idempotent && !lock.recognises_acquires, "acquire=idempotent",
         "its author does not say that the lock service recognises an acquire that it has granted");
}

// A client remembers what one store told it.
void require_one_version(const Setup& s) {
  if (s.two_stores && s.store->version != nullptr)
    throw Refused("`store=" + s.store->name + "` cannot be combined with workload " +
                  s.workload->name +
                  " under these settings: there are two stores, and a client remembers the version "
                  "of one");
}

// A store that compares values needs a workload that says what a write was computed from.
void require_comparable(const Setup& s) {
  if (s.compares_values && s.workload->unchanged == nullptr)
    throw Refused("`store=" + s.store->name + "` compares values here, and workload " +
                  s.workload->name + " does not say from what its writes are computed");
}

void require_tokens(const LockPart& lock, const StorePart& store) {
  if (store.looks_at_tokens && lock.token < 0)
    throw Refused("`store=" + store.name + "` is not for " + lock.name +
                  ": its author does not say with m.token<…>() which token a request carries, and "
                  "the store could fence off no client");
}

void require_needs(const Part& part, const void* params, const Environment& environment) {
  for (const auto& [truth, sentence] : part.needs)
    if (!truth(params, environment)) throw Refused(sentence);
}

int servers_of(const LockPart& lock, const void* params) {
  if (!lock.has_several()) return 0;
  const int servers = lock.servers(params);
  if (servers < 1 || servers > servers_max)
    throw ContractBroken("lock " + lock.name + ": there are 1 to " + std::to_string(servers_max) +
                         " services, and not " + std::to_string(servers));
  return servers;
}

// What goes with one service only.
void require_one_service(const Setup& s) {
  const Environment& e = s.environment;
  const auto refuse = [&](bool asked, const std::string& setting, const std::string& why) {
    if (asked)
      throw Refused("`" + setting + "` is not for " + s.lock->name +
                    ", which has several services: " + why);
  };
  refuse(e.failovers > 0, "failovers=" + std::to_string(e.failovers), "none of them has a standby");
  refuse(e.force_unlocks > 0, "force-unlocks=" + std::to_string(e.force_unlocks),
         "an operator cannot free the lock at all of them in one step");
  refuse(e.request_ids, "request-ids=true", "which requests were heard is not known of each");
  refuse(e.acquire == Acquire::idempotent, "acquire=idempotent",
         "which requests were heard is not known of each");
  refuse(e.cuts > 0 && e.cut == Cut::both, "cut=both",
         "a cut is in the link to one of them, or to the store");
  if (s.places.calls.capacity > letters_max)
    throw Refused("too many messages: " + s.lock->name + " may have " +
                  std::to_string(s.places.calls.capacity) +
                  " in flight with these settings, and the maximum is " +
                  std::to_string(letters_max) + "; use fewer clients or servers");
}

bool gives_up_by_default(const LockPart& lock) {
  return std::none_of(lock.defaults.begin(), lock.defaults.end(),
                      [](const Setting& one) { return one.name == "when-refused"; });
}

// Whether it gives up or tries again, a client that comes again asks once more.
void require_choice_of_refused(const Setup& s) {
  if (!s.refuses || !s.comes_again || gives_up_by_default(*s.lock)) return;
  if (s.environment.when_refused == WhenRefused::gives_up)
    throw Refused("`when-refused=gives-up` has no effect here: with workload=" + s.workload->name +
                  " the clients of " + s.lock->name + " ask for the lock again anyway");
}

// What the lock's way of asking its service leaves nothing to.
void require_answers(const Setup& s) {
  const Environment& e = s.environment;
  const bool at_hand = s.travels != Travels::everything || s.lock->calls_take_no_time;
  if (at_hand && e.cuts > 0 && e.cut != Cut::store && e.cut_stops == CutStops::replies)
    throw Refused("`cut-stops=replies` is not for " + s.lock->name +
                  ": its service answers in the step that serves a request");
  const bool tells_acquires_apart = e.request_ids || e.acquire == Acquire::idempotent;
  if ((may_come_again(s) && s.request_ids) || (s.tries_again && tells_acquires_apart))
    throw Refused(
        "clients of " + s.lock->name +
        " want the lock again and again, and only a few requests can be told apart: "
        "`request-ids`, `acquire=idempotent` and `key=request` cannot be combined with that");
}

std::vector<std::uint32_t> wall_timers_in(const Kind& kind) {
  std::vector<std::uint32_t> found;
  if (kind.room == 0) return found;
  kit::for_each_place(*kind.row, [&](const kit::Row& row, std::uint32_t at) {
    if (row.kind == kit::Kind::wall_timer) found.push_back(at);
  });
  return found;
}

// A schedule is kept by the clients' clocks.
void find_clocks(Setup& s) {
  if (counts_by_wall_clock(*s.lock)) {
    s.wall_timers = wall_timers_in(s.lock->service);
    s.wall_timers_of_clients = wall_timers_in(s.lock->for_client);
  }
  if (s.lock->have_clocks == nullptr) return;
  s.clocks = s.lock->have_clocks(s.lock_params.get());
  s.clocks.clients |= s.environment.start == Start::scheduled;
  if (s.clocks.service && s.lock->has_several())
    throw ContractBroken("lock " + s.lock->name +
                         ": of several services none has a clock to read; they count with "
                         "WallTimers");
  s.clock_bounds = {steps_together(s.environment), s.lock->clock_reach(s.lock_params.get())};
}

void finish(Setup& s) {
  Environment& e = s.environment;
  require_together(e);
  require_able(*s.lock, e);
  require_tokens(*s.lock, *s.store);
  const auto each_part = [&](auto&& f) {
    f(*s.lock, s.lock_params.get());
    f(*s.store, s.store_params.get());
    f(*s.workload, s.workload_params.get());
  };
  each_part([&](const Part& part, void* params) { require_needs(part, params, e); });
  const WhenRefused chosen = e.when_refused;
  each_part([&](const Part& part, void* params) {
    for (const auto& work_out : part.derive) work_out(params, e);
  });
  s.settles_refusals = e.when_refused != chosen;
  std::iota(s.numbers.begin(), s.numbers.end(), 0u);
  find_clocks(s);
  s.properties = properties_of(s);
  s.goals = goals_of(s);
  s.checks_apart = s.lock->checks_apart != nullptr && s.lock->checks_apart(s.lock_params.get());
  s.request_ids = e.request_ids || e.acquire == Acquire::idempotent ||
                  (s.store->tells_requests_apart != nullptr &&
                   s.store->tells_requests_apart(s.store_params.get()));
  s.two_stores =
      s.workload->second.used != nullptr && s.workload->second.used(s.workload_params.get());
  s.compares_values =
      s.store->compares_values != nullptr && s.store->compares_values(s.store_params.get());
  s.refuses = s.lock->refuses != nullptr && s.lock->refuses(s.lock_params.get());
  s.tries_again = e.start == Start::any && s.lock->comes_again != nullptr &&
                  s.lock->comes_again(s.lock_params.get());
  s.comes_again = s.tries_again && !s.workload->each_client_once;
  e.tries_are_alike = s.tries_again;
  s.requests_without_end = has_requests_without_end(e);
  s.release_is_awaited = e.release_answer == ReleaseAnswer::awaited;
  require_together(s);
  s.notes_gaps = s.lock->takes_back != nullptr && s.lock->takes_back(s.lock_params.get());
  if (s.lock->travels != nullptr) s.travels = s.lock->travels(s.lock_params.get());
  require_answers(s);
  require_choice_of_refused(s);
  s.servers = servers_of(*s.lock, s.lock_params.get());
  s.notes_tokens = may_forget(e) ||
                   (s.lock->tokens_repeat != nullptr && s.lock->tokens_repeat(s.lock_params.get()));
  require_comparable(s);
  require_one_version(s);
  lay_out(s);
  if (s.several()) require_one_service(s);
}

class ComposedEntry final : public CatalogueEntry {
 public:
  ComposedEntry(std::shared_ptr<const LockPart> lock, std::string file)
      : lock_(std::move(lock)), file_(std::move(file)) {}

  std::string name() const override { return lock_->name; }
  std::string sentence() const override { return lock_->sentence; }
  std::string source() const override { return lock_->source; }
  std::string file() const override { return file_; }
  std::vector<Claim> claims() const override { return lock_->claims; }

  std::vector<Parameter> parameters() const override {
    std::vector<Parameter> list;
    const auto add = [&](const std::vector<kit::ParameterRow>& rows) {
      for (const kit::ParameterRow& row : rows) list.push_back(row.about);
    };
    add(usual_parameters());
    list.insert(list.begin() + 1, store_choice());
    list.push_back(workload_choice());
    add(rare_parameters());
    for (const auto& part : stores()) add(part->parameters);
    for (const auto& part : workloads()) add(part->parameters);
    add(lock_->parameters);
    add(choices_of(*lock_));
    add(clock_parameters(*lock_));
    if (lock_->has_agents()) {
      add(agent_parameters());
      parameter_of(list, "pause").only_with += " or agent-pauses>0";
    }
    if (lock_->refuses)
      parameter_of(list, "request-ids").only_with += " or when-refused=tries-again";
    for (const Setting& one : lock_->defaults)
      parameter_of(list, one.name).default_value = one.value;
    return list;
  }

  std::unique_ptr<Model> make(const std::vector<Setting>& settings) const override {
    kit::require_known(settings, parameters(), name());
    kit::require_effect(settings, parameters());
    Reader reader(*lock_, settings);
    const std::shared_ptr<Setup> setup = reader.setup();
    finish(*setup);
    composition::require_effect(*setup, settings, parameters());
    kit::ProtocolTable table = table_of(setup);
    if (const std::string scale = reader.scale(); !scale.empty())
      table.assumptions.push_back({scale});
    table.tick_nanoseconds = reader.tick_nanoseconds();
    return std::make_unique<kit::ProtocolModel>(std::move(table));
  }

 private:
  Parameter& parameter_of(std::vector<Parameter>& list, const std::string& name) const {
    const auto at = std::find_if(list.begin(), list.end(), [&](const Parameter& parameter) {
      return parameter.name == name;
    });
    if (at == list.end())
      throw ContractBroken(lock_->name + ": a default of `" + name + "`, which is not a parameter");
    return *at;
  }

  std::shared_ptr<const LockPart> lock_;
  std::string file_;
};

}  // namespace

const Parts<StorePart>& stores() { return all<StorePart>(); }
const Parts<WorkloadPart>& workloads() { return all<WorkloadPart>(); }

template <class AnyPart>
void register_part(std::unique_ptr<AnyPart> (*make)()) {
  registered<AnyPart>().push_back(make);
}
template void register_part(std::unique_ptr<StorePart> (*)());
template void register_part(std::unique_ptr<WorkloadPart> (*)());

void add_claim(LockPart& part, std::string_view settings, kit::Breaks breaks) {
  part.claims.push_back({std::string(settings), std::move(breaks.all)});
}

void add_claim_of_liveness(LockPart& part, std::string_view settings, kit::Breaks breaks,
                           kit::Fair fair) {
  part.claims.push_back(kit::claim_of_liveness(settings, std::move(breaks), fair));
}

std::unique_ptr<CatalogueEntry> composed_entry(std::shared_ptr<const LockPart> lock,
                                               std::string file) {
  if (lock->hears_from_servers && !lock->has_several())
    throw ContractBroken("lock " + lock->name +
                         ": `hears` asks which server it was, and there is one: declare "
                         "m.services<…>(), or leave the Server out");
  for (const ReadOnly& one : lock->read_only)
    if (std::none_of(lock->parameters.begin(), lock->parameters.end(),
                     [&](const auto& row) { return row.about.name == one.parameter; }))
      throw ContractBroken("lock " + lock->name + ": read_when() names `" + one.parameter +
                           "`, which is not a parameter of it");
  return std::make_unique<ComposedEntry>(std::move(lock), std::move(file));
}

void require_next_deed(const WorkloadPart& part, unsigned value, const std::string& name) {
  if (value != part.deeds.size())
    throw ContractBroken("workload " + part.name + ": the deed `" + name +
                         "` is declared out of order: declare one for each value, in their order");
}

}  // namespace lockstep::composition
