// Asks the installed engine for a verdict.
#include "checker/search.hpp"
#include "models/kit/kit.hpp"

#include <cstdio>

int main() {
  using namespace lockstep;
  const auto model = find_protocol(catalogue(), "careless").make(parse_settings({"clients=3"}));
  const Report report = check(*model, Options());
  const PropertyReport& exclusion = report.properties.at(0);
  std::printf("%s: violated in %zu steps, %llu states\n", exclusion.name.c_str(), exclusion.steps,
              static_cast<unsigned long long>(report.states));
  return exclusion.verdict == Verdict::violated && exclusion.steps == 2 && report.states == 4 ? 0
                                                                                              : 1;
}
