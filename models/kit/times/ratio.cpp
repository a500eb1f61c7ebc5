#include "models/kit/times/ratio.hpp"

#include "checker/errors/errors.hpp"

#include <numeric>

namespace lockstep {
namespace {

long product(long a, long b) {
  long result = 0;
  if (__builtin_mul_overflow(a, b, &result))
    throw Refused("the times and rates given have no common measure that fits 64 bits");
  return result;
}

}  // namespace

Ratio::Ratio(long above, long below) {
  const long common = std::gcd(above, below);
  over = below < 0 ? -above / common : above / common;
  under = below < 0 ? -below / common : below / common;
}

Ratio operator+(const Ratio& a, const Ratio& b) {
  const long common = std::gcd(a.under, b.under);
  long sum = 0;
  if (__builtin_add_overflow(product(a.over, b.under / common), product(b.over, a.under / common),
                             &sum))
    throw Refused("the times given are too long");
  return {sum, product(a.under, b.under / common)};
}
Ratio operator-(const Ratio& a, const Ratio& b) { return a + Ratio(-b.over, b.under); }
Ratio operator*(const Ratio& a, const Ratio& b) {
  const Ratio left(a.over, b.under);  // shortened first, so that what fits does not overflow
  const Ratio right(b.over, a.under);
  return {product(left.over, right.over), product(left.under, right.under)};
}
Ratio operator/(const Ratio& a, const Ratio& b) { return a * Ratio(b.under, b.over); }
bool operator<(const Ratio& a, const Ratio& b) { return (a - b).over < 0; }

long rounded_down(const Ratio& a) {
  const long whole = a.over / a.under;
  return a.over % a.under < 0 ? whole - 1 : whole;
}
long rounded_up(const Ratio& a) { return -rounded_down(Ratio(-a.over, a.under)); }

Ratio common_measure(const Ratio& a, const Ratio& b) {
  return {std::gcd(a.over, b.over), product(a.under, b.under / std::gcd(a.under, b.under))};
}

std::string to_text(const Ratio& a) {
  return std::to_string(a.over) + (a.under == 1 ? "" : '/' + std::to_string(a.under));
}

}  // namespace lockstep
