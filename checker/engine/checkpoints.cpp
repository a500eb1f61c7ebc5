#include "checker/engine/checkpoints.hpp"

#include "checker/machine/checkpoint.hpp"

namespace lockstep {

void Checkpoints::write_if_due(const Explorer& explorer, double now) {
  if (path_.empty() || now - last_ < seconds_) return;
  CheckpointWriter to(path_);
  to.put_all<char>(subject_);
  explorer.save(to);
  to.finish();
  last_ = now;
}

}  // namespace lockstep
