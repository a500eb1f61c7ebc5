#include "models/kit/layout/lanes.hpp"

#include <algorithm>

namespace lockstep {

void Lanes::add(Kind kind) {
  kind.first = static_cast<unsigned>(all_.size());
  if (kind.acts)
    for (unsigned i = 1; i <= kind.population; ++i)
      all_.push_back(kind.name + ' ' + std::to_string(i));
  kinds_.push_back(std::move(kind));
}

const Lanes::Kind* Lanes::find(kit::TypeKey key) const {
  const auto found =
      std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& kind) { return kind.key == key; });
  return found == kinds_.end() ? nullptr : &*found;
}

const Lanes::Kind& Lanes::kind(kit::TypeKey key) const {
  const Kind* found = find(key);
  if (!found)
    throw ContractBroken(
        "an identity has no name: declare protocol.lanes<Tag>(\"…\") or "
        "protocol.names<Tag>(\"…\")");
  return *found;
}

unsigned Lanes::operator[](std::string_view name) const {
  const auto found = std::find(all_.begin(), all_.end(), name);
  if (found == all_.end())
    throw ContractBroken("no lane is called `" + std::string(name) + "`: declare protocol.lane(\"" +
                         std::string(name) + "\")");
  return static_cast<unsigned>(found - all_.begin());
}

unsigned Lanes::lane(kit::TypeKey key, unsigned index) const {
  const Kind& found = kind(key);
  if (!found.acts || index >= found.population)
    throw ContractBroken("a " + found.name + " was asked for its lane, and has none");
  return found.first + index;
}

std::string Lanes::name(kit::TypeKey key, unsigned raw) const {
  return raw == 0 ? "nobody" : kind(key).name + ' ' + std::to_string(raw);
}

}  // namespace lockstep
