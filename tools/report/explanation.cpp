#include "tools/report/explanation.hpp"

#include "tools/terminal/page.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>

namespace lockstep {

const PropertyOutcome* outcome_of(const Outcome& found, const std::string& property) {
  for (const PropertyOutcome& one : found.properties)
    if (one.property.name == property) return &one;
  return nullptr;
}

std::vector<const PropertyOutcome*> broken_by(const Explanation& explanation,
                                              const Alternative& tried) {
  std::vector<const PropertyOutcome*> broken;
  if (!tried.found) return broken;
  for (const PropertyOutcome& one : tried.found->properties) {
    const PropertyOutcome* before = outcome_of(explanation.base, one.property.name);
    if (one.report.verdict == Verdict::violated && before != nullptr &&
        before->report.verdict == Verdict::holds)
      broken.push_back(&one);
  }
  return broken;
}

std::vector<std::string> lost_with(const Explanation& explanation, const Alternative& tried) {
  std::vector<std::string> lost;
  if (!tried.found) return lost;
  const auto& before = explanation.base.never;
  for (const std::string& never : tried.found->never)
    if (std::find(before.begin(), before.end(), never) == before.end()) lost.push_back(never);
  return lost;
}

namespace {

// Nothing when the change leaves no such property.
std::optional<Verdict> verdict_of(const Explanation& explanation, const Alternative& tried) {
  if (!tried.found) return std::nullopt;
  const PropertyOutcome* one = outcome_of(*tried.found, explanation.property);
  return one == nullptr ? std::nullopt : std::optional(one->report.verdict);
}

class ExplanationText {
 public:
  ExplanationText(const Explanation& explanation, const ChartOptions& options)
      : explanation_(explanation), page_(options) {
    for (const Alternative& tried : explanation.alternatives)
      widest_ = std::max(widest_, columns_of(to_word(tried.setting)));
  }

  std::string text() {
    const std::size_t steps = outcome_of(explanation_.base, explanation_.property)->report.steps;
    page_.paragraph("",
                    "\"" + explanation_.property + "\" is violated in " + counted(steps, "step") +
                        ". Each change by itself:",
                    {Colour::none, true, false});
    list("It would have held with", AlternativeOf::design, Verdict::holds, Colour::green);
    list("It would have held if less could go wrong", AlternativeOf::environment, Verdict::holds,
         Colour::green);
    list("It is violated just as well with", AlternativeOf::design, Verdict::violated,
         Colour::none);
    list("It is violated even if less can go wrong", AlternativeOf::environment, Verdict::violated,
         Colour::none);
    list("Not known, since a limit was hit, with", AlternativeOf::design, Verdict::unknown,
         Colour::yellow);
    list("Not known, since a limit was hit, with", AlternativeOf::environment, Verdict::unknown,
         Colour::yellow);
    not_by_itself();
    return page_.text();
  }

 private:
  void list(const std::string& title, AlternativeOf of, Verdict verdict, Colour colour) {
    bool titled = false;
    for (const Alternative& tried : explanation_.alternatives) {
      if (tried.of != of || verdict_of(explanation_, tried) != verdict) continue;
      if (!titled) {
        page_.put("", {});
        page_.put(title, {});
        titled = true;
      }
      page_.paragraph("  " + padded(to_word(tried.setting), widest_) + "  ", about(tried, verdict),
                      {colour, false, false});
    }
  }

  std::string about(const Alternative& tried, Verdict verdict) const {
    if (verdict == Verdict::violated)
      return "in " + counted(outcome_of(*tried.found, explanation_.property)->report.steps, "step");
    if (verdict == Verdict::unknown) return tried.found->report.stopped;
    std::string words;
    for (const PropertyOutcome* one : broken_by(explanation_, tried))
      words += std::string(words.empty() ? "but " : " and ") + "\"" + one->property.name +
               "\" is violated in " + counted(one->report.steps, "step");
    const auto lost = lost_with(explanation_, tried);
    if (!lost.empty())
      words +=
          std::string(words.empty() ? "but" : "; and") + " it never happens then: " + listed(lost);
    return words.empty() ? "nothing else breaks" : words;
  }

  // A parameter by its name alone when none of its values could be tried.
  std::string name_of_untried(const Alternative& untried) const {
    const auto& all = explanation_.alternatives;
    const bool others = std::any_of(all.begin(), all.end(), [&](const Alternative& tried) {
      return tried.found && tried.setting.name == untried.setting.name;
    });
    return others ? to_word(untried.setting) : untried.setting.name;
  }

  void not_by_itself() {
    std::vector<std::string> names;
    for (const Alternative& tried : explanation_.alternatives) {
      if (tried.refused.empty()) continue;
      std::string name = name_of_untried(tried);
      if (names.empty() || names.back() != name) names.push_back(std::move(name));
    }
    if (names.empty()) return;
    page_.put("", {});
    page_.paragraph("", "Not tried, since it has no effect here by itself: " + listed(names) + ".",
                    {Colour::none, false, true});
  }

  const Explanation& explanation_;
  Page page_;
  int widest_ = 0;
};

}  // namespace

std::string explanation_text(const Explanation& explanation, const ChartOptions& options) {
  if (!explanation.property.empty()) return ExplanationText(explanation, options).text();
  Page page(options);
  page.put("Nothing to explain: no property that was asked for is violated.",
           {Colour::none, true, false});
  return page.text();
}

}  // namespace lockstep
