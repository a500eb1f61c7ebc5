// Compares sixteen words of 32 bits, a line of the cache, in a few vector instructions.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace lockstep {

// Bit i is said of word i.
struct Probe {
  unsigned equal = 0;  // to what was looked for
  unsigned empty = 0;  // zero
};

#if defined(__SSE2__)

// A bit for each of the sixteen words of which all bits are set in a to d.
inline unsigned bits_of(__m128i a, __m128i b, __m128i c, __m128i d) {
  const __m128i all = _mm_packs_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d));
  return static_cast<unsigned>(_mm_movemask_epi8(all));
}

inline Probe probe(const std::uint8_t* line, std::uint32_t wanted) {
  const auto* from = reinterpret_cast<const __m128i*>(line);
  const __m128i key = _mm_set1_epi32(static_cast<int>(wanted));
  const __m128i zero = _mm_setzero_si128();
  const __m128i a = _mm_loadu_si128(from);
  const __m128i b = _mm_loadu_si128(from + 1);
  const __m128i c = _mm_loadu_si128(from + 2);
  const __m128i d = _mm_loadu_si128(from + 3);
  return {bits_of(_mm_cmpeq_epi32(a, key), _mm_cmpeq_epi32(b, key), _mm_cmpeq_epi32(c, key),
                  _mm_cmpeq_epi32(d, key)),
          bits_of(_mm_cmpeq_epi32(a, zero), _mm_cmpeq_epi32(b, zero), _mm_cmpeq_epi32(c, zero),
                  _mm_cmpeq_epi32(d, zero))};
}

#else

inline Probe probe(const std::uint8_t* line, std::uint32_t wanted) {
  std::uint32_t words[16];
  std::memcpy(words, line, sizeof words);
  Probe found;
  for (unsigned i = 0; i < 16; ++i) {
    found.equal |= static_cast<unsigned>(words[i] == wanted) << i;
    found.empty |= static_cast<unsigned>(words[i] == 0) << i;
  }
  return found;
}

#endif

}  // namespace lockstep
