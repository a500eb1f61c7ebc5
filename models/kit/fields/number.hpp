// Small numbers that cannot wrap.
//
// A counter of a model that silently wraps at 255 makes a protocol look safe that is not. Leaving
// the range of a Count or a Budget throws ContractBroken, with the name of the field.
#pragma once

#include "models/kit/fields/overflow.hpp"

#include <compare>
#include <cstdint>

namespace lockstep {

// A number from 0 to `max`. One byte. Reads as an int.
template <int max>
class Count {
  static_assert(max > 0 && max < 256, "a Count is one byte: its maximum is within 1..255");

 public:
  constexpr Count() = default;
  constexpr Count(int value) { set(value); }

  constexpr operator int() const { return raw_; }

  constexpr Count& operator++() { return set(raw_ + 1); }
  constexpr Count& operator--() { return set(raw_ - 1); }
  constexpr Count& operator+=(int more) { return set(raw_ + more); }
  constexpr Count& operator-=(int less) { return set(raw_ - less); }

 private:
  friend struct kit::Inside;
  constexpr Count& set(int value) {
    if (value < 0 || value > max) [[unlikely]]
      kit::field_broken(this, "Count", value, max);
    raw_ = static_cast<std::uint8_t>(value);
    return *this;
  }

  std::uint8_t raw_ = 0;
};

// How often something may still go wrong: `WHEN(s.pauses.left()); s.pauses.spend();`. One byte.
class Budget {
 public:
  constexpr Budget() = default;
  explicit constexpr Budget(int value) {
    if (value < 0 || value > 255) [[unlikely]]
      kit::field_broken(this, "Budget", value, 255);
    raw_ = static_cast<std::uint8_t>(value);
  }

  constexpr int left() const { return raw_; }
  constexpr void spend() {
    if (raw_ == 0) [[unlikely]]
      kit::field_broken(this, "Budget", -1, 255);
    --raw_;
  }

  friend constexpr bool operator==(Budget, Budget) = default;

 private:
  friend struct kit::Inside;
  std::uint8_t raw_ = 0;
};

}  // namespace lockstep
