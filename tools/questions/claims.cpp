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
  return expected == nullptr ? "to hold" : "to be violated in " + counted(expected->steps, "step");
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

void require_claims(const CatalogueEntry& entry) {
  for (const Claim& claim : entry.claims()) try {
      const auto model = entry.make(parse_settings({claim.settings}));
      std::vector<std::string> named;
      for (const Expected& expected : claim.breaks) named.push_back(expected.property);
      require_properties(model->shape(), named);
    } catch (const Refused& refused) {
      throw Refused("the claim \"" + claim.settings + "\" of " + entry.name() + ": " +
                    refused.what());
    }
}

ClaimResult ClaimRunner::run(const Claim& claim) {
  const auto settings = parse_settings({claim.settings});
  const auto model = entry_.make(settings);
  const Subject subject{entry_, settings, *model};

  ClaimResult result;
  result.settings = claim.settings;
  result.expected = claim.breaks;
  try {
    const Report report = checked(subject, options_);
    result.states = report.states;
    result.seconds = report.seconds;
    result.finished = report.exhausted();
    compare(claim, model->shape(), report, result);
    if (!report.exhausted()) result.different.push_back("not finished: " + report.stopped);
    result.contract = keep_contract(subject, report, options_);
    result.zeno = keep_time_passing(subject, report, false, options_).look;
  } catch (const ContractBroken& broken) {
    result.contract_broken = true;
    result.different.push_back(std::string("the model broke its contract: ") + broken.what());
  }
  return result;
}

}  // namespace lockstep
