// What an author who has only the docs runs into, through the real program.
#include "tests/catch.hpp"
#include "tests/load/workshop.hpp"
#include "tools/commands/new.hpp"

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

// The lock that new writes, under the name a.cpp.
struct Author {
  explicit Author(const std::string& from = "", const std::string& to = "") {
    std::string text = text_of_new("lock", "my-lock");
    shop.write("a.cpp", from.empty() ? text : replaced(text, from, to));
  }
  Ran run(const std::string& arguments) const { return shop.run(arguments + " --width 200"); }
  // The answer to these lines, typed at `step`.
  std::string said(const std::string& lines, const std::string& settings = "") const {
    shop.write("lines", lines);
    return run("step ./a.cpp --ascii " + settings + " <lines").output;
  }

  Workshop shop;
};

const std::string claim = "  m.claim(\"delay=0 pauses=0\");\n";

}  // namespace

TEST_CASE("why-not shows what is kept once, for the client, in the session, and a parameter") {
  const Author author;
  const std::string answers = author.said("1\n2\nwhy-not grants the lock\nwhy-not lease expires\n");
  CHECK_THAT(answers, Contains("`!s->holder && s.of(c).waits` (a.cpp:74) is false; ") &&
                          Contains("nobody, service.waits[2] is false"));
  CHECK_THAT(answers, Contains("is false; service.term[1] is stopped"));
  const Author referring(
      "Step expires(const Params&, Kept s, Client c) {\n"
      "  WHEN(s.of(c).term.expired());\n",
      "Step expires(const Params& p, Kept s, Client c) {\n"
      "  const auto& mine = s.of(c);\n"
      "  WHEN(mine.term.expired() && p.ttl > 3);\n");
  CHECK_THAT(referring.said("why-not lease expires\n"),
             Contains("service.term[1] is") && Contains("stopped, ttl is 1"));
}

TEST_CASE("the steps to choose from say whose message is taken") {
  CHECK_THAT(Author().said("1\n1\n"),
             Contains("lock service receives acquire (from client 1)\n") &&
                 Contains("lock service receives acquire (from client 2)\n"));
}

TEST_CASE("verify records what it finds in a file of one's own") {
  const Author author("pauses=0\");", "pauses=0\", {{\"no deadlock\", 7}});");
  CHECK(author.run("verify ./a.cpp").status == 1);
  const Ran ran = author.run("verify ./a.cpp --record");
  CHECK_THAT(ran.output,
             Contains("- 93:   m.claim(\"delay=0 pauses=0\", {{\"no deadlock\", 7}});"));
  CHECK_THAT(read_file((author.shop.folder() / "a.cpp").string()), Contains(claim));
  CHECK(author.run("verify ./a.cpp").status == 0);
}

TEST_CASE("a step of the author that no run takes is named, and is not nothing for --strict") {
  const Author author;
  const Ran ran = author.run("check ./a.cpp delay=0 pauses=0 --no-ledger --strict");
  CHECK(ran.status == 4);
  CHECK_THAT(ran.output, Contains("Never happened: the step `lease expires`."));
  CHECK_THAT(author.run("check ./a.cpp delay=0 --no-ledger").output, !Contains("the step `"));
}

TEST_CASE("a message for which its author has no words is shown by its fields") {
  const Author author("  m.token<&Session::token>();\n",
                      "  m.token<&Session::token>();\n  m.words<describe>();\n");
  std::string text = read_file((author.shop.folder() / "a.cpp").string());
  author.shop.write("a.cpp", replaced(text, "void build(",
                                      "std::string describe(const Params&, const Call& call) {\n"
                                      "  return call.say == Say::acquire ? \"\" : \"mine\";\n}\n\n"
                                      "void build("));
  CHECK_THAT(author.said("1\n1\n"), Contains("lock service receives acquire"));
}

TEST_CASE("a property that a claim misspells is refused before any claim is tried") {
  const Author author(claim, claim + "  m.claim(\"delay=0\", {{\"biled at most once\", 20}});\n");
  const Ran ran = author.run("verify ./a.cpp");
  CHECK(ran.status == 2);
  CHECK(ran.output ==
        "lockstep: the claim \"delay=0\" of my-lock: unknown property "
        "`biled at most once`; did you mean `billed at most once`?\n");
}

TEST_CASE("a field that no state can have is reported with its struct, its line and the rule") {
  const auto first_line = [](const Author& author) {
    const Ran ran = author.run("check ./a.cpp");
    CHECK(ran.status == 2);
    const std::string head = "lockstep: ./a.cpp does not compile:\n";
    CHECK_THAT(ran.output, Catch::Matchers::StartsWith(head));
    return ran.output.substr(head.size(), ran.output.find('\n', head.size()) - head.size());
  };
  const std::string waits = "  bool waits;";
  CHECK(first_line(Author(waits, "  int waits;")) ==
        "./a.cpp:24: struct ForClient, `int waits`: a raw integer would wrap unseen: name a range, "
        "as in Count<max>");
  CHECK_THAT(first_line(Author(waits, "  double waits;")),
             Catch::Matchers::StartsWith("./a.cpp:24: struct ForClient, `double waits`: the kit"));
  CHECK_THAT(first_line(Author("(waits, term)", "(waits)")),
             Catch::Matchers::StartsWith("./a.cpp:23: struct ForClient: a field is not described"));
  CHECK_THAT(first_line(Author("Say, acquire, granted, release", "Say, acquire, granted")),
             Catch::Matchers::StartsWith("./a.cpp:34: enum Say: an enumerator is not described"));
}

}  // namespace lockstep
