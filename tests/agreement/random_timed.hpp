// Random timed systems, as the oracle knows them and as a protocol of the kit.
#pragma once

#include "checker/model/model.hpp"
#include "tests/oracle/timed_system.hpp"

#include <cstdint>
#include <memory>

namespace lockstep {

// A mistake that the protocol of the kit is given and the oracle is not.
enum class TimedMistake : std::uint8_t {
  none,
  longer_timers,  // by one tick
  wider_windows,
  later_messages,
  patient_places,  // time passes over clients that have to act
  short_memory,    // of what is long past
  longer_deadlines,
  bounded_rates,  // of clocks that may have any
};

oracle::TimedSystem draw_timed(std::uint64_t seed);
std::unique_ptr<Model> timed_model(std::uint64_t seed, TimedMistake mistake = TimedMistake::none);

}  // namespace lockstep
