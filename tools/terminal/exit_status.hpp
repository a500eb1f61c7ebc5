#pragma once

namespace lockstep {

enum Exit : int {
  exit_holds = 0,
  exit_violated = 1,
  exit_refused = 2,
  exit_contract_broken = 3,
  exit_unknown = 4,
};

}  // namespace lockstep
