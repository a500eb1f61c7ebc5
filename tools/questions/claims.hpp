// Runs the claims of a protocol and compares.
#pragma once

#include "checker/search.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "tools/questions/contract.hpp"
#include "tools/report/outcome.hpp"

#include <string>
#include <vector>

namespace lockstep {

struct ClaimResult {
  std::string settings;
  std::vector<Expected> expected;
  std::vector<Expected> found;          // the properties that were violated
  std::vector<std::string> different;   // a sentence for each thing that is not as claimed
  std::vector<std::string> not_judged;  // properties of which the claim says nothing
  std::uint64_t states = 0;
  double seconds = 0;
  ZenoLook zeno = ZenoLook::untimed;
  ContractOutcome contract;
  bool finished = false;         // `found` is all that there is
  bool contract_broken = false;  // the model's, as one of `different` says

  bool met() const { return different.empty(); }
};

// Whether the claims of a protocol answer for what the library declares in it: those of the
// protocols that are shipped with the library do.
enum class AnswersFor : std::uint8_t { everything, its_own };

// Everything for the protocols of catalogue().
// Throws Refused, naming the claim, for one whose settings or properties the protocol does not
// have.
void require_claims(const CatalogueEntry& entry);

AnswersFor answers_for(const CatalogueEntry& entry);

// All claims of one protocol together: a property that no claim breaks could be one that nothing
// can break, and an action that no claim takes could be one whose guard is never true.
class ClaimRunner {
 public:
  ClaimRunner(const CatalogueEntry& entry, const Options& options,
              AnswersFor answers = AnswersFor::everything)
      : entry_(entry), options_(options), answers_(answers) {}

  // Throws what CatalogueEntry::make() throws, and Refused for a property that there is not.
  ClaimResult run(const Claim& claim);

  // After all claims: properties that none broke, actions that none took, and witnesses that none
  // showed.
  std::vector<std::string> vacuous() const;
  std::vector<std::string> dead() const;
  std::vector<std::string> unshown() const;

 private:
  struct Name {
    std::string name;
    bool seen = false;
  };
  void compare(const Claim& claim, const Shape& shape, const Report& report, ClaimResult& result);
  bool asks(bool of_library) const { return !of_library || answers_ == AnswersFor::everything; }
  static void note(std::vector<Name>& names, const std::string& name, bool seen);
  static std::vector<std::string> unseen(const std::vector<Name>& names);

  const CatalogueEntry& entry_;
  const Options& options_;
  const AnswersFor answers_;
  std::vector<Name> properties_;  // broken?
  std::vector<Name> actions_;     // taken?
  std::vector<Name> witnesses_;   // shown?
};

}  // namespace lockstep
