// What somebody gets wrong who names files on the command line for the first time.
#include "tests/catch.hpp"
#include "tests/load/workshop.hpp"
#include "tools/commands/new.hpp"
#include "tools/load/compiler_words.hpp"

#include <algorithm>
#include <sys/stat.h>

namespace lockstep {
namespace {

using Catch::Matchers::Contains;
namespace fs = std::filesystem;

// One sentence, one line, exit status 2.
void refuses(const Ran& ran, const std::string& words) {
  INFO(ran.output);
  CHECK(ran.status == 2);
  CHECK_THAT(ran.output, Contains(words));
  CHECK(std::count(ran.output.begin(), ran.output.end(), '\n') == 1);
}

}  // namespace

TEST_CASE("a file that is not there is refused with the one that may be meant") {
  const Workshop shop;
  refuses(shop.run("check ./nothing.cpp"), "there is no file `./nothing.cpp`; `lockstep new");
  shop.write("my_lock.cpp", "");
  refuses(shop.run("check ./my-lock.cpp"), "did you mean `./my_lock.cpp`?");
  refuses(shop.run("verify my_lok.cpp"), "did you mean `my_lock.cpp`?");
  refuses(shop.run("check lease store=./my_lck.cpp"), "did you mean `./my_lock.cpp`?");
}

TEST_CASE("the name of a protocol in a file is refused with the file") {
  const Workshop shop;
  shop.write("my_lock.cpp", "");
  refuses(shop.run("check my-lock"), "did you mean the file `./my_lock.cpp`?");
  refuses(shop.run("list my_lock"), "did you mean the file `./my_lock.cpp`?");
}

TEST_CASE("what is no file with a protocol in it is refused by what it is") {
  const Workshop shop;
  fs::create_directory(shop.folder() / "locks");
  fs::create_directory(shop.folder() / "b.cpp");
  fs::create_symlink("c.cpp", shop.folder() / "c.cpp");
  REQUIRE(mkfifo((shop.folder() / "d.cpp").c_str(), S_IRUSR | S_IWUSR) == 0);
  shop.write("e.cc", "");
  refuses(shop.run("check ./locks"), "`./locks` is a folder");
  refuses(shop.run("check b.cpp"), "`b.cpp` is a folder");
  refuses(shop.run("check c.cpp"), "cannot read `c.cpp`: ");
  refuses(shop.run("check d.cpp"), "`d.cpp` is not a regular file");
  refuses(shop.run("check e.cc"), "the name of one ends with .cpp");
  refuses(shop.run("check - </dev/null"), "is not read from standard input");
}

TEST_CASE("two files are refused, and a second protocol as well") {
  const Workshop shop;
  shop.write("a.cpp", "");
  refuses(shop.run("check lease a.cpp"), "one protocol at a time, and `a.cpp` is a second one");
}

TEST_CASE("a file may have spaces and quotes in its name") {
  const Workshop shop;
  shop.write("my \"odd\" lock.cpp", text_of_new("whole", "my-lock"));
  CHECK(shop.run("check './my \"odd\" lock.cpp' --quiet").status == 0);
  shop.write("my store.cpp", text_of_new("store", "my-store"));
  CHECK(shop.run("check lease 'store=./my store.cpp' delay=0 pauses=0 --quiet").status == 0);
}

TEST_CASE("a file that registers nothing is refused") {
  const Workshop shop;
  shop.write("a.cpp", "");
  shop.write("b.cpp", "#include \"models/kit/kit.hpp\"\n");
  for (const char* file : {"a.cpp", "b.cpp"})
    refuses(shop.run(std::string("check ") + file), "registers no protocol");
}

TEST_CASE("a part that is given as what it is not is refused with what it is good for") {
  const Workshop shop;
  shop.write("a.cpp", text_of_new("store", "my-store"));
  shop.write("b.cpp", text_of_new("whole", "my-lock"));
  refuses(shop.run("check ./a.cpp"), "`lockstep check lease store=./a.cpp`");
  refuses(shop.run("check lease workload=./a.cpp"), "write store=./a.cpp");
  refuses(shop.run("check lease store=./b.cpp"), "`lockstep check ./b.cpp`");
}

TEST_CASE("new refuses a name with one that is near and good") {
  const Workshop shop;
  refuses(shop.run("new '1bad name'"), "`1bad name` cannot be the name of a protocol");
  refuses(shop.run("new '1bad name'"), "as in bad-name\n");
  refuses(shop.run("new My_Lock.cpp"), "as in my-lock\n");
  refuses(shop.run("new ''"), "as in my-lock\n");
}

TEST_CASE("new says what to do about a file that is there") {
  const Workshop shop;
  shop.write("my_lock.cpp", "mine");
  refuses(shop.run("new my-lock"), "take another name, or move it away");
}

TEST_CASE("a compiler that cannot work is told apart from a file that does not compile") {
  const Workshop shop;
  shop.write("a.cpp", text_of_new("whole", "my-lock"));
  const Ran ran = program_in(shop.folder().string(),
                             "/usr/bin/env PATH=/ '" + shop.environment() + "'", "check a.cpp");
  CHECK(ran.status == 2);
  CHECK_THAT(ran.output, Contains("a.cpp cannot be compiled: the compiler does not find its own "
                                  "parts: check $PATH"));
}

TEST_CASE("a full disk is told as one") {
  CHECK_THAT(trouble("/usr/bin/ld: final link failed: No space left on device\n", 1),
             Contains("set XDG_CACHE_HOME and TMPDIR"));
  CHECK(trouble("a.cpp:3:1: error: expected unqualified-id\n", 1).empty());
}

}  // namespace lockstep
