#include "tools/commands/zeno.hpp"

#include "checker/contract/zeno.hpp"
#include "checker/errors/errors.hpp"
#include "checker/machine/memory.hpp"

#include <chrono>

namespace lockstep {
namespace {

// The limits of the search, for a graph that is kept whole in memory.
class Patience {
 public:
  explicit Patience(const Options& options) : options_(options) {}

  bool is_over() {
    if (options_.interrupted && *options_.interrupted) why_ = "it was interrupted";
    if (options_.seconds_max > 0 && seconds() > options_.seconds_max)
      why_ = "the time limit was hit once more";
    if (memory_now() > memory_max_) why_ = "the memory limit was hit";
    return !why_.empty();
  }

  const std::string& why() const { return why_; }

 private:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

  const Options& options_;
  const std::uint64_t memory_max_ = memory_limit(options_.memory_max);
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::string why_;
};

Trace told(const Model& model, const ZenoSearch& search, const Outcome& outcome) {
  Trace trace = narrate(model, *search.run);
  set_subject(trace, outcome.protocol, outcome.parameters);
  trace.property = "time can pass";
  trace.sentence = search.found;
  return trace;
}

}  // namespace

void require_time(const Model& model, const CheckCommand& command) {
  if (command.zeno && with_time(model) == nullptr)
    throw Refused("`--zeno`: " + command.protocol + " has no time that could stand still");
}

std::optional<Trace> find_time_standing_still(const Model& model, const CheckCommand& command,
                                              Outcome& found) {
  const TimedModel* timed = with_time(model);
  if (timed == nullptr) return std::nullopt;
  found.zeno = {ZenoLook::not_searched, command.zeno, ""};
  if (!found.report.exhausted()) {
    found.zeno.why = "not all states were seen";
    return std::nullopt;
  }
  if (!command.zeno && found.report.states > zeno_states_max) {
    found.zeno.why = "there are many states";
    return std::nullopt;
  }
  Patience patience(command.options);
  const ZenoSearch search =
      find_zeno(*timed, found.report.states, [&] { return patience.is_over(); });
  found.zeno.why = patience.why();
  if (search.finished) found.zeno.look = ZenoLook::searched;
  if (search.run) return told(model, search, found);
  return std::nullopt;
}

}  // namespace lockstep
