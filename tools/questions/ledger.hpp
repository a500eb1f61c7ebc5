// Fills the ledger of assumptions (report/ledger.hpp): drops each of them alone, and checks again.
#pragma once

#include "checker/engine/options.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "tools/questions/liveness.hpp"
#include "tools/report/outcome.hpp"

#include <string>
#include <vector>

namespace lockstep {

// The words of `settings` with those of `without` in place of what they set again, and less what
// has no effect then. `known` are the parameters of the protocol.
std::vector<Setting> without_assumption(std::vector<Setting> settings, const std::string& without,
                                        const std::vector<Parameter>& known);

// Tries all lines, for the properties and goals that are named; these with that fairness. A line
// without which the model breaks its contract says so. Throws Refused.
void try_without(Ledger& ledger, const CatalogueEntry& entry, const std::vector<Setting>& settings,
                 const std::vector<std::string>& properties, const Options& options,
                 const std::vector<FairnessChange>& changes = {});

// When a ledger is kept.
enum class KeepLedger : std::uint8_t { for_small_searches, always, never };

// Up to how many states goals are judged again with each forced action left unforced.
std::uint64_t states_for_fairness(KeepLedger keep);

// Tries the lines of a check that is done, for the properties and goals that hold, and adds what
// was found of the fairness of these.
void keep_ledger(Outcome& found, const Subject& subject, KeepLedger keep,
                 const std::vector<FairnessChange>& changes, const Options& options);

}  // namespace lockstep
