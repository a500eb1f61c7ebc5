#include "tools/load/digest.hpp"

#include <cstdint>

namespace lockstep {

__extension__ using Wide = unsigned __int128;

std::string digest(std::string_view text) {
  // Offset and prime: draft-eastlake-fnv.
  constexpr Wide prime = (Wide{1} << 88) + 0x13b;
  Wide value = Wide{0x6c62272e07bb0142u} << 64 | 0x62b821756295c58du;
  for (const char letter : text) {
    value ^= static_cast<unsigned char>(letter);
    value *= prime;
  }
  std::string digits(digest_length, '0');
  for (std::size_t i = digest_length; i-- > 0; value >>= 4)
    digits[i] = "0123456789abcdef"[static_cast<unsigned>(value & 15)];
  return digits;
}

}  // namespace lockstep
