// What interchangeable parts may do, drawn at random. No rule and no claim names a part.
#pragma once

#include "checker/model/model.hpp"
#include "tests/agreement/dice.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace lockstep {

inline constexpr std::size_t nobody = 255;
inline constexpr int any = -1;  // as a condition: whatever it is; as an effect: stays as it is

struct Situation {
  std::vector<int> place;  // of each part
  int shared = 0;
  std::size_t holder = nobody;
};

enum class Holder { whoever, free, me };

struct Rule {
  bool fault = false;
  bool of_world = false;    // no part takes this step
  bool with_other = false;  // a part takes it together with another one
  int shared_before = any;
  int shared_after = any;
  Holder holder_before = Holder::whoever;
  Holder holder_after = Holder::whoever;
  int place_before = any;
  int place_after = any;
  int other_before = any;
  int other_after = any;

  // False when the step is not possible.
  bool apply(Situation& s, std::size_t me, std::size_t other) const {
    if (shared_before != any && s.shared != shared_before) return false;
    if (!of_world && !move(s, me, place_before, place_after)) return false;
    if (!of_world && holder_before == Holder::me && s.holder != me) return false;
    if (holder_before == Holder::free && s.holder != nobody) return false;
    if (with_other && (other == me || !move(s, other, other_before, other_after))) return false;
    if (shared_after != any) s.shared = shared_after;
    if (holder_after == Holder::free) s.holder = nobody;
    if (holder_after == Holder::me && !of_world) s.holder = me;
    return true;
  }

  static bool move(Situation& s, std::size_t part, int before, int after) {
    if (before != any && s.place[part] != before) return false;
    if (after != any) s.place[part] = after;
    return true;
  }
};

// Broken when at least `parts` parts are in `place`, and what else is asked for is true.
struct RandomClaim {
  When when = When::always;
  int place = 0;
  int parts = 0;
  int shared = any;
  bool held = false;

  bool broken(const Situation& s) const {
    return std::count(s.place.begin(), s.place.end(), place) >= parts &&
           (shared == any || shared == s.shared) && (!held || s.holder != nobody);
  }
};

struct RandomRules {
  RandomRules(Dice& dice, int places_max)
      : places(dice.roll(2, places_max)), shareds(dice.roll(1, 4)), starts(dice.roll(1, shareds)) {
    for (int i = dice.roll(0, places - 2); i >= 0; --i) rules.push_back(onward(i));
    for (int i = dice.roll(1, 8); i > 0; --i) rules.push_back(draw_rule(dice));
    for (int i = dice.roll(1, 4); i > 0; --i)
      claims.push_back({dice.chance(60) ? When::always : When::at_end, dice.roll(0, places - 1),
                        dice.roll(1, 4), maybe(dice, 60, shareds), dice.chance(40)});
  }

  static Rule onward(int place) {
    Rule rule;
    rule.place_before = place;
    rule.place_after = place + 1;
    return rule;
  }

  static int maybe(Dice& dice, int percent, int end) {
    return dice.chance(percent) ? dice.roll(0, end - 1) : any;
  }
  static Holder holder(Dice& dice) {
    return dice.chance(60) ? Holder::whoever : dice.chance(50) ? Holder::free : Holder::me;
  }

  Rule draw_rule(Dice& dice) const {
    Rule rule;
    rule.fault = dice.chance(25);
    rule.of_world = dice.chance(15);
    rule.with_other = !rule.of_world && dice.chance(25);
    rule.shared_before = maybe(dice, 40, shareds);
    rule.shared_after = maybe(dice, 40, shareds);
    rule.holder_before = holder(dice);
    rule.holder_after = holder(dice);
    rule.place_before = maybe(dice, 90, places);
    rule.place_after = maybe(dice, 90, places);
    rule.other_before = maybe(dice, 60, places);
    rule.other_after = maybe(dice, 60, places);
    return rule;
  }

  int places;
  int shareds;
  int starts;  // values of the shared variable that a run may start with
  std::vector<Rule> rules;
  std::vector<RandomClaim> claims;
};

}  // namespace lockstep
