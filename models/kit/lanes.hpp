// Who is who: the names of identities, and the lanes of the chart.
#pragma once

#include "models/kit/id.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

namespace kit {

// Stands for a tag where no type can.
using TagKey = const void*;
template <class Tag>
inline constexpr char tag_key_storage = 0;
template <class Tag>
constexpr TagKey key_of_tag() {
  return &tag_key_storage<Tag>;
}

}  // namespace kit

// Made by the model from its declarations; handed to the functions that describe things to people.
class Lanes {
 public:
  // The lane of an identity, and of a part of the protocol that there is one of. Throw
  // ContractBroken when it was not declared.
  template <class Tag>
  unsigned operator[](Id<Tag> id) const {
    return lane(kit::key_of_tag<Tag>(), kit::Inside::index(id));
  }
  unsigned operator[](std::string_view name) const;

  // "client 1".
  template <class Tag>
  std::string name(Id<Tag> id) const {
    return name(kit::key_of_tag<Tag>(), kit::Inside::raw(id));
  }
  template <class Tag>
  std::string name(Maybe<Tag> maybe) const {
    return maybe ? name(*maybe) : "nobody";
  }

  const std::vector<std::string>& all() const { return all_; }

  // For the kit.
  struct Kind {
    kit::TagKey key = nullptr;
    std::string name;
    unsigned population = 0;
    bool acts = true;  // has lanes, and not only names
    unsigned first = 0;
  };
  void add(Kind kind);
  void add(const std::string& lane) { all_.push_back(lane); }
  const Kind* find(kit::TagKey key) const;
  const Kind& kind(kit::TagKey key) const;

 private:
  unsigned lane(kit::TagKey key, unsigned index) const;
  std::string name(kit::TagKey key, unsigned raw) const;

  std::vector<Kind> kinds_;
  std::vector<std::string> all_;
};

}  // namespace lockstep
