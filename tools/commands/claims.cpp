#include "tools/commands/claims.hpp"

#include "checker/contract/zeno.hpp"
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
    case Verdict::unknown: break;
  }
  return "it is unknown";
}

bool as_claimed(const PropertyReport& report, const Expected* expected) {
  if (expected == nullptr) return report.verdict == Verdict::holds;
  return report.verdict == Verdict::violated && report.steps == expected->steps;
}

void look_for_zeno(const Model& model, ClaimResult& result) {
  const TimedModel* timed = with_time(model);
  if (timed == nullptr) return;
  result.zeno = ZenoLook::not_searched;
  if (result.states > zeno_states_max) return;
  const ZenoSearch search = find_zeno(*timed, zeno_states_max);
  if (search.finished) result.zeno = ZenoLook::searched;
  if (!search.found.empty()) result.different.push_back(search.found + "; in " + search.state);
}

}  // namespace

void ClaimRunner::note(std::vector<Name>& names, const std::string& name, bool seen) {
  for (Name& known : names) {
    if (known.name != name) continue;
    known.seen |= seen;
    return;
  }
  names.push_back({name, seen});
}

std::vector<std::string> ClaimRunner::unseen(const std::vector<Name>& names) {
  std::vector<std::string> found;
  for (const Name& name : names)
    if (!name.seen) found.push_back(name.name);
  return found;
}

std::vector<std::string> ClaimRunner::vacuous() const { return unseen(properties_); }
std::vector<std::string> ClaimRunner::dead() const { return unseen(actions_); }

ClaimResult ClaimRunner::run(const Claim& claim) {
  const auto model = entry_.make(parse_settings({claim.settings}));
  const Shape& shape = model->shape();
  std::vector<std::string> named;
  for (const Expected& expected : claim.breaks) named.push_back(expected.property);
  require_properties(shape, named);

  const Report report = check(*model, options_);
  ClaimResult result{claim.settings, claim.breaks, {}, {}, report.states, report.seconds};
  for (const PropertyReport& property : report.properties) {
    const Expected* expected = expected_of(claim, property.name);
    const bool violated = property.verdict == Verdict::violated;
    if (violated) result.found.push_back({property.name, property.steps});
    note(properties_, property.name, violated);
    if (!as_claimed(property, expected))
      result.different.push_back("\"" + property.name + "\" is claimed " + in_words(expected) +
                                 ", and " + in_words(property));
  }
  look_for_zeno(*model, result);
  if (!report.exhausted()) result.different.push_back("not finished: " + report.stopped);
  for (std::size_t i = 0; i < shape.actions.size(); ++i)
    note(actions_, shape.actions[i].name, report.taken.at(i) > 0);
  return result;
}

}  // namespace lockstep
