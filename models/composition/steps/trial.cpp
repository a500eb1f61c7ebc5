#include "models/composition/steps/trial.hpp"

#include "models/composition/steps/clients.hpp"
#include "models/composition/steps/steps.hpp"

#include <vector>

namespace lockstep::composition {
namespace {

// A library that goes on for longer than that is taken to get somewhere.
constexpr int steps_max = 32;

// A copy of a world in which one client acts: nothing of it is under way, and what it sends
// arrives before anything else happens.
class Trial {
 public:
  Trial(const Setup& s, const World& of, Client c)
      : s_(s), c_(c), bytes_(s.layout.size), world_(s, bytes_.data()) {
    std::memcpy(bytes_.data(), of.bytes(), s.places.width);
    world_.calls().change([&](const Letter& call) { return call.envelope().client != c; });
  }

  bool helps(Does does) {
    const At before = at();
    const std::vector<std::byte> known = what_matters();
    does(s_, world_, c_);
    const At now = at();
    for (int i = 0; at() == now && (message_arrives() || library_acts()); ++i)
      if (i == steps_max) return true;
    return at() != before || what_matters() != known;
  }

  bool library_acts() {
    for (unsigned i = 0; i < s_.lock->client_steps.size(); ++i)
      if (composition::library_acts(s_, world_, c_, i) == Step::taken) return true;
    return false;
  }

 private:
  At at() const { return world_.client(c_).at; }

  bool message_arrives() {
    const Net calls = world_.calls();
    for (unsigned slot = 0; slot < calls.size(); ++slot)
      if (calls.envelope(slot).client == c_ && arrives(slot)) return true;
    return false;
  }
  bool arrives(unsigned slot) {
    return service_hears(slot) || client_receives(s_, world_, slot) == Step::taken;
  }
  bool service_hears(unsigned slot) {
    if (s_.several()) return server_receives(s_, world_, slot) == Step::taken;
    return service_receives<first_server>(s_, world_, slot) == Step::taken ||
           service_receives<second_server>(s_, world_, slot) == Step::taken;
  }

  void add(std::vector<std::byte>& to, const std::byte* from, std::size_t size) const {
    to.insert(to.end(), from, from + size);
  }
  void add(std::vector<std::byte>& to, const KeptBytes& kept) const {
    if (!kept) return;
    add(to, kept.once, s_.lock->service.room);
    for (unsigned i = 0; i < kept.clients; ++i) add(to, kept.of(i), s_.lock->for_client.room);
  }
  // What the client and others may learn by it.
  std::vector<std::byte> what_matters() const {
    std::vector<std::byte> all;
    at_any_service(s_, [&](int server) {
      add(all, world_.service(server));
      add(all, world_.former(server));
      return false;
    });
    add(all, world_.bytes() + s_.places.calls.offset, s_.places.calls.room());
    add(all, world_.session(c_), s_.lock->session.room);
    return all;
  }

  const Setup& s_;
  Client c_;
  std::vector<std::byte> bytes_;
  World world_;
};

}  // namespace

bool helps(const Setup& s, const World& world, Client c, Does does) {
  return Trial(s, world, c).helps(does);
}

bool library_may_act(const Setup& s, const World& world, Client c) {
  return !s.lock->client_steps.empty() && Trial(s, world, c).library_acts();
}

}  // namespace lockstep::composition
