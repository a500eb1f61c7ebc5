#include "models/kit/fields/overflow.hpp"

namespace lockstep::kit {

void field_broken(const void* where, const char* sentence) { throw FieldBroken(where, sentence); }

void field_broken(const void* where, const char* type, long would_be, long max) {
  throw FieldBroken(where, std::string("a ") + type + " within 0.." + std::to_string(max) +
                               " would become " + std::to_string(would_be));
}

}  // namespace lockstep::kit
