#include "checker/fault_sets.hpp"

#include "checker/contract/blame.hpp"
#include "checker/counterexample/look_for.hpp"
#include "checker/counterexample/replay.hpp"
#include "checker/counterexample/way_lost.hpp"
#include "checker/faults/fault_budget.hpp"
#include "checker/faults/fault_kinds.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <set>
#include <utility>

namespace lockstep {
namespace {

using Combinations = std::vector<FaultCounts>;

class FaultSearch {
 public:
  FaultSearch(const Model& model, unsigned reductions, Resources& resources, FaultReport& report)
      : model_(model),
        reductions_(reductions),
        resources_(resources),
        report_(report),
        kinds_(kinds_of(model.shape())) {}

  // Combinations by rising size. Those that some run takes are the base of the next size.
  void run(unsigned faults_max) {
    Combinations now = worth_trying({FaultCounts(model_.shape().actions.size())});
    for (unsigned faults = 0; !now.empty() && report_.stopped.empty(); ++faults) {
      if (faults > faults_max) {
        report_.stopped = "only combinations of up to " + std::to_string(faults_max) +
                          (faults_max == 1 ? " fault" : " faults") + " were tried";
      } else {
        now = worth_trying(one_more(try_out_all(now)));
        if (report_.stopped.empty()) report_.faults_covered = faults;
      }
    }
    for (FaultSets& sets : report_.properties) keep_largest(sets.survived);
  }

 private:
  // The properties that may break under these faults and do not break under fewer.
  std::uint64_t wanted(const FaultCounts& counts) const {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < report_.properties.size(); ++i) {
      const FaultSets& sets = report_.properties[i];
      const bool known =
          std::any_of(sets.minimal.begin(), sets.minimal.end(),
                      [&](const MinimalSet& set) { return contains(counts, set.counts); });
      if (may_be_broken(sets.verdict) && !known) bits |= std::uint64_t{1} << i;
    }
    return bits;
  }

  Combinations worth_trying(Combinations all) const {
    std::erase_if(all, [&](const FaultCounts& counts) { return wanted(counts) == 0; });
    return all;
  }

  // Those that some run takes; all of them, unless a limit was hit.
  Combinations try_out_all(const Combinations& all) {
    Combinations taken;
    for (const FaultCounts& counts : all)
      if (report_.stopped.empty() && try_out(counts)) taken.push_back(counts);
    return taken;
  }

  // Whether some run takes exactly these faults.
  bool try_out(const FaultCounts& counts) {
    const std::uint64_t looked_for = wanted(counts);
    const std::size_t spent = report_.properties.size();  // the property that the budget adds
    FaultLimits limits;
    limits.each = counts;
    limits.tell_when_spent = true;
    const FaultBudget within(model_, limits);
    Findings findings =
        look_for(within, reductions_, looked_for | std::uint64_t{1} << spent, resources_);
    bool taken = false;
    std::erase_if(findings.breaches, [&](const Breach& breach) {
      if (breach.property == spent) taken = true;
      return breach.property == spent;
    });
    add_runs(within, counts, findings.breaches);
    if (!findings.complete)
      report_.stopped = resources_.limits.which();
    else if (taken)
      add_survivors(counts, looked_for);
    return taken;
  }

  void add_runs(const FaultBudget& within, const FaultCounts& counts,
                const std::vector<Breach>& breaches) {
    std::vector<Run> runs =
        shortest_runs(within, reductions_, breaches, resources_.team, resources_.memory);
    for (std::size_t i = 0; i < runs.size(); ++i) {
      Run run = inner_run(std::move(runs[i]), model_.shape().width);
      const std::string wrong = fault_in(model_, run, breaches[i].property);
      keep_way(wrong.empty(), wrong.c_str());
      FaultSets& sets = report_.properties[breaches[i].property];
      sets.verdict = Verdict::violated;
      sets.minimal.push_back({counts, std::move(run)});
    }
  }

  void add_survivors(const FaultCounts& counts, std::uint64_t looked_for) {
    const std::uint64_t still = looked_for & wanted(counts);
    for (std::size_t i = 0; i < report_.properties.size(); ++i)
      if (still >> i & 1) report_.properties[i].survived.push_back(counts);
  }

  Combinations one_more(const Combinations& taken) const {
    std::set<FaultCounts, std::greater<>> all;  // the first declared fault first
    for (const FaultCounts& counts : taken)
      for (std::size_t action = 0; action < counts.size(); ++action) {
        if (!is_kind(action) || counts[action] == fault_limit_max) continue;
        FaultCounts more = counts;
        ++more[action];
        all.insert(std::move(more));
      }
    return {all.begin(), all.end()};
  }

  bool is_kind(std::size_t action) const {
    return model_.shape().actions[action].fault && kinds_[action] == action;
  }

  static void keep_largest(Combinations& all) {
    const Combinations before = all;
    std::erase_if(all, [&](const FaultCounts& counts) {
      return std::any_of(before.begin(), before.end(), [&](const FaultCounts& other) {
        return other != counts && contains(other, counts);
      });
    });
  }

  const Model& model_;
  const unsigned reductions_;
  Resources& resources_;
  FaultReport& report_;
  const std::vector<std::size_t> kinds_;
};

}  // namespace

unsigned faults_in(const FaultCounts& counts) {
  return std::accumulate(counts.begin(), counts.end(), 0u);
}

bool contains(const FaultCounts& larger, const FaultCounts& smaller) {
  return std::equal(larger.begin(), larger.end(), smaller.begin(),
                    [](unsigned many, unsigned few) { return many >= few; });
}

FaultReport fault_sets(const Model& model, const Options& options, unsigned faults_max) {
  FaultReport report;
  Options plain = options;
  plain.fewest_faults = false;
  plain.runs = 0;  // each combination has its own
  plain.began = options.began.value_or(std::chrono::steady_clock::now());
  report.check = check(model, plain);
  for (const PropertyReport& property : report.check.properties)
    report.properties.push_back({property.name, property.verdict, {}, {}});
  Resources resources(plain);
  try {
    FaultSearch(model, report.check.reductions, resources, report).run(faults_max);
  } catch (const WayLost& lost) {
    blame(model, lost);
  }
  return report;
}

}  // namespace lockstep
