// Fractions without rounding: rates of clocks, and times that have to become whole ticks.
#pragma once

#include <string>

namespace lockstep {

// In lowest terms, `under` > 0. Throws Refused when a result has no room in 64 bits.
struct Ratio {
  long over = 0;
  long under = 1;

  constexpr Ratio() = default;
  constexpr Ratio(long whole) : over(whole) {}
  Ratio(long above, long below);

  friend constexpr bool operator==(const Ratio&, const Ratio&) = default;
};

Ratio operator+(const Ratio& a, const Ratio& b);
Ratio operator-(const Ratio& a, const Ratio& b);
Ratio operator*(const Ratio& a, const Ratio& b);
Ratio operator/(const Ratio& a, const Ratio& b);
bool operator<(const Ratio& a, const Ratio& b);

long rounded_down(const Ratio& a);
long rounded_up(const Ratio& a);

// The greatest ratio of which both are whole multiples; of zero and another, the other.
Ratio common_measure(const Ratio& a, const Ratio& b);

// "3", "5/11".
std::string to_text(const Ratio& a);

}  // namespace lockstep
