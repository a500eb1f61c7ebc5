// Runs the claims of a protocol and compares.
#pragma once

#include "checker/search.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "tools/questions/contract.hpp"
#include "tools/questions/liveness.hpp"
#include "tools/report/outcome.hpp"

#include <string>
#include <vector>

namespace lockstep {

struct ClaimResult {
  std::string settings;
  std::vector<Expected> expected;
  bool liveness = false;  // of the claim, as there
  std::vector<std::string> fair;
  std::vector<Expected> found;          // the properties that were violated, goals never asked for
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

// Throws Refused, naming the claim, for one whose settings, properties or fairness the protocol
// does not have.
void require_claims(const CatalogueEntry& entry);

// The words with which `lockstep check` judges the same, if there are any.
std::string settings_in_words(const std::string& settings, bool liveness,
                              const std::vector<std::string>& fair);

// "4 steps", "2 steps, then 12 forever", "never asked".
std::string steps_in_words(const Expected& expected);

// Names, and whether any claim has shown what they stand for.
class Names {
 public:
  void note(const std::string& name, bool seen);
  void add(const Names& more);
  std::vector<std::string> unseen() const;

 private:
  struct Name {
    std::string name;
    bool seen = false;
  };
  std::vector<Name> all_;
};

// What claims have shown: a property that no claim breaks could be one that nothing can break, and
// an action that no claim takes could be one whose guard is never true.
struct Shown {
  Names properties;  // broken?
  Names actions;     // taken?
  Names witnesses;   // shown?

  void add(const Shown& more);
};

// Whether it is one of catalogue(): such protocols answer together for what the library declares
// in them.
bool is_shipped(const CatalogueEntry& entry);

// All claims of one protocol together.
class ClaimRunner {
 public:
  ClaimRunner(const CatalogueEntry& entry, const Options& options)
      : entry_(entry), options_(options) {}

  // Throws what CatalogueEntry::make() throws, and Refused for a property that there is not.
  ClaimResult run(const Claim& claim);

  // After all claims: what the protocol declares, and what the library declares in it.
  const Shown& own() const { return own_; }
  const Shown& of_library() const { return of_library_; }

 private:
  void search(const Subject& subject, const Claim& claim, ClaimResult& result);
  void judge(const Subject& subject, const Claim& claim, ClaimResult& result);
  void compare(const Claim& claim, const Shape& shape, const Report& report, ClaimResult& result);
  void compare(const Claim& claim, const LivenessOutcome& outcome, ClaimResult& result);
  Shown& whose(bool of_library) { return of_library ? of_library_ : own_; }

  const CatalogueEntry& entry_;
  const Options& options_;
  Shown own_;
  Shown of_library_;
};

}  // namespace lockstep
