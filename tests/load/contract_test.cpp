// Locks outside the tree that break their contract, through the real program.
#include "tests/catch.hpp"
#include "tests/load/workshop.hpp"
#include "tools/commands/new.hpp"

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

// The file that new writes, with `from` replaced by `to`, under the name a.cpp.
Ran ran(const std::string& from, const std::string& to, const std::string& arguments) {
  const Workshop shop;
  shop.write("a.cpp", replaced(text_of_new("lock", "my-lock"), from, to));
  return shop.run(arguments + " --width 1000");
}

const std::string guard = "  WHEN(!s->holder && s.of(c).waits);\n";
const std::string by_number = guard +
                              "  for (Client other : s.clients()) {\n    if (other == c) break;\n"
                              "    WHEN(!s.of(other).waits);\n  }\n";

// It overflows where clients are granted the lock more than twice.
std::string counting_grants() {
  std::string text = text_of_new("lock", "my-lock");
  text = replaced(text, "struct Service {\n", "struct Service {\n  Count<2> grants;\n");
  text = replaced(text, "(holder, tokens))", "(grants, holder, tokens))");
  return replaced(text, "  s->holder = c;\n", "  s->holder = c;\n  ++s->grants;\n");
}

}  // namespace

TEST_CASE("a lock that distinguishes its clients is reported with the fields and a run") {
  const Ran found =
      ran(guard, by_number, "check ./a.cpp delay=0 pauses=0 duplicates=1 --no-ledger");
  CHECK(found.status == 3);
  CHECK_THAT(found.output, Contains("two states that the reduction treats as one behave"));
  CHECK_THAT(found.output, Contains("They differ in calls ({acquire, client 1, "));
  CHECK_THAT(found.output, Contains("--reduction tokens"));
  CHECK_THAT(found.output, Contains("client 1 asks for the lock"));
  CHECK_THAT(found.output, !Contains("{\""));
  CHECK(ran(guard, by_number,
            "check ./a.cpp delay=0 pauses=0 duplicates=1 --no-ledger --quiet --reduction tokens")
            .status == 1);
}

TEST_CASE("faults finds a guard after a change, with its fields and a run that leads there") {
  const std::string late = "  WHEN(s.of(c).term.expired());\n";
  const Ran found = ran(late, "  s.of(c).waits = false;\n" + late, "faults ./a.cpp delay=0");
  CHECK(found.status == 3);
  CHECK_THAT(found.output, Contains("`lease expires` changed service.waits["));
  CHECK_THAT(found.output, Contains("] (true to false) before a WHEN that failed"));
  CHECK_THAT(found.output, Contains("asks for the lock"));
}

TEST_CASE("a contract that breaks without an assumption is a line of the ledger") {
  const Workshop shop;
  shop.write("a.cpp", counting_grants());
  const Ran found = shop.run("check ./a.cpp delay=0 pauses=0 --width 1000");
  CHECK(found.status == 0);
  CHECK_THAT(found.output, Contains("billed at most once              holds"));
  CHECK_THAT(found.output, Contains("not known: with clients=3 the model breaks its contract: in "
                                    "the action `grants the lock`, field service.grants"));
}

}  // namespace lockstep
