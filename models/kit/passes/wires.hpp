// Messages of bags and queues, in the model's own words.
#pragma once

#include "checker/model/narrator.hpp"
#include "models/kit/layout/contents.hpp"
#include "models/kit/layout/lanes.hpp"

#include <vector>

namespace lockstep::kit {

// Calls f(message) for each message of this type in the state.
template <class Wire, class T, class F>
void for_each_wire(const T& value, F&& f) {
  if constexpr (!boost::mp11::mp_contains<EverythingIn<T>, Wire>::value) {
    return;
  } else if constexpr (Described<T>) {
    for_each_member(value,
                    [&](const char*, const auto& member) { for_each_wire<Wire>(member, f); });
  } else if constexpr (is_queue<T>) {
    for (const Wire& message : value) f(message);
  } else if constexpr (has_cells<T>) {
    for (const auto& cell : Inside::cells(value)) for_each_wire<Wire>(cell, f);
  } else {
    for (const auto& one : value) for_each_wire<Wire>(one, f);
  }
}

template <class Params>
struct WireDescription {
  TypeKey type = nullptr;
  Message (*describe)(const Params&, const void* wire, const Lanes&) = nullptr;
};

// A model's descriptions of its messages, by their type.
template <class Params>
class Wires {
 public:
  void add(WireDescription<Params> description) { all_.push_back(description); }

  // Whether there is a description; then fills `out`.
  template <class Wire>
  bool describe(const Params& params, const Wire& wire, const Lanes& lanes, Message& out) const {
    for (const auto& one : all_) {
      if (one.type != key_of<Wire>()) continue;
      out = one.describe(params, &wire, lanes);
      return true;
    }
    return false;
  }

 private:
  std::vector<WireDescription<Params>> all_;
};

}  // namespace lockstep::kit
