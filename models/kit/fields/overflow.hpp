// A bounded field was asked to hold more than it can.
#pragma once

#include "checker/errors/errors.hpp"

#include <string>

namespace lockstep::kit {

// Thrown by fields. They know where they are but not what they are called; ProtocolModel catches
// this, finds the name by the address, and throws a ContractBroken that says both.
struct FieldBroken : ContractBroken {
  FieldBroken(const void* at, const std::string& what) : ContractBroken(what), where(at) {}
  const void* where;
};

// Out of line, so that the check at the caller is a compare and a jump.
[[noreturn]] void field_broken(const void* where, const char* sentence);
[[noreturn]] void field_broken(const void* where, const char* type, long would_be, long max);

}  // namespace lockstep::kit
