// When a long search writes what it needs to go on (machine/checkpoint.hpp).
#pragma once

#include "checker/engine/explorer.hpp"

#include <string>
#include <utility>

namespace lockstep {

// Writes checkpoints of one search now and then.
class Checkpoints {
 public:
  // To this file, with what must be the same to go on; none when the path is empty.
  Checkpoints(std::string path, double seconds, std::string subject)
      : path_(std::move(path)), seconds_(seconds), subject_(std::move(subject)) {}

  // `now` is in seconds since the search began.
  void write_if_due(const Explorer& explorer, double now);

 private:
  std::string path_;
  double seconds_;
  std::string subject_;
  double last_ = 0;
};

}  // namespace lockstep
