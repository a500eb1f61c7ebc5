// What a service or a store keeps: one struct once, and another for each client.
//
// In a state the second lies in the block of its client, so that clients can be renamed by moving
// blocks, and a state has room for as many clients as there are.
#pragma once

#include "models/kit/layout/view.hpp"
#include "models/parties/client.hpp"

#include <cstddef>
#include <cstdint>

namespace lockstep {

// What a store calls the state of its data. Only their order matters, as with fencing tokens.
struct Versions {};
using Version = BasicToken<Versions>;
using VersionSource = BasicTokenSource<Versions>;

// For a part that keeps nothing there.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

namespace composition {

// The most bytes that an author's struct may have.
inline constexpr std::size_t session_max = 64;
inline constexpr std::size_t data_max = 64;  // of a workload
inline constexpr std::size_t body_max = 48;  // of a message

// Bytes that a value of this type takes in a state.
template <class T>
inline constexpr std::uint32_t room_of = std::is_same_v<T, Nothing> ? 0 : sizeof(T);

// Where it lies. Null where a setting leaves it out.
struct KeptBytes {
  std::byte* once = nullptr;
  std::byte* each = nullptr;  // of the first client
  std::uint32_t stride = 0;   // bytes from one client's to the next one's
  std::uint32_t clients = 0;

  explicit operator bool() const { return once != nullptr; }
  std::byte* of(unsigned client) const { return each + std::size_t{client} * stride; }
};

}  // namespace composition

// A view; copying it copies no state.
template <class Once, class Each>
class Kept {
 public:
  explicit Kept(const composition::KeptBytes& bytes) : bytes_(bytes) {}

  Once* operator->() const { return &kit::view<Once>(bytes_.once); }
  Once& operator*() const { return kit::view<Once>(bytes_.once); }
  Each& of(Client c) const { return kit::view<Each>(bytes_.of(kit::Inside::index(c))); }

  // `for (Client c : s.clients())`. The order must not matter to the result.
  kit::Everyone<Client> clients() const { return kit::Everyone<Client>(bytes_.clients); }

 private:
  composition::KeptBytes bytes_;
};

}  // namespace lockstep
