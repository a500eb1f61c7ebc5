// Whether a model keeps its contract, asked in every check and for every claim.
#pragma once

#include "checker/engine/options.hpp"
#include "checker/errors/errors.hpp"
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

// check(), where a contract that the model breaks by itself comes with its run. Throws
// ContractFault, and what check() throws.
Report checked(const Subject& subject, const Options& options);

// Tries the promises of the model, those of the kit among them, after a search that found `report`:
// on every state of a small one, on a sample of a larger one. Throws ContractFault and
// ContractBroken.
ContractOutcome keep_contract(const Subject& subject, const Report& report, const Options& options);

}  // namespace lockstep
