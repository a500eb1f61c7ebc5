// Files outside the tree, through the real program.
#include "tests/catch.hpp"
#include "tests/load/workshop.hpp"
#include "tools/commands/new.hpp"

#include <algorithm>

namespace lockstep {
namespace {

bool says(const Ran& ran, const std::string& words) {
  INFO(ran.output);
  CHECK(ran.output.find(words) != std::string::npos);
  return ran.output.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("what new writes can be checked, and its claims are true") {
  const Workshop shop;
  CHECK(shop.run("new my-lock --whole").status == 0);
  CHECK(shop.run("check ./my_lock.cpp --quiet").status == 0);
  CHECK(shop.run("check ./my_lock.cpp atomic=false --quiet").status == 1);
  CHECK(shop.run("verify my_lock.cpp").status == 0);
  CHECK(says(shop.run("list my_lock.cpp"), "atomic=true"));
  CHECK(says(shop.run("check my_lock.cpp --help"), "atomic=true"));
  CHECK(shop.run("faults my_lock.cpp atomic=false --quiet").status == 1);
}

TEST_CASE("a lock that new writes has every store, workload and fault of the library") {
  const Workshop shop;
  REQUIRE(shop.run("new my-lock").status == 0);
  CHECK(shop.run("check ./my_lock.cpp delay=0 pauses=0").status == 0);
  const Ran paused = shop.run("check ./my_lock.cpp delay=0 store=fenced --quiet");
  CHECK(paused.status == 1);
  CHECK(says(paused, "mutual exclusion in belief       violated in 11 steps"));
  const Ran unfit = shop.run("check ./my_lock.cpp failovers=1");
  CHECK(unfit.status == 2);
  CHECK(says(unfit, "`failovers=1` is not for my-lock"));
}

TEST_CASE("a store and a workload that new writes are tried with a lock of the library") {
  const Workshop shop;
  REQUIRE(shop.run("new my-store --store").status == 0);
  REQUIRE(shop.run("new my-work --workload").status == 0);
  const Ran ran = shop.run(
      "check lease delay=0 store=./my_store.cpp workload=./my_work.cpp --no-ledger --quiet");
  CHECK(ran.status == 1);
  CHECK(says(ran, "no stale write                   holds"));
  CHECK(shop.run("check lease store=./missing.cpp").status == 2);
  CHECK(shop.run("check lease store=./my_work.cpp").status == 2);
}

TEST_CASE("new does not write over a file") {
  const Workshop shop;
  shop.write("my_lock.cpp", "mine");
  const Ran ran = shop.run("new my-lock --whole");
  CHECK(ran.status == 2);
  CHECK(read_file((shop.folder() / "my_lock.cpp").string()) == "mine");
}

TEST_CASE("new refuses a name that no protocol can have") {
  const Workshop shop;
  CHECK(shop.run("new ../x --whole").status == 2);
  CHECK(shop.run("new My-Lock --whole").status == 2);
}

TEST_CASE("the files that new writes are shorter than 100 lines") {
  for (const char* kind : {"lock", "whole", "store", "workload"}) {
    INFO(kind);
    const std::string text = text_of_new(kind, "my-lock");
    CHECK(std::count(text.begin(), text.end(), '\n') < 100);
  }
}

TEST_CASE("a file that does not compile is reported with its line") {
  const Workshop shop;
  shop.write("a.cpp", shop.with_line_in_enters("state.holdre = client;"));
  const Ran ran = shop.run("check a.cpp");
  CHECK(ran.status == 2);
  CHECK(ran.output.starts_with("lockstep: a.cpp does not compile:\na.cpp:"));
  CHECK(says(ran, "holdre"));
}

TEST_CASE("an action of a file that is not registered does not compile") {
  const Workshop shop;
  shop.write("a.cpp",
             replaced(text_of_new("whole", "my-lock"), "  m.action<leaves>(\"leaves\");\n", ""));
  const Ran ran = shop.run("check a.cpp");
  CHECK(ran.status == 2);
  CHECK(says(ran, "leaves"));
  CHECK(says(ran, "unused-function"));
}

TEST_CASE("an action of a file that forgets to answer does not compile") {
  const Workshop shop;
  std::string text = text_of_new("whole", "my-lock");
  const std::size_t at = text.find("  return taken;\n");
  shop.write("a.cpp", text.erase(at, 16));
  CHECK(says(shop.run("check a.cpp"), "return-type"));
}

TEST_CASE("warnings of the compiler are shown each time and do not stop a check") {
  const Workshop shop;
  shop.write("a.cpp", shop.with_line_in_enters("int unused;"));
  for (int time = 0; time < 2; ++time) {
    const Ran ran = shop.run("check a.cpp --quiet");
    CHECK(ran.status == 0);
    CHECK(says(ran, "-Wunused-variable"));
  }
}

TEST_CASE("for a file that registers nothing the error says what its last line should be") {
  const Workshop shop;
  shop.write("a.cpp", "int x;\n");
  const Ran ran = shop.run("check a.cpp");
  CHECK(ran.status == 2);
  CHECK(says(ran, "registers no protocol"));
  CHECK(says(ran, "LOCKSTEP_PROTOCOL"));
}

TEST_CASE("a file that is not there, a folder and a file of another kind are refused") {
  const Workshop shop;
  CHECK(says(shop.run("check a.cpp"), "there is no file `a.cpp`"));
  std::filesystem::create_directory(shop.folder() / "b.cpp");
  CHECK(says(shop.run("check b.cpp"), "is a folder"));
  shop.write("c.txt", "");
  CHECK(says(shop.run("check ./c.txt"), "ends with .cpp"));
}

TEST_CASE("of two protocols in a file each is found by its name") {
  const Workshop shop;
  shop.write("two.cpp", text_of_new("whole", "my-lock") +
                            "LOCKSTEP_PROTOCOL(\"other-lock\", \"the same again\", \"\", build)\n");
  const Ran which = shop.run("check two.cpp");
  CHECK(which.status == 2);
  CHECK(says(which, "two.cpp:my-lock"));
  CHECK(shop.run("check two.cpp:my-lock --quiet").status == 0);
  CHECK(says(shop.run("check two.cpp:other-lock"), "the same again"));
  CHECK(says(shop.run("check two.cpp:other-lok"), "did you mean `other-lock`?"));
}

TEST_CASE("a name that is used twice in a file is refused with both places") {
  const Workshop shop;
  shop.write("two.cpp", text_of_new("whole", "my-lock") +
                            "LOCKSTEP_PROTOCOL(\"my-lock\", \"the same again\", \"\", build)\n");
  const Ran ran = shop.run("check two.cpp");
  CHECK(ran.status == 3);
  CHECK(says(ran, "two protocols have the name `my-lock`"));
}

TEST_CASE("an object that was compiled for another lockstep is refused with both stamps") {
  const Workshop shop;
  shop.write("a.cpp",
             "extern \"C\" void lockstep_register(const char*, const void*);\n"
             "static const int done = (lockstep_register(\"lockstep 0.0.1\", nullptr), 0);\n");
  const Ran ran = shop.run("check a.cpp");
  CHECK(ran.status == 2);
  CHECK(says(ran, "it is for `lockstep 0.0.1`, and this is `lockstep "));
}

TEST_CASE("a store that was compiled for another lockstep is refused and not called") {
  const Workshop shop;
  shop.write("a.cpp",
             "#include <cstdlib>\n"
             "extern \"C\" void lockstep_register_part(const char*, void (*)());\n"
             "static void add() { std::abort(); }\n"
             "static const int done = (lockstep_register_part(\"lockstep 0.0.1\", add), 0);\n");
  const Ran ran = shop.run("check lease store=./a.cpp");
  CHECK(ran.status == 2);
  CHECK(says(ran, "it is for `lockstep 0.0.1`, and this is `lockstep "));
}

TEST_CASE("a file that forgets to include the kit does not compile from a full cache either") {
  const Workshop shop;
  const std::string text = text_of_new("whole", "my-lock");
  shop.write("a.cpp", text);
  CHECK(shop.run("check a.cpp --quiet").status == 0);
  shop.write("a.cpp", replaced(text, "#include \"models/kit/kit.hpp\"\n", ""));
  CHECK(shop.run("check a.cpp --quiet").status == 2);
}

}  // namespace lockstep
