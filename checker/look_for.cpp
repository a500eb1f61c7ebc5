#include "checker/look_for.hpp"

#include "checker/explorer.hpp"

namespace lockstep {
namespace {

bool all_found(const Explorer& explorer, std::uint64_t wanted) {
  for (std::size_t i = 0; i < explorer.broken_at().size(); ++i)
    if ((wanted >> i & 1) && !explorer.broken_at()[i]) return false;
  return true;
}

}  // namespace

Findings look_for(const Model& model, unsigned reductions, std::uint64_t wanted, Team& team,
                  Limits& limits) {
  Findings findings;
  Explorer explorer(model, team, reductions);
  const auto stop = [&] { return limits.hit(explorer); };
  while (!explorer.finished() && !all_found(explorer, wanted))
    if (!explorer.expand_level(stop)) {
      explorer.stop_here();
      findings.complete = all_found(explorer, wanted);
      break;
    }
  for (std::size_t i = 0; i < explorer.broken_at().size(); ++i)
    if ((wanted >> i & 1) && explorer.broken_at()[i])
      findings.breaches.push_back({i, *explorer.broken_at()[i]});
  return findings;
}

}  // namespace lockstep
