#pragma once

#include "checker/model/model.hpp"

#include <cstdint>

namespace lockstep {

// What in a state waits for time to pass.
enum class Waiting : std::uint8_t {
  nothing,
  overdue,  // something had to happen by now: time does not pass before it has
  runs,     // the time of something is not over yet
};

// A model that knows which of its steps let time pass. The others take no time.
class TimedModel : public Model {
 public:
  virtual bool lets_time_pass(std::uint16_t action) const = 0;
  virtual Waiting waiting(const std::byte* state) const = 0;
};

}  // namespace lockstep
