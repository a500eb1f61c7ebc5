// The kit's own door into its field types.
//
// A protocol must not see the number behind an identity or a token: that is what makes renaming
// them sound. The kit must. Everything that is allowed to goes through here, so that a search for
// `Inside` finds it all. Not for models.
#pragma once

#include <cstdint>

namespace lockstep::kit {

struct Inside {
  // Identities and maybes: 1 + index, 0 for nobody. Tokens: their value. By reference.
  template <class Field>
  static constexpr auto& raw(Field& field) {
    return field.raw_;
  }

  // Tables, bags and queues: the array of all cells, used or not.
  template <class Field>
  static constexpr auto cells(Field& field) -> decltype((field.cells_)) {
    return field.cells_;
  }

  // Wall clocks and instants: ticks ahead of true time.
  template <class Clock>
  static constexpr int offset(const Clock& clock) {
    return clock.ahead_;
  }
  template <class Instant>
  static constexpr int ahead(const Instant& instant) {
    return instant.ahead();
  }
  template <class Instant>
  static constexpr void put_ahead(Instant& instant, int ticks) {
    instant.put(ticks);
  }

  template <class Identity>
  static constexpr Identity identity(unsigned index) {
    Identity made;
    made.raw_ = static_cast<std::uint8_t>(index + 1);
    return made;
  }

  template <class Identity>
  static constexpr unsigned index(Identity identity) {
    return static_cast<unsigned>(identity.raw_ - 1);
  }
};

}  // namespace lockstep::kit
