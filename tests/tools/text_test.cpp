#include "tools/terminal/text.hpp"

#include "tests/catch.hpp"
#include "tools/terminal/canvas.hpp"

namespace lockstep {

using Lines = std::vector<std::string>;

TEST_CASE("width is counted in columns and not in bytes") {
  CHECK(columns_of("lock") == 4);
  CHECK(columns_of("►│é") == 3);
  CHECK(columns_of("日本") == 4);
  CHECK(columns_of("e\u0301") == 1);
}

TEST_CASE("bytes that are not UTF-8 become replacement characters") {
  CHECK(decode("a\xFF"
               "b") == U"a\uFFFDb");
  CHECK(decode("\xE2\x96") == U"\uFFFD");
}

TEST_CASE("text is wrapped at spaces, and a long word inside") {
  CHECK(wrap("the lease expires", 9) == Lines{"the lease", "expires"});
  CHECK(wrap("abcdefgh", 3) == Lines{"abc", "def", "gh"});
  CHECK(wrap("", 5) == Lines{""});
}

TEST_CASE("text that needs many lines is cut instead") {
  CHECK(wrap_few("pauses now", 6) == Lines{"pauses", "now"});
  CHECK(wrap_few("acknowledged", 6) == Lines{"ackno…"});
  CHECK(wrap_few("a b c d e f g h", 4) == Lines{"a b…"});
}

TEST_CASE("what is cut ends in an ellipsis, or is nothing") {
  CHECK(cut("acquire", 7) == "acquire");
  CHECK(cut("acquire", 5) == "acqu…");
  CHECK(cut("acquire", 3).empty());
}

TEST_CASE("ASCII has a likeness of every sign of a chart") {
  CHECK(in_ascii("●─►│ idle → held\n▌") == "o->| idle -> held\n]");
}

TEST_CASE("numbers are grouped and nouns agree with them") {
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(grouped(999) == "999");
  CHECK(counted(1, "step") == "1 step");
  CHECK(counted(2000, "state") == "2,000 states");
  CHECK(listed({"a", "b", "c"}) == "a, b and c");
}

TEST_CASE("what is drawn outside a canvas is left out") {
  Canvas canvas(4);
  canvas.write(0, 2, "abc", {});
  canvas.write(-1, 0, "x", {});
  canvas.put(0, 3, U'日', {});
  CHECK(canvas.text(false, true) == "  ab\n");
}

TEST_CASE("half of a wide glyph is none") {
  Canvas canvas(4);
  canvas.write(0, 0, "日本", {});
  canvas.put(0, 1, U'x', {});
  canvas.put(0, 2, U'y', {});
  CHECK(canvas.text(false, true) == " xy\n");
}

}  // namespace lockstep
