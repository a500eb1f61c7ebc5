// Whether a model keeps its contract, asked in every check and for every claim.
#pragma once

#include "checker/engine/options.hpp"
#include "checker/errors/errors.hpp"
#include "checker/fault_sets.hpp"
#include "checker/report/report.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "tools/report/outcome.hpp"

#include <utility>
#include <vector>

namespace lockstep {

// A broken contract with a shortest run that leads there.
struct ContractFault : ContractBroken {
  ContractFault(const std::string& sentence, Trace run)
      : ContractBroken(sentence), trace(std::move(run)) {}
  Trace trace;
};

// What is checked, and what it is called.
struct Subject {
  const CatalogueEntry& entry;
  const std::vector<Setting>& settings;
  const Model& model;
};

// What else to say when a reduction of those used is to blame: how to check without it. Else empty.
std::string advice(const ContractBroken& broken, unsigned reductions);

// check(), where a contract that the model breaks by itself comes with its run. Throws
// ContractFault, and what check() throws.
Report checked(const Subject& subject, const Options& options);

// The same of fault_sets(), and of the contract afterwards, within the limit of time of `options`.
// Throws ContractFault, and what fault_sets() throws.
FaultReport checked_fault_sets(const Subject& subject, const Options& options, unsigned faults_max);

// Tries the promises on a few states of a search that found `report`. Throws ContractBroken.
void spot_check_contract(const Model& model, const Report& report, const Options& options);

// Tries the promises of the model, those of the kit among them, after a search that found `report`:
// on every state of a small one, on a sample of a larger one. Throws ContractFault and
// ContractBroken.
ContractOutcome keep_contract(const Subject& subject, const Report& report, const Options& options);

}  // namespace lockstep
