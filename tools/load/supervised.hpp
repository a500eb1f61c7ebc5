// Runs what calls an author's code in a process of its own, so that a model that crashes, ends the
// program, loops forever or takes all memory ends with a sentence that names its action.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace lockstep {

struct Supervision {
  double patience = 10;                  // seconds that one call of an action or property may take
  double long_after = 3;                 // seconds after which a search is a long one
  std::function<void()> when_long = {};  // in a third process, which ends with the search
};

// Calls `work` in a child of this process and returns its status: what `work` returned, or
// exit_contract_broken (3) when the model did not let it return; standard error then says why. A
// signal that ends the child, as of Ctrl-C, ends this process too. To be called while there is one
// thread.
int supervised(const std::function<int()>& work, const Supervision& supervision = {});

// The same entry, whose models are known by the names of their actions when they fall. Outside of
// supervised() it changes nothing.
std::unique_ptr<CatalogueEntry> told_of(std::unique_ptr<CatalogueEntry> entry);

// For `work`: the memory that the process may take, in bytes; 0: what the machine has, less a
// tenth.
void allow_memory(std::uint64_t bytes);

}  // namespace lockstep
