#include "checker/model/state.hpp"

#include "checker/model/run.hpp"
#include "tests/catch.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace lockstep {
namespace {

StateBytes of(const std::array<unsigned char, 8>& bytes) {
  return {bytes.size(), reinterpret_cast<const std::byte*>(bytes.data())};
}

TEST_CASE("A state is aligned, wherever its bytes came from") {
  std::array<std::byte, 24> bytes{};
  for (std::size_t from = 0; from < 8; ++from) {
    bytes[from + 15] = std::byte{7};
    const StateBytes state(16, bytes.data() + from);
    CHECK(reinterpret_cast<std::uintptr_t>(state.data()) % 8 == 0);
    CHECK(std::memcmp(state.data(), bytes.data() + from, 16) == 0);
  }
}

TEST_CASE("States are in the order of their bytes, the first byte first") {
  CHECK(of({0, 255}) < of({1, 0}));
  CHECK(of({0, 127}) < of({0, 128}));
  CHECK(of({0, 0, 0, 0, 0, 0, 0, 1}) < of({1}));
  CHECK(of({5, 6}) == of({5, 6}));
}

TEST_CASE("A run of an inner model has the first bytes of each state") {
  Run run{{StateBytes(16), StateBytes(16)}, {{0, 3}}};
  run.states[1].data()[7] = std::byte{1};
  run.states[1].data()[8] = std::byte{2};
  const Run inner = inner_run(run, 8);
  CHECK(inner.states == std::vector{of({}), of({0, 0, 0, 0, 0, 0, 0, 1})});
  CHECK(inner.moves == run.moves);
}

}  // namespace
}  // namespace lockstep
