// What is in flight between clients and the lock service, or between clients and the store.
//
// A bag, as kit's Bag is one, whose messages have a size that is known when the parts are: an
// envelope of the library and then the author's message. Cells are kept sorted by their bytes and
// unused ones are zero, so equal bags are equal bytes.
#pragma once

#include "models/composition/world/environment.hpp"
#include "models/composition/world/kept.hpp"
#include "models/kit/layout/view.hpp"
#include "models/parties/server.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace lockstep::composition {

// Which of its requests a client means, and an answer answers. It changes when a client asks anew
// (retry=fresh) and when it restarts: a number drawn at random would tell the same apart.
inline constexpr int request_id_max = 2 * faults_max;
using RequestId = Count<request_id_max>;

// One message for each client, and one more for each of these faults. A lock may have more of its
// own (LockPart::calls_at_a_time).
inline constexpr std::size_t in_flight_max = 2 * clients_max;
inline constexpr std::size_t letters_max = 64;
inline int in_flight(const Environment& e) {
  return e.clients + e.duplicates + e.timeouts + e.restarts;
}

// Which of several servers; where there is one and its standby, which has become a primary, the
// standby is number 1.
using ServerNumber = Count<servers_max - 1>;

struct Envelope {
  Client client;
  bool to_server;                // else to the client
  ServerNumber server;           // with which it is exchanged; or the second store is number 1
  Token token;                   // of a request to the store
  Version version;               // of the data: read by an answer, expected by a request
  bool refused;                  // an answer: the store has not looked at the request any further
  Timer due;                     // stopped when the delay is zero or unbounded
  Count<letters_max - 1> ahead;  // how many earlier ones of its channel are on their way
  RequestId id;                  // of the request that it is or answers; 0 when nobody looks at it
};
BOOST_DESCRIBE_STRUCT(Envelope, (),
                      (client, to_server, server, token, version, refused, due, ahead, id))

// A message that is in no net.
class Letter {
 public:
  Envelope& envelope() { return kit::view<Envelope>(bytes_.data()); }
  const Envelope& envelope() const { return kit::view<Envelope>(bytes_.data()); }
  std::byte* body() { return bytes_.data() + sizeof(Envelope); }
  const std::byte* body() const { return bytes_.data() + sizeof(Envelope); }
  std::byte* bytes() { return bytes_.data(); }
  const std::byte* bytes() const { return bytes_.data(); }

 private:
  std::array<std::byte, sizeof(Envelope) + body_max> bytes_{};
};

// Where a net lies in every state.
struct NetPlace {
  std::uint32_t offset = 0;  // of the byte that says how many there are; the cells follow
  std::uint32_t size = 0;    // bytes of a message
  std::uint32_t capacity = 0;

  std::uint32_t room() const { return 1 + size * capacity; }
};

// A view.
class Net {
 public:
  Net(const NetPlace& place, std::byte* state) : place_(place), at_(state + place.offset) {}

  unsigned size() const { return std::to_integer<unsigned>(*at_); }
  const Envelope& envelope(unsigned slot) const { return kit::view<Envelope>(cell(slot)); }
  const std::byte* body(unsigned slot) const { return cell(slot) + sizeof(Envelope); }
  Letter letter(unsigned slot) const;

  // Of equal messages, which lie side by side, the first.
  bool is_first_of_equals(unsigned slot) const {
    return slot == 0 || std::memcmp(cell(slot), cell(slot - 1), place_.size) != 0;
  }

  // Throws FieldBroken when there is no room.
  void add(const Letter& letter);
  void remove(unsigned slot);

  // Keeps what `keep(letter)` says, which may change it.
  template <class Keep>
  void change(Keep&& keep) {
    const unsigned count = size();
    const Before before(*this);
    clear();
    for (unsigned i = 0; i < count; ++i) {
      Letter one = before.letter(i);
      if (keep(one)) add(one);
    }
  }

  // With channels that keep the order, a message waits for those ahead of it, as in
  // kit/channels.hpp.
  void send(Letter letter, Channels channels);
  Letter take_out(unsigned slot);
  void duplicate(unsigned slot, Channels channels);
  void overtake(unsigned slot);
  template <class Gone>
  void take_out_all(Gone&& gone) {
    const unsigned count = size();
    const Before before(*this);
    change([&](Letter& one) {
      int gone_ahead = 0;
      for (unsigned i = 0; i < count; ++i)
        if (before.envelope(i).ahead < one.envelope().ahead &&
            same_channel(before.envelope(i), one.envelope()) && gone(before.envelope(i)))
          ++gone_ahead;
      const bool stays = !gone(one.envelope());
      one.envelope().ahead -= gone_ahead;
      return stays;
    });
  }

  template <class Truth>
  bool any(Truth&& truth) const {
    for (unsigned i = 0; i < size(); ++i)
      if (truth(envelope(i))) return true;
    return false;
  }

 private:
  // What lay in a net.
  class Before {
   public:
    explicit Before(const Net& net) : size_(net.place_.size) {
      std::memcpy(bytes_.data(), net.cell(0), std::size_t{net.size()} * size_);
    }
    Letter letter(unsigned slot) const {
      Letter letter;
      std::memcpy(letter.bytes(), bytes_.data() + std::size_t{slot} * size_, size_);
      return letter;
    }
    const Envelope& envelope(unsigned slot) const {
      return kit::view<Envelope>(bytes_.data() + std::size_t{slot} * size_);
    }

   private:
    std::uint32_t size_;
    std::array<std::byte, letters_max*(sizeof(Envelope) + body_max)> bytes_;
  };

  // Messages of one client and one server, in one direction.
  static bool same_channel(const Envelope& a, const Envelope& b) {
    return a.client == b.client && a.to_server == b.to_server && a.server == b.server;
  }
  std::byte* cell(unsigned slot) const { return at_ + 1 + std::size_t{slot} * place_.size; }
  void set_size(unsigned size) { *at_ = static_cast<std::byte>(size); }
  void clear();
  void close_gap(const Envelope& gone);
  void open_gap(const Envelope& envelope);

  NetPlace place_;
  std::byte* at_;
};

}  // namespace lockstep::composition
