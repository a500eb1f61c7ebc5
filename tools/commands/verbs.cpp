#include "tools/commands/check.hpp"
#include "tools/commands/explain.hpp"
#include "tools/commands/faults.hpp"
#include "tools/commands/list.hpp"
#include "tools/commands/matrix.hpp"
#include "tools/commands/new.hpp"
#include "tools/commands/simulate.hpp"
#include "tools/commands/step.hpp"
#include "tools/commands/trace.hpp"
#include "tools/commands/verb.hpp"
#include "tools/commands/verify.hpp"
#include "tools/commands/watch.hpp"

namespace lockstep {

// In the order of the help.
std::span<const Verb* const> verbs() {
  static constexpr const Verb* all[] = {
      &list_verb,      //
      &new_verb,       //
      &check_verb,     //
      &watch_verb,     //
      &faults_verb,    //
      &step_verb,      //
      &simulate_verb,  //
      &verify_verb,    //
      &matrix_verb,    //
      &explain_verb,   //
      &trace_verb,     //
  };
  return all;
}

}  // namespace lockstep
