#include "models/kit/faults/network.hpp"

#include <string>

namespace lockstep::kit {
namespace {

using List = std::vector<Assumption>;

// Of a fault that the settings bound, or that the protocol does not know.
void add_bound(const int* count, const FaultBound& fault, const std::string& parameter,
               List& list) {
  if (count)
    list.push_back(at_most(*count, fault.none, fault.some, parameter, fault.max));
  else
    list.push_back({fault.none});
}

void add_on_cuts(const NetworkSettings& settings, List& list) {
  if (!settings.cuts) return;
  list.push_back(at_most(*settings.cuts, "nobody is cut off", "somebody is cut off", "cuts",
                         settings.faults_max));
  if (*settings.cuts == 0 || (settings.across_cut && *settings.across_cut == AcrossCut::dropped))
    return;
  list.push_back({"what is sent across a cut is delivered when it heals",
                  settings.across_cut ? "across-cut=dropped" : ""});
}

}  // namespace

Assumption on_delay(const Bound& delay, const std::string& unless) {
  if (delay.unbounded()) return {"message delay is not bounded"};
  const std::string when =
      delay.ticks() == 0 ? "before time advances" : "within " + in_words(delay.span());
  return {"messages are delivered " + when + unless, "delay=unbounded"};
}

std::vector<Assumption> on_order(Channels channels, const int* reorders, int reorders_max) {
  if (channels == Channels::bag) return {{"messages may arrive in any order"}};
  const bool drops_reorders = reorders && *reorders > 0;
  List list = {{"messages between two parties arrive in the order of sending",
                drops_reorders ? "channels=bag reorders=0" : "channels=bag"}};
  if (reorders)
    list.push_back(at_most(*reorders, "no message overtakes another", "messages overtake others",
                           "reorders", reorders_max));
  return list;
}

std::vector<Assumption> on_network(const NetworkSettings& settings) {
  const int max = settings.faults_max;
  List list = {on_delay(settings.delay ? *settings.delay : Bound::none(),
                        settings.cuts ? ", unless a cut holds it" : "")};
  for (Assumption& one :
       on_order(settings.channels ? *settings.channels : Channels::bag, settings.reorders, max))
    list.push_back(std::move(one));
  add_bound(settings.losses, {"", "no message is lost", "messages are lost", max}, "losses", list);
  add_bound(settings.duplicates, {"", "no message is duplicated", "messages are duplicated", max},
            "duplicates", list);
  add_on_cuts(settings, list);
  return list;
}

}  // namespace lockstep::kit
