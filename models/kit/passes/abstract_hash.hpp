// A value as somebody sees it who cannot read names: a hash of it in which every identity is
// replaced by nobody, self or other; of another tag that will be renamed in its turn, by nobody or
// somebody. Renaming the others does not change it.
#pragma once

#include "models/kit/layout/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep::kit {

constexpr std::uint64_t mixed(std::uint64_t x) {  // a bijection: the finaliser of SplitMix64
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 27) * 0x94d049bb133111ebu;
  return x ^ x >> 31;
}

// What one row adds, worked out for one tag.
class AbstractHash {
 public:
  AbstractHash(const Row& row, TypeKey tag);

  // `value` is where the struct or cell begins that the row stands in; `self` an index. `named` is
  // set when the value names self.
  std::uint64_t operator()(const std::byte* value, unsigned self, bool& named) const {
    if (!fields_.empty()) return of_fields(value + at_, self, named);
    return of_anything(value + at_, self, named);
  }

 private:
  enum class Way : std::uint8_t {
    own_name,
    ordered_name,
    name,
    bytes,
    set,
    table,
    bag,
    list,
    object
  };

  std::uint64_t of_name(const std::byte* at, unsigned self, bool& named) const;
  std::uint64_t of_set(const std::byte* at, unsigned self, bool& named) const;
  std::uint64_t of_table(const std::byte* at, unsigned self, bool& named) const;
  std::uint64_t of_bag(const std::byte* at, unsigned self, bool& named) const;
  std::uint64_t in_order(const std::byte* cell, unsigned count, unsigned self, bool& named) const;

  // A field of a struct that is one byte.
  struct Field {
    std::uint32_t at;
    Way way;
    bool own;
  };
  bool is_field() const;
  std::uint64_t of_fields(const std::byte* at, unsigned self, bool& named) const;
  std::uint64_t of_anything(const std::byte* at, unsigned self, bool& named) const;

  Way way_;
  bool own_ = false;  // it is of the tag
  bool ordered_ = false;
  bool queue_ = false;  // of a list: the first byte counts the cells in use
  std::uint32_t at_;
  std::uint32_t size_;
  std::uint32_t count_;
  std::uint32_t stride_;
  std::uint32_t cells_;
  std::vector<AbstractHash> parts_;
  std::vector<Field> fields_;  // instead of the parts of a struct, where all of them are such
};

}  // namespace lockstep::kit
