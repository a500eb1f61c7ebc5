#include "checker/counterexample/look_for.hpp"

#include "checker/engine/explorer.hpp"

namespace lockstep {

Findings look_for(const Model& model, unsigned reductions, std::uint64_t wanted,
                  Resources& resources) {
  Explorer explorer(model, resources.team, reductions);
  resources.explore(explorer, wanted);
  Findings findings;
  std::uint64_t missing = wanted;
  for (std::size_t i = 0; i < explorer.broken_at().size(); ++i)
    if ((wanted >> i & 1) && explorer.broken_at()[i]) {
      findings.breaches.push_back({i, *explorer.broken_at()[i]});
      missing &= ~(std::uint64_t{1} << i);
    }
  findings.complete = !missing || resources.limits.which().empty();
  return findings;
}

}  // namespace lockstep
