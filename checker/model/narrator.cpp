#include "checker/model/narrator.hpp"

#include <algorithm>
#include <iterator>

namespace lockstep {

std::vector<Message> missing(std::vector<Message> some, std::vector<Message> others) {
  std::sort(some.begin(), some.end());
  std::sort(others.begin(), others.end());
  std::vector<Message> rest;
  std::set_difference(some.begin(), some.end(), others.begin(), others.end(),
                      std::back_inserter(rest));
  return rest;
}

}  // namespace lockstep
