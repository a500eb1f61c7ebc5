// One state for all of its renamings.
//
// Identities are sorted by signature (signature.hpp), and the state is renamed once. Where the rows
// tie identities together (ties.hpp), equal signatures need not mean equal behaviour: then every
// order within the groups of equal signature is tried and the least state, byte by byte, is taken.
// Any renaming is sound; one that is not the least only stores an orbit more than once.
#pragma once

#include "checker/model/model.hpp"
#include "models/kit/layout/lanes.hpp"
#include "models/kit/layout/layout.hpp"
#include "models/kit/passes/order.hpp"
#include "models/kit/passes/rename.hpp"
#include "models/kit/passes/signature.hpp"

#include <vector>

namespace lockstep::kit {

// Const and safe from many threads.
class Canonical {
 public:
  // `lanes` tells which lanes belong to identities; null: none.
  Canonical(const Layout& layout, const Lanes* lanes);

  // Whether there are identities that may be renamed.
  bool any() const { return !tags_.empty(); }

  // Sorts every tag in turn, until nothing changes; a few times at most, since tags that name each
  // other may never settle. Each lane in `lanes`, if given, becomes what it was renamed to.
  void run(std::byte* state, LaneMap* lanes) const;

 private:
  struct OfTag {
    Signatures signatures;
    Renamer renamer;
    bool tied;
    bool acts;  // has lanes, the first of them:
    unsigned first_lane;
  };
  bool sort(const OfTag& tag, std::byte* state, LaneMap* lanes) const;
  bool sort_tied(const OfTag& tag, std::byte* state, LaneMap* lanes) const;
  void rename(const OfTag& tag, std::byte* state, const Renaming& renaming, LaneMap* lanes) const;

  std::size_t width_;
  std::vector<OfTag> tags_;
  bool signatures_say_all_;
  bool several_tied_;  // then the order found for one tag can depend on that of another
};

}  // namespace lockstep::kit
