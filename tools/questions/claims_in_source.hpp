// The claims of a protocol in the text of its source file.
//
// What is rewritten are the numbers of steps and the lists of properties in calls of claim() and
// claim_liveness(), and nothing else:  m.claim("clients=2", {{"mutual exclusion", 4}});
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace lockstep {

// A claim as it is compiled into the program, and what was found.
struct RecordedClaim {
  std::string settings;
  std::vector<Expected> before;
  std::vector<Expected> after;
  bool liveness = false;
};

struct Edit {
  std::size_t from = 0;  // bytes of the source
  std::size_t to = 0;
  std::string text;
};

// The changes that make `source` claim what was found, in order. `claims` are all of the protocol,
// as declared. Throws Refused, with `file` and the line, for what is not written as above.
std::vector<Edit> claim_edits(const std::string& source, const std::string& file,
                              const std::vector<RecordedClaim>& claims);

std::string edited(const std::string& source, const std::vector<Edit>& edits);

// The lines that change, before ("- ") and after ("+ "), with their numbers.
std::string difference(const std::string& source, const std::vector<Edit>& edits);

}  // namespace lockstep
