#include "models/composition/effects.hpp"

#include "checker/errors/errors.hpp"
#include "models/composition/composed_entry.hpp"

#include <algorithm>
#include <string>

namespace lockstep::composition {

bool asks_store(const Setup& s) { return s.workload->needs_store(); }

bool messages_travel(const Setup& s) { return s.travels != Travels::nothing || asks_store(s); }

bool messages_cross_cuts(const Setup& s) {
  const Cut cut = s.environment.cut;
  return (cut != Cut::store && s.travels != Travels::nothing) ||
         (cut != Cut::service && asks_store(s));
}

bool locks_are_given_back(const Setup& s) {
  return asks_store(s) || s.workload->ends_with_job || s.lock->may_give_up != nullptr;
}

bool clients_may_be_late(const Setup& s) {
  return locks_are_given_back(s) || s.environment.memory == Memory::stable;
}

bool clocks_may_differ(const Setup& s) {
  const int clocks = (s.clocks.clients ? s.environment.clients : 0) + (s.clocks.service ? 1 : 0);
  return clocks > 1;
}

namespace {

bool takes_time(const WorkloadPart& workload) {
  return workload.needs_store() || workload.ends_with_job;
}
bool work_takes_time(const Setup& s) { return takes_time(*s.workload); }

bool tokens_are_forgotten(const Setup& s) {
  return may_forget(s.environment) && s.lock->token >= 0;
}

// "only with workload=bill, increment or lead": those for which this is true.
template <class Truth>
std::string only_with_workloads(Truth&& truth) {
  std::string list;
  for (const auto& workload : workloads())
    if (truth(*workload)) list += (list.empty() ? "" : ", ") + workload->name;
  if (const std::size_t last = list.rfind(", "); last != std::string::npos)
    list.replace(last, 2, " or ");
  return "only with workload=" + list;
}

bool releases_are_answered(const Setup& s) {
  return locks_are_given_back(s) ||
         (may_stop_waiting(s.environment) && s.environment.retry == Retry::never);
}

std::string not_of(const Setup& s, const char* what) {
  return ", and workload " + s.workload->name + ' ' + what;
}

std::string only_with_store(const Setup& s) {
  return only_with_workloads([](const WorkloadPart& one) { return one.needs_store(); }) +
         not_of(s, "asks no store");
}

std::string only_with_end(const Setup& s) {
  return only_with_workloads(takes_time) + not_of(s, "never gives the lock back");
}

// What nothing reads unless `read` is true.
struct Unread {
  std::vector<std::string> parameters;
  bool (*read)(const Setup&);
  std::string (*why)(const Setup&);
};

const std::vector<Unread>& unread() {
  static const std::vector<Unread> all = {
      {{"store", "store-pauses", "cut"}, asks_store, only_with_store},
      {{"job"},
       work_takes_time,
       [](const Setup& s) {
         return only_with_workloads(takes_time) + not_of(s, "does nothing that takes time");
       }},
      {{"delay", "losses", "duplicates", "channels", "reorders", "request-ids"},
       messages_travel,
       [](const Setup& s) {
         return "no message is sent, since calls to this lock service take no time" +
                not_of(s, "asks no store");
       }},
      {{"timeouts", "retries"},
       messages_travel,
       [](const Setup& s) {
         return "no client waits for an answer, since a call to this lock service is answered, or "
                "fails, in the step that makes it" +
                not_of(s, "asks no store");
       }},
      {{"cut-stops", "across-cut"},
       messages_cross_cuts,
       [](const Setup&) { return std::string("no message is sent over the link that is cut"); }},
      {{"release-answer"}, releases_are_answered, only_with_end},
      {{"work"},
       clients_may_be_late,
       [](const Setup& s) {
         return "workload " + s.workload->name + " has no step that a client could put off";
       }},
      {{"skew"},
       clocks_may_differ,
       [](const Setup&) {
         return std::string("only one wall clock is read, and it differs from no other");
       }},
      {{"epochs"}, tokens_are_forgotten, [](const Setup&) {
         return std::string("the lock service forgets no token that it has issued");
       }}};
  return all;
}

// Why nothing reads this parameter; empty where something does.
std::string why_unread(const Setup& s, const std::string& parameter) {
  for (const Unread& one : unread())
    if (std::find(one.parameters.begin(), one.parameters.end(), parameter) !=
            one.parameters.end() &&
        !one.read(s))
      return one.why(s);
  for (const ReadOnly& one : s.lock->read_only) {
    if (one.parameter != parameter || (one.at && !one.at(s.lock_params.get()))) continue;
    if (one.when == ReadWhen::store_is_asked && !asks_store(s)) return only_with_store(s);
    if (one.when == ReadWhen::lock_is_given_back && !locks_are_given_back(s))
      return only_with_end(s);
  }
  return "";
}

}  // namespace

void require_effect(const Setup& setup, const std::vector<Setting>& given,
                    const std::vector<Parameter>& known) {
  const auto is_default = [&](const Setting& setting) {
    return std::any_of(known.begin(), known.end(), [&](const Parameter& parameter) {
      return parameter.name == setting.name && parameter.default_value == setting.value;
    });
  };
  for (const Setting& setting : given) {
    if (is_default(setting)) continue;
    if (const std::string why = why_unread(setup, setting.name); !why.empty())
      throw Refused("`" + setting.name + '=' + setting.value + "` has no effect here: " + why);
  }
}

}  // namespace lockstep::composition
