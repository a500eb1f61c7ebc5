// What the checker says of a protocol, in few words.
#pragma once

#include "checker/search.hpp"
#include "models/kit/catalogue.hpp"
#include "properties/lock_property.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <string>

namespace lockstep {

// The steps of the shortest run that breaks the property; 0 when it holds.
inline std::size_t steps_to_break(const std::string& protocol, const std::string& property,
                                  const std::string& settings) {
  INFO(protocol + ' ' + settings + ", " + property);
  const auto model = find_protocol(catalogue(), protocol).make(parse_settings({settings}));
  const Report report = check(*model, {});
  REQUIRE(report.exhausted());
  const auto found = std::find_if(report.properties.begin(), report.properties.end(),
                                  [&](const auto& one) { return one.name == property; });
  REQUIRE(found != report.properties.end());
  return found->verdict == Verdict::violated ? found->steps : 0;
}

inline std::size_t lease_breaks(const LockProperty& property, const std::string& settings) {
  return steps_to_break("lease", property.name, settings);
}

}  // namespace lockstep
