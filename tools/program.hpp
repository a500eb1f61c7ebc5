// The program `lockstep`, for a main() of one's own:
//
//   int main(int argc, char** argv) { return lockstep::program(argc, argv, lockstep::catalogue());
//   }
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

namespace lockstep {

// What the words ask for, of the protocols of `catalogue`: list, check, verify, … Writes to
// standard output and standard error and returns an exit status: 0 all holds, 1 violated, 2 wrong
// input, 3 a model that broke its contract, 4 unknown. Call it once, from main's thread.
int program(int argc, char** argv, const Catalogue& catalogue);

// The same with all protocols that are linked into this program. When their registration is wrong,
// this says so as well.
int program(int argc, char** argv);

}  // namespace lockstep
