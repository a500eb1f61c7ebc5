// Who is who: the names of identities, and the lanes of the chart.
#pragma once

#include "models/kit/fields/id.hpp"
#include "models/kit/layout/type_key.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

// Made by the model from its declarations; handed to the functions that describe things to people.
class Lanes {
 public:
  // The lane of an identity, and of a part of the protocol that there is one of. Throw
  // ContractBroken when it was not declared.
  template <class Tag>
  unsigned operator[](Id<Tag> id) const {
    return lane(kit::key_of<Tag>(), kit::Inside::index(id));
  }
  unsigned operator[](std::string_view name) const;

  // "client 1".
  template <class Tag>
  std::string name(Id<Tag> id) const {
    return name(kit::key_of<Tag>(), kit::Inside::raw(id));
  }
  template <class Tag>
  std::string name(Maybe<Tag> maybe) const {
    return maybe ? name(*maybe) : "nobody";
  }

  const std::vector<std::string>& all() const { return all_; }

  // For the kit.
  struct Kind {
    kit::TypeKey key = nullptr;
    std::string name;
    unsigned population = 0;
    bool acts = true;  // has lanes, and not only names
    unsigned first = 0;
  };
  void add(Kind kind);
  void add(const std::string& lane) { all_.push_back(lane); }
  const Kind* find(kit::TypeKey key) const;
  const Kind& kind(kit::TypeKey key) const;
  const std::vector<Kind>& kinds() const { return kinds_; }
  unsigned lane(kit::TypeKey key, unsigned index) const;
  std::string name(kit::TypeKey key, unsigned raw) const;  // raw: 1 + index, 0 for nobody

 private:
  std::vector<Kind> kinds_;
  std::vector<std::string> all_;
};

}  // namespace lockstep
