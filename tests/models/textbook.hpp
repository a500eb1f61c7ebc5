// Small protocols with published verdicts on their progress.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

#include <memory>

namespace lockstep {

// Dijkstra's philosophers, each of whom takes one fork after the other; all their left one first,
// or one of them the right one.
std::unique_ptr<CatalogueEntry> philosophers();

// Chandy and Misra's, who hand dirty forks on. As the module DiningPhilosophers of tlaplus/Examples
// has them, step by step.
std::unique_ptr<CatalogueEntry> hygienic_philosophers();

// Readers and writers in one queue, as the module ReadersWriters of tlaplus/Examples has them.
std::unique_ptr<CatalogueEntry> readers_and_writers();

// Compare-and-swap until it succeeds.
std::unique_ptr<CatalogueEntry> spinlock();

// Two processes that take two locks in opposite order; the locks may have an end.
std::unique_ptr<CatalogueEntry> opposite_order();

}  // namespace lockstep
