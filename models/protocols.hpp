// Every protocol, one line each, by name. catalogue.cpp lists them once more.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

#include <memory>

namespace lockstep {

std::unique_ptr<CatalogueEntry> abstract_lease();
std::unique_ptr<CatalogueEntry> deadline_lease();
std::unique_ptr<CatalogueEntry> fischer();
std::unique_ptr<CatalogueEntry> lamport_fast();
std::unique_ptr<CatalogueEntry> lamport_mutex();
std::unique_ptr<CatalogueEntry> leader_election();
std::unique_ptr<CatalogueEntry> leader_key();
std::unique_ptr<CatalogueEntry> lease();
std::unique_ptr<CatalogueEntry> peterson();
std::unique_ptr<CatalogueEntry> redlock();
std::unique_ptr<CatalogueEntry> row_lock();
std::unique_ptr<CatalogueEntry> timestamp_lock();
std::unique_ptr<CatalogueEntry> two_phase_commit();

}  // namespace lockstep
