// A check and its report, with everything that is needed to tell people or programs about it.
#pragma once

#include "checker/report/report.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "tools/report/ledger.hpp"
#include "tools/report/liveness_outcome.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

struct ParameterValue {
  std::string name;
  std::string value;
  bool number = false;
  bool telling = true;  // false: an advanced parameter at its default
};

struct PropertyOutcome {
  Property property;
  PropertyReport report;
  std::optional<Trace> trace;  // when violated; of a witness, when it was asked for and seen
};

// What became of the Zeno check: whether time can stand still forever.
enum class ZenoLook : std::uint8_t { untimed, searched, not_searched };

struct ZenoOutcome {
  ZenoLook look = ZenoLook::untimed;
  bool asked = false;
  std::string why;  // not
};

// On how many states the contract of the model was tried; `every`: on all that can be reached.
struct ContractOutcome {
  std::uint64_t states = 0;
  bool every = false;
};

struct Outcome {
  std::string protocol;
  std::string sentence;
  std::vector<ParameterValue> parameters;   // all, as declared
  Ledger assumptions;                       // what the verdicts rest on
  std::vector<PropertyOutcome> properties;  // those that were asked for, as declared
  std::vector<PropertyOutcome> witnesses;   // claimed `sometimes`; the same
  bool all_asked = true;                    // for no property by its name
  std::vector<std::string> never;           // what no run contains (never.hpp)
  Report report;
  ZenoOutcome zeno;
  ContractOutcome contract;
  std::optional<LivenessOutcome> liveness = {};  // of the goals that were asked for
  std::vector<std::string> unasked_goals = {};   // the names of the others

  // Of properties and goals: violated if one is; otherwise unknown if one is, if none could be
  // judged, or if a witness that was asked for by its name was not seen.
  Verdict verdict() const;

  // Everything happened that could, and every property was judged.
  bool full() const;

  // The violated property that is declared last: models declare from the mechanism to what it
  // costs people, so its run tells most. Null when none is violated.
  const PropertyOutcome* most_telling() const;
};

// `wanted` names the properties to judge; empty: all. Throws Refused for an unknown one.
Outcome outcome(const CatalogueEntry& entry, const std::vector<Setting>& settings,
                const Model& model, Report report, const std::vector<std::string>& wanted);

// A run that breaks property number `property`, in words, with the protocol and its parameters.
Trace told(const CatalogueEntry& entry, const std::vector<Setting>& settings, const Model& model,
           const Run& run, std::size_t property);

// Says in the trace which protocol it is of.
void set_subject(Trace& trace, const std::string& protocol,
                 const std::vector<ParameterValue>& parameters);

// Every parameter of the protocol with its value, as declared.
std::vector<ParameterValue> parameter_values(const CatalogueEntry& entry,
                                             const std::vector<Setting>& settings);

// The properties of `shape` that are asked for, one bit each. No names: all. Names of what is no
// property, such as goals, are passed over.
std::uint64_t bits_of(const Shape& shape, const std::vector<std::string>& names);

// Throws Refused, with the nearest, unless all of `wanted` are properties of `shape`.
void require_properties(const Shape& shape, const std::vector<std::string>& wanted);

// Throws Refused when one of `wanted` is claimed to happen sometimes: nothing can violate that.
void refuse_witnesses(const Shape& shape, const std::vector<std::string>& wanted);

const char* in_words(Verdict verdict);
const char* in_words(ZenoLook look);
std::vector<std::string> reduction_names(unsigned reductions);
double bytes_per_state(const Report& report);
double states_per_second(const Report& report);

}  // namespace lockstep
