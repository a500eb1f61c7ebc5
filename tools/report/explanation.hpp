// What explain found, for people and for programs.
#pragma once

#include "tools/report/outcome.hpp"
#include "tools/terminal/display.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lockstep {

enum class AlternativeOf : std::uint8_t { design, environment };

struct Alternative {
  Setting setting;
  AlternativeOf of = AlternativeOf::design;
  std::string refused = {};  // why it cannot be made by itself
  std::optional<Outcome> found = {};
};

struct Explanation {
  Outcome base;
  std::string property;  // empty: none is violated
  std::vector<Alternative> alternatives;
};

// Of the property in the base, or in what was found with a change. Null: it has none of this name.
const PropertyOutcome* outcome_of(const Outcome& found, const std::string& property);

// Those that held in the base and are violated with the change.
std::vector<const PropertyOutcome*> broken_by(const Explanation& explanation,
                                              const Alternative& tried);

// What happened in the base and never with the change.
std::vector<std::string> lost_with(const Explanation& explanation, const Alternative& tried);

std::string explanation_text(const Explanation& explanation, const ChartOptions& options);
std::string explanation_json(const Explanation& explanation);

}  // namespace lockstep
