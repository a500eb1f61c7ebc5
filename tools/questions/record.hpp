// What was found, to be written into the claims of a protocol in its source file.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"
#include "tools/questions/claims.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace lockstep {

struct Recording {
  std::size_t claims = 0;  // that change
  std::string file;
  std::string difference;  // for people: the lines before and after
  std::string text;        // of the whole file, after
};

// What is to be written for results that are final and not as claimed; `results` are of all claims.
// Throws Refused when the source is not known or not understood.
Recording record_claims(const CatalogueEntry& entry, const std::vector<ClaimResult>& results);

}  // namespace lockstep
