#include "tools/questions/claims.hpp"

#include "checker/errors/errors.hpp"
#include "tools/questions/zeno.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>

namespace lockstep {
namespace {

const Expected* expected_of(const Claim& claim, const std::string& property) {
  for (const Expected& expected : claim.breaks)
    if (expected.property == property) return &expected;
  return nullptr;
}

std::string in_words(const Expected* expected) {
  if (expected == nullptr) return "to hold";
  if (expected->never_asked) return "to be asked for by no run";
  return (expected->loop ? "to be violated by " : "to be violated in ") + steps_in_words(*expected);
}

std::string in_words(const PropertyReport& report) {
  switch (report.verdict) {
    case Verdict::holds: return "it holds";
    case Verdict::violated: return "it is violated in " + counted(report.steps, "step");
    case Verdict::not_judged: return "it is not judged";
    case Verdict::unknown:
    case Verdict::seen:
    case Verdict::unseen: break;
  }
  return "it is unknown";
}

Expected found_of(const GoalOutcome& goal) {
  Expected found{goal.goal.name, 0, {}, goal.verdict == Verdict::not_judged};
  if (!goal.trace) return found;
  found.steps = goal.trace->stem();
  found.loop = goal.trace->loop();
  return found;
}

std::string in_words(const GoalOutcome& goal) {
  switch (goal.verdict) {
    case Verdict::holds: return "it holds";
    case Verdict::violated: return "it is violated by " + steps_in_words(found_of(goal));
    case Verdict::not_judged: return "no run asks for it";
    case Verdict::unknown:
    case Verdict::seen:
    case Verdict::unseen: break;
  }
  return "it is unknown";
}

bool as_claimed(const GoalOutcome& goal, const Expected* expected) {
  if (goal.verdict == Verdict::unknown) return false;
  if (goal.verdict == Verdict::holds) return expected == nullptr;
  return expected != nullptr && found_of(goal) == *expected;
}

bool as_claimed(const PropertyReport& report, const Expected* expected) {
  if (expected == nullptr)
    return report.verdict == Verdict::holds || report.verdict == Verdict::not_judged;
  return report.verdict == Verdict::violated && report.steps == expected->steps;
}

}  // namespace

void Names::note(const std::string& name, bool seen) {
  for (Name& known : all_) {
    if (known.name != name) continue;
    known.seen |= seen;
    return;
  }
  all_.push_back({name, seen});
}

void Names::add(const Names& more) {
  for (const Name& one : more.all_) note(one.name, one.seen);
}

std::vector<std::string> Names::unseen() const {
  std::vector<std::string> found;
  for (const Name& one : all_)
    if (!one.seen) found.push_back(one.name);
  return found;
}

void Shown::add(const Shown& more) {
  properties.add(more.properties);
  actions.add(more.actions);
  witnesses.add(more.witnesses);
}

bool is_shipped(const CatalogueEntry& entry) {
  return std::any_of(catalogue().begin(), catalogue().end(),
                     [&](const auto& shipped) { return shipped.get() == &entry; });
}

void ClaimRunner::compare(const Claim& claim, const Shape& shape, const Report& report,
                          ClaimResult& result) {
  for (std::size_t i = 0; i < shape.properties.size(); ++i) {
    const PropertyReport& property = report.properties[i];
    Shown& shown = whose(shape.properties[i].library);
    if (shape.properties[i].when == When::sometimes) {
      shown.witnesses.note(property.name, property.verdict == Verdict::seen);
      continue;
    }
    const Expected* expected = expected_of(claim, property.name);
    const bool violated = property.verdict == Verdict::violated;
    if (violated) result.found.push_back({property.name, property.steps});
    if (property.verdict == Verdict::not_judged) result.not_judged.push_back(property.name);
    shown.properties.note(property.name, violated);
    if (!as_claimed(property, expected))
      result.different.push_back("\"" + property.name + "\" is claimed " + in_words(expected) +
                                 ", and " + in_words(property));
  }
  for (std::size_t i = 0; i < shape.actions.size(); ++i)
    whose(shape.actions[i].library).actions.note(shape.actions[i].name, report.taken.at(i) > 0);
}

void ClaimRunner::compare(const Claim& claim, const LivenessOutcome& outcome, ClaimResult& result) {
  for (const GoalOutcome& goal : outcome.goals) {
    const Expected* expected = expected_of(claim, goal.goal.name);
    const bool violated = goal.verdict == Verdict::violated;
    whose(goal.goal.library).properties.note(goal.goal.name, violated);
    if (violated || goal.verdict == Verdict::not_judged) result.found.push_back(found_of(goal));
    if (goal.verdict == Verdict::not_judged) result.not_judged.push_back(goal.goal.name);
    if (!as_claimed(goal, expected))
      result.different.push_back("\"" + goal.goal.name + "\" is claimed " + in_words(expected) +
                                 ", and " + in_words(goal));
  }
}

namespace {

std::vector<FairnessChange> changes_of(const Claim& claim) {
  std::vector<FairnessChange> changes;
  for (const std::string& text : claim.fair) changes.push_back(parse_fairness(text));
  return changes;
}

void require_goals(const Model& model, const std::vector<std::string>& named) {
  require_properties_or_goals(model, named);
  for (const std::string& name : named)
    if (std::none_of(goals_of(model).begin(), goals_of(model).end(),
                     [&](const Goal& goal) { return goal.name == name; }))
      throw Refused('`' + name + "` is no liveness property: claim() claims it");
}

void require_no_goals(const Model& model, const Claim& claim) {
  for (const Expected& expected : claim.breaks) {
    for (const Goal& goal : goals_of(model))
      if (goal.name == expected.property)
        throw Refused('`' + goal.name + "` is a liveness property: claim_liveness() claims it");
    if (expected.loop || expected.never_asked)
      throw Refused('`' + expected.property +
                    "` is violated in a number of steps, and has no loop");
  }
}

void require_claim(const Model& model, const Claim& claim) {
  std::vector<std::string> named;
  for (const Expected& expected : claim.breaks) named.push_back(expected.property);
  if (!claim.liveness) {
    require_no_goals(model, claim);
    return require_properties(model.shape(), named);
  }
  if (goals_of(model).empty()) throw Refused("there is no liveness property");
  require_goals(model, named);
  for (const Expected& expected : claim.breaks)
    if (!expected.loop && !expected.never_asked)
      throw Refused("how long is the loop of `" + expected.property +
                    "`? Write {\"name\", stem, loop}, or {\"name\", never_asked}");
  fairness_with(model.shape(), changes_of(claim));
}

}  // namespace

std::string settings_in_words(const std::string& settings, bool liveness,
                              const std::vector<std::string>& fair) {
  std::string words = settings;
  if (liveness) words += (words.empty() ? "" : " ") + std::string("--liveness");
  for (const std::string& one : fair) words += " --fair \"" + one + '"';
  return words.empty() ? "(default parameters)" : words;
}

std::string steps_in_words(const Expected& expected) {
  if (expected.never_asked) return "never asked";
  return expected.loop ? stem_and_loop(expected.steps, *expected.loop)
                       : counted(expected.steps, "step");
}

void require_claims(const CatalogueEntry& entry) {
  for (const Claim& claim : entry.claims()) try {
      require_claim(*entry.make(parse_settings({claim.settings})), claim);
    } catch (const Refused& refused) {
      throw Refused("the claim \"" + claim.settings + "\" of " + entry.name() + ": " +
                    refused.what());
    }
}

void ClaimRunner::search(const Subject& subject, const Claim& claim, ClaimResult& result) {
  const Report report = checked(subject, options_);
  result.states = report.states;
  result.seconds = report.seconds;
  result.finished = report.exhausted();
  compare(claim, subject.model.shape(), report, result);
  if (!report.exhausted()) result.different.push_back("not finished: " + report.stopped);
  result.contract = keep_contract(subject, report, options_);
  result.zeno = keep_time_passing(subject, report, false, options_).look;
}

void ClaimRunner::judge(const Subject& subject, const Claim& claim, ClaimResult& result) {
  const auto outcome = judge_goals(subject, {true, {}, changes_of(claim)}, options_);
  result.states = outcome->states;
  result.seconds = outcome->seconds;
  result.finished = outcome->stopped.empty();
  compare(claim, *outcome, result);
  if (!result.finished) result.different.push_back("not finished: " + outcome->stopped);
}

ClaimResult ClaimRunner::run(const Claim& claim) {
  const auto settings = parse_settings({claim.settings});
  const auto model = entry_.make(settings);
  const Subject subject{entry_, settings, *model};

  ClaimResult result;
  result.settings = claim.settings;
  result.expected = claim.breaks;
  result.liveness = claim.liveness;
  result.fair = claim.fair;
  try {
    if (claim.liveness)
      judge(subject, claim, result);
    else
      search(subject, claim, result);
  } catch (const ContractBroken& broken) {
    result.contract_broken = true;
    result.different.push_back(std::string("the model broke its contract: ") + broken.what());
  }
  return result;
}

}  // namespace lockstep
