// Models that fall, through the real program and by themselves.
#include "tools/load/supervised.hpp"

#include "tests/catch.hpp"
#include "tests/load/workshop.hpp"
#include "tests/tools/counter.hpp"
#include "tools/commands/new.hpp"
#include "tools/load/load.hpp"

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace lockstep {
namespace {

bool names_the_action(const std::string& line, const std::string& words,
                      const std::string& options = "") {
  const Workshop shop;
  shop.write("a.cpp", "#include <cstdlib>\n#include <stdexcept>\n#include <cstring>\n" +
                          shop.with_line_in_enters(line));
  const Ran ran = shop.run("check a.cpp --quiet" + options);
  INFO(ran.output);
  CHECK(ran.status == 3);
  CHECK(ran.output.find(words) != std::string::npos);
  CHECK(ran.output.find("in the action `writes its name and enters`") != std::string::npos);
  return ran.status == 3;
}

}  // namespace

TEST_CASE("an action that reads where nothing is ends with its name") {
  CHECK(names_the_action("*static_cast<volatile int*>(nullptr) = 1;", "it crashed"));
}

TEST_CASE("an action that calls abort ends with its name") {
  CHECK(names_the_action("std::abort();", "it crashed (Aborted)"));
}

TEST_CASE("an action that calls exit ends with its name") {
  CHECK(names_the_action("std::exit(0);", "it ended the program"));
}

TEST_CASE("an action that throws ends with its name and what it threw") {
  CHECK(names_the_action("throw std::out_of_range(\"too far\");", "too far"));
}

TEST_CASE("an action whose stack overflows ends with its name") {
  CHECK(
      names_the_action("struct Down { static int go(volatile int* at) { volatile int more[99]; "
                       "more[0] = *at; return "
                       "go(more) + more[0]; } }; volatile int top = 0; top = Down::go(&top);",
                       "it crashed"));
}

TEST_CASE("an action that takes all memory ends with its name") {
  CHECK(names_the_action("for (;;) std::memset(std::malloc(1 << 20), 1, 1 << 20);",
                         "it takes more memory than it may", " --memory 300M"));
}

TEST_CASE("an action that loops forever ends with its name") {
  CHECK(names_the_action("for (volatile int turns = 0;;) turns = 1 - turns;",
                         "a call has not returned for 10 s"));
}

TEST_CASE("for a file that crashes when it is loaded the error says so") {
  const Workshop shop;
  shop.write("a.cpp", "#include <cstdlib>\nstatic const int gone = (std::abort(), 0);\n");
  const Ran ran = shop.run("check a.cpp");
  CHECK(ran.status == 3);
  CHECK(ran.output.find("while it was loaded") != std::string::npos);
}

TEST_CASE("supervised work hands on its status") {
  CHECK(supervised([] { return 4; }) == 4);
  CHECK(supervised([] { return 0; }) == 0);
}

TEST_CASE("supervised work that ends the program is a broken contract") {
  CHECK(supervised([]() -> int { std::_Exit(0); }) == 3);
}

TEST_CASE("what is done for long searches is not done for short ones") {
  const std::string mark = scratch_file("long");
  Supervision supervision;
  supervision.when_long = [&] { write_file(mark, "done"); };
  CHECK(supervised([] { return 0; }, supervision) == 0);
  CHECK_FALSE(std::filesystem::exists(mark));
}

TEST_CASE("what is done for long searches is done beside one") {
  const std::string mark = scratch_file("long");
  Supervision supervision;
  supervision.long_after = 0.2;
  supervision.when_long = [&] { write_file(mark, "done"); };
  const auto search = [&] {
    const auto model = told_of(std::make_unique<CounterEntry>())->make({});
    for (int tenths = 0; tenths < 300 && !std::filesystem::exists(mark); ++tenths)
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    return std::filesystem::exists(mark) ? 0 : 1;
  };
  CHECK(supervised(search, supervision) == 0);
  std::filesystem::remove(mark);
}

TEST_CASE("a file that is compiled with optimisation is found by the next check") {
  const Workshop shop(CacheOf::this_test);
  shop.write("a.cpp", text_of_new("whole", "my-lock"));
  const auto compile = [&] {
    std::filesystem::current_path(shop.folder());
    setenv("XDG_CACHE_HOME", shop.cache().parent_path().c_str(), 1);
    optimise("a.cpp");
    return 0;
  };
  CHECK(supervised(compile) == 0);
  CHECK(objects_in(shop.cache()) == 1);
  CHECK(shop.run("check a.cpp --quiet").status == 0);
  CHECK(objects_in(shop.cache()) == 1);
}

}  // namespace lockstep
