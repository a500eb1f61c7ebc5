#include "models/composition/impossible.hpp"

#include <algorithm>
#include <string_view>

namespace lockstep {
namespace {

class Values {
 public:
  explicit Values(const std::vector<Setting>& all) : all_(all) {}

  bool are(std::string_view name, std::string_view value) const {
    const Setting* one = find(name);
    return one != nullptr && one->value == value;
  }
  bool some(std::string_view budget) const {
    const Setting* one = find(budget);
    return one != nullptr && one->value != "0";
  }

  // Nobody can tell a client that is slow from one that is gone.
  bool asynchronous() const {
    return are("delay", "unbounded") || (some("pauses") && are("pause", "unbounded"));
  }

 private:
  const Setting* find(std::string_view name) const {
    const auto at = std::find_if(all_.begin(), all_.end(),
                                 [&](const Setting& one) { return one.name == name; });
    return at == all_.end() ? nullptr : &*at;
  }

  const std::vector<Setting>& all_;
};

}  // namespace

std::vector<Impossible> impossible(const std::vector<Setting>& settings) {
  const Values values(settings);
  const bool forgetful = values.are("store", "unfenced");
  std::vector<Impossible> all;
  if (forgetful && values.asynchronous())
    all.push_back(
        {{"mutual exclusion in effect"},
         "A lock that is taken back from a holder who is silent cannot keep that holder's "
         "late write out of a store that knows nothing of the lock.",
         "Delporte-Gallet, Fauconnier, Guerraoui and Kouznetsov, \"Mutual exclusion in "
         "asynchronous systems with failure detectors\", 2005"});
  if (values.are("drift", "unbounded"))
    all.push_back({{"mutual exclusion in belief"},
                   "No time to live is long enough when clocks may run at any rate.",
                   "Gray and Cheriton, \"Leases\", 1989"});
  if (forgetful && values.some("crashes") && values.asynchronous())
    all.push_back({{"billed at most once", "nothing left unbilled"},
                   "Whoever goes on after a crash cannot know of a store that remembers no request "
                   "whether the charge is still to come: at most once and at least once do not go "
                   "together.",
                   "Fekete, Lynch, Mansour and Spinelli, \"The impossibility of implementing "
                   "reliable communication in the face of crashes\", 1993"});
  return all;
}

}  // namespace lockstep
