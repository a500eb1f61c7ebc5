// What two objects must agree on before one may call the other: a text, made by the compiler of
// each. g++ and clang++ agree on all that is not named here.
#pragma once

#include "checker/model/narrator.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "models/kit/catalogue/version.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace lockstep::kit {

// A text that is put together while compiling. Longer ones than `capacity` do not compile.
class StampText {
 public:
  static constexpr std::size_t capacity = 256;

  constexpr StampText& operator<<(const char* words) {
    while (*words != '\0') text_.at(length_++) = *words++;
    return *this;
  }
  constexpr StampText& operator<<(unsigned long number) {
    if (number >= 10) *this << number / 10;
    text_.at(length_++) = static_cast<char>('0' + number % 10);
    return *this;
  }
  constexpr const char* c_str() const { return text_.data(); }

 private:
  std::array<char, capacity + 1> text_{};
  std::size_t length_ = 0;
};

// In an object of its own in each file that registers a protocol: internal linkage, so that two
// files that disagree do not share one.
static constexpr StampText abi_stamp = [] {
  StampText stamp;
  stamp << "lockstep " << version << ", C++ " << static_cast<unsigned long>(__cplusplus) << ", "
#ifdef _GLIBCXX_USE_CXX11_ABI
        << "libstdc++ with ABI " << static_cast<unsigned long>(_GLIBCXX_USE_CXX11_ABI)
#else
        << "another standard library"
#endif
        << ", sizes";
  for (const std::size_t size :
       {sizeof(std::string), sizeof(Shape), sizeof(Action), sizeof(Property), sizeof(Assumption),
        sizeof(Message), sizeof(Bar), sizeof(Change), sizeof(CatalogueEntry), sizeof(Parameter),
        sizeof(Claim), sizeof(LaneMap)})
    stamp << " " << static_cast<unsigned long>(size);
  return stamp;
}();

}  // namespace lockstep::kit
