// A set of up to eight enumerators in one byte: `s.client[c].net.has(Wire::acquire)`.
#pragma once

#include "models/kit/fields/inside.hpp"

#include <cstdint>

namespace lockstep {

template <class Enum>
class Flags {
 public:
  constexpr bool has(Enum one) const { return (raw_ & bit(one)) != 0; }
  constexpr void add(Enum one) { raw_ = static_cast<std::uint8_t>(raw_ | bit(one)); }
  constexpr void remove(Enum one) { raw_ = static_cast<std::uint8_t>(raw_ & ~bit(one)); }
  constexpr bool empty() const { return raw_ == 0; }
  friend constexpr bool operator==(Flags, Flags) = default;

 private:
  friend struct kit::Inside;
  static constexpr unsigned bit(Enum one) { return 1u << static_cast<unsigned>(one); }
  std::uint8_t raw_ = 0;
};

}  // namespace lockstep
