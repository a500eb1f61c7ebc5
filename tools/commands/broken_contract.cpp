#include "tools/commands/broken_contract.hpp"

#include "tools/chart/steps.hpp"
#include "tools/report/report_json.hpp"
#include "tools/terminal/terminal.hpp"

namespace lockstep {
namespace {

// What such a model says of properties is worth nothing, so there is no verdict.
void show(const Subject& subject, const Display& display, const ContractBroken& broken,
          const Trace* trace) {
  if (display.json)
    write_out(broken_contract_json(subject.entry.name(),
                                   parameter_values(subject.entry, subject.settings), broken.what(),
                                   trace));
  else if (trace != nullptr && !display.quiet)
    write_out(drawn(*trace, display.chart, display.steps) + "\n");
}

}  // namespace

void showing_broken_contract(const Subject& subject, const Display& display,
                             const std::function<void(const Trace&)>& save,
                             const std::function<void()>& work) {
  try {
    work();
  } catch (const ContractFault& fault) {
    if (save) save(fault.trace);
    show(subject, display, fault, &fault.trace);
    throw;
  } catch (const ContractBroken& broken) {
    show(subject, display, broken, nullptr);
    throw;
  }
}

}  // namespace lockstep
