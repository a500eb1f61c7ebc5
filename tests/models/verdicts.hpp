// What the checker says of a protocol, in few words.
#pragma once

#include "checker/search.hpp"
#include "properties/lock_property.hpp"

#include <memory>
#include <string>

namespace lockstep {

// A protocol and its settings in one line: "lease pauses=0".
std::unique_ptr<Model> made(const std::string& line);

// The report of a search that came to its end.
Report checked(const std::string& line);

// What the report says of the property, which it has.
const PropertyReport& found(const Report& report, const std::string& property);

bool holds(const std::string& protocol, const std::string& property, const std::string& settings);
bool holds(const LockProperty& property, const std::string& line);

// The steps of the shortest run that breaks the property; 0 when it holds.
std::size_t steps_to_break(const std::string& protocol, const std::string& property,
                           const std::string& settings);
std::size_t lease_breaks(const LockProperty& property, const std::string& settings);

// " name=value", to be strung together.
std::string with(const std::string& name, int value);

}  // namespace lockstep
