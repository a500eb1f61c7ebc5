// Can sorting alone find the canonical form?
//
// When nothing in a state ties two identities together, two clients with equal signatures can be
// swapped and nothing changes, so sorting clients by signature gives one form for each orbit. A
// cell of one client that names another client, or a message that names two, is a tie: "1 waits
// for 2, 2 for 1, 3 for 4, 4 for 3" and "1 for 2, 2 for 3, 3 for 4, 4 for 1" have the same
// signatures. Ties are found by the rows, and then permutations are tried (canonical.hpp).
#pragma once

#include "models/kit/layout/rows.hpp"

namespace lockstep::kit {

// Whether the tag is named somewhere within.
bool mentions(const Row& row, TypeKey tag);
// Whether any is.
bool names_anybody(const Row& row);

// Whether the row, standing where its place identifies it, ties identities of this tag to others.
bool ties(const Row& row, TypeKey tag);

}  // namespace lockstep::kit
