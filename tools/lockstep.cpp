// The program: exit statuses and messages are made here and nowhere else.
#include "checker/errors/errors.hpp"
#include "tools/commands/command_line.hpp"
#include "tools/terminal/terminal.hpp"

#include <exception>
#include <iostream>
#include <new>

namespace {

int complain(const char* message, int status) {
  std::cerr << "lockstep: " << message << '\n';
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace lockstep;
  const std::atomic<bool>* interrupted = catch_interrupts();
  try {
    const auto request = parse_command_line({argv + 1, argv + argc}, catalogue());
    request->stop_when(*interrupted);
    return request->carry_out(catalogue());
  } catch (const Refused& refused) {
    return complain(refused.what(), exit_refused);
  } catch (const ContractBroken& broken) {
    return complain((std::string("the model broke its contract: ") + broken.what()).c_str(),
                    exit_contract_broken);
  } catch (const std::bad_alloc&) {
    return complain("out of memory; --memory sets a limit at which a check ends in good order",
                    exit_unknown);
  } catch (const std::exception& error) {
    return complain(error.what(), exit_refused);
  }
}
