#include "tools/terminal/units.hpp"

#include "checker/errors/errors.hpp"
#include "tests/catch.hpp"

namespace lockstep {

TEST_CASE("memory is counted in powers of 1024") {
  CHECK(parse_bytes("4096") == 4096);
  CHECK(parse_bytes("8G") == 8ULL << 30);
  CHECK(parse_bytes("1.5K") == 1536);
  CHECK(parse_bytes("512MiB") == 512ULL << 20);
  CHECK(parse_bytes("1T") == 1ULL << 40);
}

TEST_CASE("time is given in seconds, minutes or hours") {
  CHECK(parse_seconds("30s") == 30);
  CHECK(parse_seconds("5m") == 300);
  CHECK(parse_seconds("2h") == 7200);
  CHECK(parse_seconds("90") == 90);
  CHECK(parse_seconds("250ms") == 0.25);
}

TEST_CASE("a time is written as people type it") {
  for (const char* text : {"30s", "5m", "2h", "90s", "61m"})
    CHECK(seconds_as_typed(parse_seconds(text)) == text);
}

TEST_CASE("an amount that makes no sense is refused") {
  for (const char* text : {"", "G", "-1G", "0", "8X", "8GG", "1e99999T", "9999999999T", "nan"})
    CHECK_THROWS_AS(parse_bytes(text), Refused);
  for (const char* text : {"", "s", "-5s", "0", "5 s", "5d", "inf"})
    CHECK_THROWS_AS(parse_seconds(text), Refused);
}

TEST_CASE("amounts are printed in the unit that fits") {
  CHECK(bytes_in_words(600) == "600 bytes");
  CHECK(bytes_in_words(1536) == "1.5 KiB");
  CHECK(bytes_in_words(3.5 * (1 << 30)) == "3.5 GiB");
  CHECK(seconds_in_words(0.0015) == "1.5 ms");
  CHECK(seconds_in_words(0.25) == "0.25 s");
  CHECK(seconds_in_words(125) == "2 min 05 s");
}

}  // namespace lockstep
