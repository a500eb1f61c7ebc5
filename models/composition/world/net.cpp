#include "models/composition/world/net.hpp"

namespace lockstep::composition {

Letter Net::letter(unsigned slot) const {
  Letter letter;
  std::memcpy(letter.bytes(), cell(slot), place_.size);
  return letter;
}

void Net::add(const Letter& letter) {
  unsigned at = size();
  if (at >= place_.capacity) [[unlikely]]
    kit::field_broken(at_,
                      "has no room for one more message: a lock with several in flight for one "
                      "client says so with m.calls_at_a_time(n)");
  set_size(at + 1);
  for (; at > 0 && std::memcmp(letter.bytes(), cell(at - 1), place_.size) < 0; --at)
    std::memcpy(cell(at), cell(at - 1), place_.size);
  std::memcpy(cell(at), letter.bytes(), place_.size);
}

void Net::remove(unsigned slot) {
  const unsigned last = size() - 1;
  std::memmove(cell(slot), cell(slot + 1), std::size_t{last - slot} * place_.size);
  std::memset(cell(last), 0, place_.size);
  set_size(last);
}

void Net::clear() {
  std::memset(cell(0), 0, std::size_t{size()} * place_.size);
  set_size(0);
}

void Net::close_gap(const Envelope& gone) {
  const auto moves = [&](const Envelope& other) {
    return other.ahead > gone.ahead && same_channel(other, gone);
  };
  if (!any(moves)) return;
  change([&](Letter& other) {
    if (moves(other.envelope())) --other.envelope().ahead;
    return true;
  });
}

void Net::open_gap(const Envelope& envelope) {
  change([&](Letter& other) {
    if (other.envelope().ahead >= envelope.ahead && same_channel(other.envelope(), envelope))
      ++other.envelope().ahead;
    return true;
  });
}

void Net::send(Letter letter, Channels channels) {
  Envelope& envelope = letter.envelope();
  envelope.ahead = 0;
  if (channels == Channels::fifo)
    for (unsigned i = 0; i < size(); ++i)
      if (same_channel(this->envelope(i), envelope)) ++envelope.ahead;
  add(letter);
}

Letter Net::take_out(unsigned slot) {
  const Letter taken = letter(slot);
  remove(slot);
  close_gap(taken.envelope());
  return taken;
}

// The copy keeps its place in the order: it comes right behind the first.
void Net::duplicate(unsigned slot, Channels channels) {
  Letter copy = letter(slot);
  if (channels == Channels::fifo) {
    ++copy.envelope().ahead;
    open_gap(copy.envelope());
  }
  add(copy);
}

void Net::overtake(unsigned slot) {
  Letter letter = take_out(slot);
  letter.envelope().ahead = 0;
  open_gap(letter.envelope());
  add(letter);
}

}  // namespace lockstep::composition
