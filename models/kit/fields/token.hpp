// Fencing tokens, epochs, revisions: numbers of which only the order matters.
//
// A token is made by fresh() alone, greater than every one issued before, and can only be compared.
// So its value means nothing but its rank among the tokens that are still somewhere in the state,
// and `token_ranks` renumbers them 1, 2, 3, …: a protocol whose tokens grow forever has a finite
// state space, provided that it clears the tokens that it will not look at again.
//
// Two independent numberings in one state need two families, or the renumbering would compare
// numbers that have nothing to do with each other: `BasicToken<struct Epochs>`. Each family has
// exactly one source in the state, or copies of one of which at most one issues; where a copy takes
// over and numbers come twice, their values matter and they are not ranked
// (Protocol::tokens_repeat).
#pragma once

#include "models/kit/fields/inside.hpp"
#include "models/kit/fields/overflow.hpp"

#include <compare>
#include <cstdint>
#include <string>

namespace lockstep {

// One byte, 0 for none: none is less than every token.
template <class Family>
class BasicToken {
 public:
  friend constexpr auto operator<=>(BasicToken, BasicToken) = default;
  constexpr explicit operator bool() const { return raw_ != 0; }

 private:
  friend struct kit::Inside;
  std::uint8_t raw_ = 0;
};

// Issues tokens; remembers the last. One byte. Not copied within a state.
template <class Family>
class BasicTokenSource {
 public:
  // Throws ContractBroken after 255; with token_ranks only 255 at the same time are too many.
  constexpr BasicToken<Family> fresh() {
    if (raw_ == 255) [[unlikely]]
      kit::field_broken(this, "TokenSource", 256, 255);
    ++raw_;
    return last();
  }
  constexpr BasicToken<Family> last() const {
    BasicToken<Family> token;
    kit::Inside::raw(token) = raw_;
    return token;
  }

 private:
  friend struct kit::Inside;
  std::uint8_t raw_ = 0;
};

// Its number, for people.
template <class Family>
std::string to_text(BasicToken<Family> token) {
  return std::to_string(kit::Inside::raw(token));
}

struct Tokens {};
using Token = BasicToken<Tokens>;
using TokenSource = BasicTokenSource<Tokens>;

}  // namespace lockstep
