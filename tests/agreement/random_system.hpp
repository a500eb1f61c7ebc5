// Systems that nobody would write: drawn at random, the same for the same seed.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/narrator.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace lockstep {

// A graph of up to 14 states, drawn edge by edge. Its states are stored as random bytes: few or
// many, with bits that differ early or late, in up to twelve words.
std::unique_ptr<Model> random_graph(std::uint64_t seed);

// Two to four interchangeable parts, each a small automaton, with some variables that they share.
// Offers symmetry.
std::unique_ptr<Model> random_parts(std::uint64_t seed);

// The same with more parts: levels of thousands of states, so that all threads have work.
std::unique_ptr<Model> random_crowd(std::uint64_t seed);

// A protocol of the kit under random rules, with identities that know one another, tokens, a set
// and messages. Offers symmetry and token ranks.
std::unique_ptr<Model> random_protocol(std::uint64_t seed);

// A model that can tell names and lanes, and nothing else.
class TerseModel : public Model, public Narrator {
 public:
  const Shape& shape() const override { return shape_; }
  const Narrator& narrator() const override { return *this; }
  std::vector<Change> changes(const std::byte*, const std::byte*) const override { return {}; }
  std::string json(const std::byte*) const override { return "{}"; }
  std::vector<Message> in_flight(const std::byte*) const override { return {}; }
  std::vector<Bar> bars(const std::byte*) const override { return {}; }
  std::string explain(std::size_t, const std::byte*) const override { return {}; }

 protected:
  Shape shape_;
};

}  // namespace lockstep
