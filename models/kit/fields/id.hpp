// Identities: which client, which server.
//
// Identities can be compared for equality and nothing else, so clients cannot be told apart but by
// what they did; that is what makes it sound to store one state for all renamings of it. A protocol
// that does order its processes says so: `struct ProcessTag : Ordered {};`. Its identities compare
// and count, and are never renamed.
//
// How many there are is said by `int population(const Params&, Tag)`, beside the parameters.
#pragma once

#include "models/kit/fields/inside.hpp"
#include "models/kit/fields/overflow.hpp"

#include <compare>
#include <concepts>
#include <cstdint>
#include <type_traits>

namespace lockstep {

struct Ordered {};

namespace kit {
template <class Tag>
inline constexpr bool is_ordered = std::is_base_of_v<Ordered, Tag>;
}

// One byte. `Id{}` names nobody, and is only good for cells that are not in use.
template <class Tag>
class Id {
 public:
  friend constexpr bool operator==(Id, Id) = default;

  friend constexpr std::strong_ordering operator<=>(Id a, Id b) {
    static_assert(kit::is_ordered<Tag>,
                  "identities cannot be ordered, or clients would not be interchangeable; a "
                  "protocol that needs it writes `struct Tag : lockstep::Ordered {}`");
    return a.raw_ <=> b.raw_;
  }

  // From 0 to population - 1.
  constexpr unsigned number() const requires kit::is_ordered<Tag> { return raw_ - 1u; }
  static constexpr Id numbered(unsigned number) requires kit::is_ordered<Tag> {
    return kit::Inside::identity<Id>(number);
  }

 private:
  friend struct kit::Inside;
  std::uint8_t raw_ = 0;
};

// An identity or nobody. One byte.
template <class Tag>
class Maybe {
 public:
  constexpr Maybe() = default;
  constexpr Maybe(Id<Tag> id) : raw_(kit::Inside::raw(id)) {}

  friend constexpr bool operator==(Maybe, Maybe) = default;
  friend constexpr bool operator==(Maybe maybe, Id<Tag> id) { return maybe == Maybe(id); }

  constexpr explicit operator bool() const { return raw_ != 0; }

  // Throws ContractBroken when it is nobody.
  constexpr Id<Tag> operator*() const {
    if (raw_ == 0) [[unlikely]]
      kit::field_broken(this, "is nobody, and was asked who it is");
    return kit::Inside::identity<Id<Tag>>(raw_ - 1u);
  }

 private:
  friend struct kit::Inside;
  std::uint8_t raw_ = 0;
};

namespace kit {

template <class Params, class Tag>
concept Populated = requires(const Params& params, Tag tag) {
  { population(params, tag) } -> std::convertible_to<int>;
};

// How many identities of this tag there are.
template <class Tag, class Params>
constexpr unsigned population_of(const Params& params) {
  static_assert(Populated<Params, Tag>,
                "how many of them are there? Write `int population(const Params&, Tag)` before "
                "the first use");
  if constexpr (Populated<Params, Tag>)
    return static_cast<unsigned>(population(params, Tag{}));
  else
    return 0;
}

template <class Identity>
struct TagOf;
template <class Tag>
struct TagOf<Id<Tag>> {
  using type = Tag;
};

template <class Identity>
class Everyone {
 public:
  explicit constexpr Everyone(unsigned count) : count_(count) {}

  class Iterator {
   public:
    explicit constexpr Iterator(unsigned at) : at_(at) {}
    constexpr Identity operator*() const { return Inside::identity<Identity>(at_); }
    constexpr Iterator& operator++() {
      ++at_;
      return *this;
    }
    friend constexpr bool operator==(Iterator, Iterator) = default;

   private:
    unsigned at_;
  };

  constexpr Iterator begin() const { return Iterator(0); }
  constexpr Iterator end() const { return Iterator(count_); }

 private:
  unsigned count_;
};

}  // namespace kit

// `for (Client c : each<Client>(params))`. The order must not matter to the result.
template <class Identity, class Params>
constexpr kit::Everyone<Identity> each(const Params& params) {
  using Tag = typename kit::TagOf<Identity>::type;
  return kit::Everyone<Identity>(kit::population_of<Tag>(params));
}

// For how many identities `truth(identity)` holds.
template <class Identity, class Params, class Truth>
constexpr int how_many(const Params& params, Truth&& truth) {
  int count = 0;
  for (const Identity one : each<Identity>(params)) count += truth(one) ? 1 : 0;
  return count;
}

}  // namespace lockstep
