// The order of messages between two parties, without a protocol around.
#include "models/kit/faults/channels.hpp"

#include "models/kit/protocol/domain.hpp"
#include "tests/catch.hpp"

#include <string>

namespace lockstep {
namespace {

struct Letter {
  char channel;
  char text;
  Count<7> ahead;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (channel, text, ahead))
bool same_channel(const Letter& a, const Letter& b) { return a.channel == b.channel; }

using Net = Bag<Letter, 8>;
struct Post {
  Net net;
};

AnySlot slot(unsigned index) { return kit::Inside::identity<Slot<&Post::net>>(index); }

AnySlot find(const Net& net, char text, unsigned which = 0) {
  for (unsigned i = 0; i < net.size(); ++i)
    if (net.begin()[i].text == text && which-- == 0) return slot(i);
  FAIL("there is no such letter");
  return slot(0);
}

Net sent(const std::string& texts, Channels channels = Channels::fifo) {
  Net net;
  for (const char text : texts) send(net, Letter{text < 'a' ? 'B' : 'A', text, 0}, channels);
  return net;
}

// Takes the first of the channel, again and again.
std::string received(Net net, char channel) {
  std::string texts;
  for (bool more = true; more;) {
    more = false;
    for (unsigned i = 0; i < net.size() && !more; ++i) {
      if (net.begin()[i].channel != channel || !is_first(net.begin()[i])) continue;
      texts += take_out(net, slot(i)).text;
      more = true;
    }
  }
  return texts;
}

TEST_CASE("a channel that keeps the order delivers in the order of sending") {
  CHECK(received(sent("zyx"), 'A') == "zyx");
}

TEST_CASE("channels do not wait for each other") {
  const Net net = sent("zNyMx");
  CHECK(received(net, 'A') == "zyx");
  CHECK(received(net, 'B') == "NM");
}

TEST_CASE("in a bag nothing is ahead of anything") {
  for (const Letter& letter : sent("zyx", Channels::bag)) CHECK(is_first(letter));
}

TEST_CASE("those behind a message that is taken out move up") {
  Net net = sent("zyxw");
  take_out(net, find(net, 'y'));
  CHECK(received(net, 'A') == "zxw");
  CHECK(received(sent("NM"), 'B') == "NM");
}

TEST_CASE("several messages that are taken out together leave the order of the others") {
  Net net = sent("zyNxwv");
  take_out_all(net, [](const Letter& letter) { return letter.text == 'y' || letter.text == 'w'; });
  CHECK(received(net, 'A') == "zxv");
  CHECK(received(net, 'B') == "N");
}

TEST_CASE("a duplicate follows its original") {
  Net net = sent("zyx");
  duplicate(net, find(net, 'y'), Channels::fifo);
  CHECK(received(net, 'A') == "zyyx");
}

TEST_CASE("in a bag a duplicate may be taken immediately") {
  Net net = sent("zy", Channels::bag);
  duplicate(net, find(net, 'y'), Channels::bag);
  CHECK(is_first(net[find(net, 'y', 1)]));
}

TEST_CASE("a message that overtakes comes before all that were sent before it") {
  Net net = sent("zyxw");
  overtake(net, find(net, 'x'));
  CHECK(received(net, 'A') == "xzyw");
}

TEST_CASE("equal nets are equal bytes, however they came about") {
  Net overtaken = sent("zy");
  overtake(overtaken, find(overtaken, 'y'));
  const Net straight = sent("yz");
  CHECK(std::memcmp(&overtaken, &straight, sizeof(Net)) == 0);
}

}  // namespace
}  // namespace lockstep
