// The mistakes that authors of whole-state protocols make, each told by the real program.
#include "tests/catch.hpp"
#include "tests/load/workshop.hpp"
#include "tools/commands/new.hpp"

#include <utility>
#include <vector>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;
using Changes = std::vector<std::pair<std::string, std::string>>;

// What `check` says of the file that `new --whole` writes, with these changes.
Ran checked(const Changes& changes, const std::string& options = "") {
  const Workshop shop;
  std::string text = text_of_new("whole", "my-lock");
  for (const auto& [from, to] : changes) text = replaced(text, from, to);
  shop.write("a.cpp", text);
  return shop.run("check ./a.cpp --width 1000 " + options);
}

void breaks_its_contract(const Ran& ran, const std::string& words) {
  CHECK(ran.status == 3);
  CHECK_THAT(ran.output, Contains(words));
}

const std::string enters = "  WHEN(!params.atomic || !state.holder);\n  state.holder = client;\n";
const std::string leaving = "  WHEN(state.client[client].at == At::inside);\n";

}  // namespace

TEST_CASE("a guard after a change is reported as one, no matter what else it breaks") {
  breaks_its_contract(
      checked(
          {{enters,
            "  state.client[client].at = At::inside;\n  WHEN(!params.atomic || !state.holder);\n"
            "  state.holder = client;\n"}}),
      "`writes its name and enters` changed client[");
}

TEST_CASE("timers in a protocol without time are reported") {
  breaks_its_contract(checked({{"  At at;\n};", "  At at;\n  Timer left;\n};"},
                               {"(at))\n\nstruct State", "(at, left))\n\nstruct State"}}),
                      "the state has timers, and no action lets time pass");
}

TEST_CASE("what is declared wrongly is reported by its name") {
  breaks_its_contract(
      checked({{"  bool atomic = true;\n", "  bool atomic = true;\n  int extra = 1;\n"},
               {"(clients, atomic))", "(clients, atomic, extra))"}}),
      "`extra` is described, and no parameter");
  const std::string line = "  m.action<leaves>(\"leaves\");\n";
  breaks_its_contract(checked({{line, line + line}}),
                      "the function of `leaves` is registered twice");
  breaks_its_contract(checked({{"int clients = 2;", "int clients = 7;"}}),
                      "the default of a parameter is none of its values: `clients=7`");
}

TEST_CASE("a count that overflows is reported with its field and the run that leads there") {
  const Ran ran =
      checked({{"  Maybe<ClientTag> holder;", "  Count<2> many;\n  Maybe<ClientTag> holder;"},
               {"(holder, client))", "(many, holder, client))"},
               {enters, enters + "  ++state.many;\n"}});
  breaks_its_contract(ran, "field many: a Count within 0..2 would become 3");
  CHECK_THAT(ran.output, Contains("7      ● finds the lock free"));
}

TEST_CASE("a deadline that nothing can meet is reported by name, with the run that leads there") {
  const Ran ran =
      checked({{"  Maybe<ClientTag> holder;", "  Deadline due;\n  Maybe<ClientTag> holder;"},
               {"(holder, client))", "(due, holder, client))"},
               {enters, enters + "  state.due.start(1);\n"},
               {"  m.start<start>();\n",
                "  m.start<start>();\n  m.time<nothing_else_due<Params, State>>();\n"},
               {leaving, leaving + "  WHEN(state.due.stopped());\n"}});
  breaks_its_contract(ran, "a timelock: `due` is overdue");
  CHECK_THAT(ran.output, Contains("writes its name and enters"));
}

TEST_CASE("a protocol in which nothing happens holds, and not for --strict") {
  const Changes never{
      {"WHEN(state.client[client].at == At::outside",
       "WHEN(params.clients > 9 && "
       "state.client[client].at == At::outside"},
      {"Step finds_it_free(const Params&,", "Step finds_it_free(const Params& params,"}};
  const Ran ran = checked(never, "--strict");
  CHECK(ran.status == 4);
  CHECK_THAT(ran.output, Contains("Never happened: the step `finds the lock free`"));
  CHECK(checked(never, "--quiet").status == 0);
}

}  // namespace lockstep
