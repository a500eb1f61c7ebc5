// Compares the checker with the oracle.
#pragma once

#include "checker/model/model.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace lockstep {

using RandomSystem = std::unique_ptr<Model> (*)(std::uint64_t seed);

// What the checker and the oracle do not agree on; empty when they agree.
std::string disagreement(const Model& model);

// The same for searches that end early, at limits that `seed` chooses.
std::string disagreement_when_limited(const Model& model, std::uint64_t seed);

// The same for a search whose model is watched by its contract.
std::string disagreement_when_watched(const Model& model);

// Runs `compare` on `count` systems; fewer in builds that are slow. The first disagreement is
// returned, with its seed. LOCKSTEP_SEED=n runs seed n alone, LOCKSTEP_SEEDS=n that many.
std::string first_disagreement(
    std::uint64_t count, RandomSystem draw,
    const std::function<std::string(const Model&, std::uint64_t seed)>& compare);

}  // namespace lockstep
