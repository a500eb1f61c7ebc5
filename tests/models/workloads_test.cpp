// What clients do with a lock: five ways to bill a customer, and two values that belong together.
#include "checker/errors/errors.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "properties/agreement.hpp"
#include "properties/billing.hpp"
#include "properties/fencing.hpp"
#include "tests/catch.hpp"
#include "tests/models/verdicts.hpp"

#include <algorithm>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

bool billed_once(const std::string& settings) {
  return holds(billed_at_most_once, "lease delay=0 " + settings);
}
bool always_billed(const std::string& settings) {
  return holds(nothing_left_unbilled, "lease delay=0 " + settings);
}

TEST_CASE("Whoever charges blindly charges twice without any fault") {
  CHECK_FALSE(billed_once("pauses=0 program=charge-blindly expiry=never"));
  CHECK(billed_once("pauses=0 program=charge-blindly clients=1"));
}

TEST_CASE("One key for the job lets clients charge blindly, even if the lock fails") {
  CHECK(holds(billed_at_most_once,
              "lease program=charge-blindly store=idempotent crashes=1 timeouts=1"));
  CHECK_FALSE(billed_once("program=charge-blindly store=idempotent key=request"));
}

TEST_CASE("A flag beside the charge fails by a crash between them, with perfect exclusion") {
  CHECK(billed_once("pauses=0 program=charge-then-flag"));
  CHECK_FALSE(billed_once("pauses=0 crashes=1 program=charge-then-flag"));
  CHECK(billed_once("pauses=0 crashes=1"));
}

TEST_CASE("Tokens that each store checks do not protect a charge that was made in time") {
  CHECK(billed_once("store=fenced"));
  CHECK_FALSE(billed_once("store=fenced program=charge-then-flag"));
}

TEST_CASE("An intent that is tried again charges twice, and one that is skipped may never charge") {
  const std::string crash = "pauses=0 crashes=1 program=intent-first";
  CHECK_FALSE(billed_once(crash + " pending=retry"));
  CHECK(always_billed(crash + " pending=retry"));
  CHECK(billed_once(crash + " pending=skip"));
  CHECK_FALSE(always_billed(crash + " pending=skip"));
}

TEST_CASE("A key at the provider makes an intent that is tried again exactly one charge") {
  const std::string keyed =
      "pauses=0 crashes=1 program=intent-first pending=retry store=idempotent";
  CHECK(billed_once(keyed));
  CHECK(always_billed(keyed));
}

TEST_CASE("An intent that is skipped needs its flag to be fenced") {
  CHECK_FALSE(billed_once("program=intent-first pending=skip"));
  CHECK(billed_once("program=intent-first pending=skip store=fenced"));
}

TEST_CASE("The payment provider is a lane of its own, where the charge is not the record") {
  const auto has_provider = [](const std::string& line) {
    const auto lanes = made(line)->shape().lanes;
    return std::find(lanes.begin(), lanes.end(), "payment provider") != lanes.end();
  };
  CHECK(has_provider("lease program=charge-then-flag"));
  CHECK_FALSE(has_provider("lease"));
}

TEST_CASE("What a client does with an intent is refused for programs that have none") {
  CHECK_THROWS_AS(made("lease pending=skip"), Refused);
}

TEST_CASE("A store with versions is refused where there are two stores") {
  CHECK_THROWS_WITH(made("lease workload=two-stores store=compare-and-swap"),
                    Contains("remembers the version of one"));
}

TEST_CASE("A lock is not a transaction over two stores") {
  const auto torn = [](const std::string& settings) {
    return !holds(no_torn_read, "lease delay=0 workload=two-stores " + settings);
  };
  CHECK_FALSE(torn("pauses=0"));
  CHECK(torn("pauses=0 crashes=1"));
  for (const char* store : {"unfenced", "fenced", "fenced-writes", "owner-checked"}) {
    INFO(store);
    CHECK(torn(std::string("store=") + store));
  }
}

TEST_CASE("Two stores that check tokens each refuse the second half of an old write") {
  const std::string paused = "lease delay=0 workload=two-stores";
  CHECK_FALSE(holds(nothing_half_written, paused));
  CHECK(holds(nothing_half_written, paused + " store=fenced"));
  CHECK(holds(no_stale_write, paused + " store=fenced"));
}

TEST_CASE("A snapshot needs tokens that are checked on reads") {
  const std::string paused = "lease delay=0 workload=snapshot";
  CHECK_FALSE(holds(no_torn_read, paused + " store=fenced-writes"));
  CHECK(holds(no_torn_read, paused + " store=fenced"));
  CHECK_FALSE(holds(no_torn_read, paused + " store=owner-checked checks=writes"));
  CHECK(holds(no_torn_read, paused + " store=owner-checked"));
}

TEST_CASE("A snapshot that is written in two requests is torn for the next holder") {
  CHECK_FALSE(holds(no_torn_read, "lease delay=0 workload=snapshot writes=apart store=fenced"));
}

}  // namespace
}  // namespace lockstep
