// The values that one part of the states has had, numbered as they come.
//
// A number stands for its value for good. The tables do not grow while they are in use: where there
// is no room for a value, somebody has to go on with a larger dictionary, in which numbers are the
// same.
#pragma once

#include "checker/machine/own_lines.hpp"
#include "checker/machine/pages.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace lockstep {

class CheckpointReader;
class CheckpointWriter;

// Any number of threads may call number() and value() concurrently, without locks.
class Dictionary {
 public:
  // A hash table of 2^bits places, from 8 to 31.
  explicit Dictionary(unsigned bits);

  // The number of `value`, which is added when it is new; none when there is no room for it.
  std::optional<std::uint64_t> number(std::uint64_t value);

  // The value with this number, which number() gave to somebody before.
  std::uint64_t value(std::uint64_t number) const {
    return std::atomic_ref(values()[number]).load(std::memory_order_relaxed);
  }

  // So full that it should be replaced by a larger one.
  bool crowded() const;

  // The same, with more room.
  std::shared_ptr<Dictionary> grown() const;

  // With the same numbers for other values; `other` makes different ones of different ones.
  using Other = std::function<std::uint64_t(std::uint64_t)>;
  std::shared_ptr<Dictionary> translated(const Other& other) const;

  std::uint64_t size() const;  // numbers below this may be in use
  std::size_t bytes() const { return places_.size() + size() * sizeof(std::uint64_t); }

  void save(CheckpointWriter& to) const;
  static std::shared_ptr<Dictionary> load(CheckpointReader& from);

 private:
  std::uint32_t* places() const { return reinterpret_cast<std::uint32_t*>(places_.data()); }
  std::uint64_t* values() const { return reinterpret_cast<std::uint64_t*>(values_.data()); }
  std::uint64_t capacity() const { return std::uint64_t{1} << bits_; }
  std::uint64_t home_of(std::uint64_t value) const;
  std::uint64_t next_to(std::uint64_t place) const { return (place + 1) & (capacity() - 1); }
  std::shared_ptr<Dictionary> copied(unsigned bits, const Other& other) const;
  bool put(std::uint64_t value, std::uint32_t number);

  unsigned bits_;
  Pages places_;                                            // by hash: the number plus one, or 0
  Pages values_;                                            // by number
  alignas(own_lines) std::atomic<std::uint64_t> next_ = 0;  // number
};

}  // namespace lockstep
