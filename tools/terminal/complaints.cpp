#include "tools/terminal/complaints.hpp"

#include "checker/errors/errors.hpp"
#include "tools/terminal/exit_status.hpp"

#include <exception>
#include <iostream>
#include <new>
#include <string>

namespace lockstep {
namespace {

int complain(const std::string& message, int status) {
  std::cerr << "lockstep: " << message << (message.ends_with('\n') ? "" : "\n");
  return status;
}

}  // namespace

int told_status(const std::function<int()>& work) {
  try {
    return work();
  } catch (const Refused& refused) {
    return complain(refused.what(), exit_refused);
  } catch (const ContractBroken& broken) {
    return complain(std::string("the model broke its contract: ") + broken.what(),
                    exit_contract_broken);
  } catch (const std::bad_alloc&) {
    return complain("out of memory; --memory sets a limit at which a check ends in good order",
                    exit_unknown);
  } catch (const std::exception& error) {
    return complain(error.what(), exit_refused);
  }
}

}  // namespace lockstep
