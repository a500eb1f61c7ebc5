#include "tools/questions/zeno.hpp"

#include "checker/contract/small_search.hpp"
#include "checker/contract/zeno.hpp"
#include "checker/engine/patience.hpp"
#include "checker/errors/errors.hpp"

namespace lockstep {
namespace {

[[noreturn]] void show(const Subject& subject, const ZenoSearch& search) {
  Trace trace = narrate(subject.model, *search.run);
  set_subject(trace, subject.entry.name(), parameter_values(subject.entry, subject.settings));
  trace.property = "time can pass";
  trace.sentence = search.found;
  throw ContractFault(search.found + "; in " + search.state, std::move(trace));
}

}  // namespace

void require_time(const Model& model, const std::string& protocol) {
  if (with_time(model) == nullptr)
    throw Refused("`--zeno`: " + protocol + " has no time that could stand still");
}

ZenoOutcome keep_time_passing(const Subject& subject, const Report& report, bool asked,
                              const Options& options) {
  const TimedModel* timed = with_time(subject.model);
  if (timed == nullptr) return {};
  if (!report.exhausted()) return {ZenoLook::not_searched, asked, "not all states were seen"};
  if (!asked && report.states > small_search_states)
    return {ZenoLook::not_searched, asked, "there are many states"};
  Patience patience(options);
  const ZenoSearch search = find_zeno(*timed, report.states, [&] { return patience.is_over(); });
  if (search.run) show(subject, search);
  return {search.finished ? ZenoLook::searched : ZenoLook::not_searched, asked, patience.why()};
}

}  // namespace lockstep
