// Runs the claims of a protocol and compares.
#pragma once

#include "checker/search.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "tools/report/outcome.hpp"

#include <string>
#include <vector>

namespace lockstep {

struct ClaimResult {
  std::string settings;
  std::vector<Expected> expected;
  std::vector<Expected> found;         // the properties that were violated
  std::vector<std::string> different;  // a sentence for each thing that is not as claimed
  std::uint64_t states = 0;
  double seconds = 0;
  ZenoLook zeno = ZenoLook::untimed;

  bool met() const { return different.empty(); }
};

// All claims of one protocol together: a property that no claim breaks could be one that nothing
// can break, and an action that no claim takes could be one whose guard is never true.
class ClaimRunner {
 public:
  ClaimRunner(const CatalogueEntry& entry, const Options& options)
      : entry_(entry), options_(options) {}

  // Throws what CatalogueEntry::make() and check() throw.
  ClaimResult run(const Claim& claim);

  // After all claims: properties that none broke, and actions that none took.
  std::vector<std::string> vacuous() const;
  std::vector<std::string> dead() const;

 private:
  struct Name {
    std::string name;
    bool seen = false;
  };
  static void note(std::vector<Name>& names, const std::string& name, bool seen);
  static std::vector<std::string> unseen(const std::vector<Name>& names);

  const CatalogueEntry& entry_;
  const Options& options_;
  std::vector<Name> properties_;  // broken?
  std::vector<Name> actions_;     // taken?
};

}  // namespace lockstep
