// What is compiled once, and what is compiled again.
#include "tests/catch.hpp"
#include "tests/load/workshop.hpp"
#include "tools/commands/new.hpp"

#include <fstream>
#include <thread>
#include <unistd.h>
#include <vector>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

fs::path only_object(const Workshop& shop) {
  for (const auto& entry : fs::directory_iterator(shop.cache()))
    if (entry.path().extension() == ".so") return entry.path();
  return {};
}

// A lock in two files: what it is called stands in a header beside it.
void write_with_header(const Workshop& shop, const std::string& sentence) {
  shop.write("words.hpp", "#define WORDS \"" + sentence + "\"\n");
  const std::string text = text_of_new("whole", "my-lock");
  const std::string words = "\"a register that is written by a client that finds it free\"";
  shop.write("a.cpp", "#include \"words.hpp\"\n" + replaced(text, words, "WORDS"));
}

}  // namespace

TEST_CASE("a file that did not change is compiled once") {
  const Workshop shop(CacheOf::this_test);
  shop.write("a.cpp", text_of_new("whole", "my-lock"));
  CHECK(shop.run("check a.cpp --quiet").status == 0);
  const auto made = fs::last_write_time(only_object(shop));
  CHECK(shop.run("check a.cpp --quiet").status == 0);
  CHECK(objects_in(shop.cache()) == 1);
  CHECK(fs::last_write_time(only_object(shop)) > made);  // it was used, and noted as used
}

TEST_CASE("a change of a header beside the file is noticed") {
  const Workshop shop(CacheOf::this_test);
  write_with_header(shop, "the first");
  CHECK(shop.run("list a.cpp").output.find("the first") != std::string::npos);
  shop.write("words.hpp", "#define WORDS \"the second\"\n");
  CHECK(shop.run("list a.cpp").output.find("the second") != std::string::npos);
  CHECK(objects_in(shop.cache()) == 2);
}

TEST_CASE("an object that is cut in half is compiled again") {
  const Workshop shop(CacheOf::this_test);
  shop.write("a.cpp", text_of_new("whole", "my-lock"));
  CHECK(shop.run("check a.cpp --quiet").status == 0);
  const fs::path object = only_object(shop);
  fs::resize_file(object, fs::file_size(object) / 2);
  CHECK(shop.run("check a.cpp --quiet").status == 0);
  CHECK(objects_in(shop.cache()) == 1);
}

TEST_CASE("an object that others could have written is not loaded but compiled again") {
  const Workshop shop(CacheOf::this_test);
  shop.write("a.cpp", text_of_new("whole", "my-lock"));
  CHECK(shop.run("check a.cpp --quiet").status == 0);
  const fs::path object = only_object(shop);
  fs::permissions(object, fs::perms::others_write, fs::perm_options::add);
  CHECK(shop.run("check a.cpp --quiet").status == 0);
  CHECK((fs::status(object).permissions() & fs::perms::others_write) == fs::perms::none);
}

TEST_CASE("the cache is the user's alone") {
  const Workshop shop(CacheOf::this_test);
  shop.write("a.cpp", text_of_new("whole", "my-lock"));
  CHECK(shop.run("check a.cpp --quiet").status == 0);
  CHECK((fs::status(shop.cache()).permissions() & fs::perms::all) == fs::perms::owner_all);
}

TEST_CASE("nothing is loaded from a cache that others can write") {
  const Workshop shop(CacheOf::this_test);
  shop.write("a.cpp", text_of_new("whole", "my-lock"));
  fs::create_directories(shop.cache());
  fs::permissions(shop.cache(), fs::perms::all);
  const Ran ran = shop.run("check a.cpp");
  CHECK(ran.status == 2);
  CHECK(ran.output.find("others can write there") != std::string::npos);
  CHECK(objects_in(shop.cache()) == 0);
}

TEST_CASE("nothing is loaded from a cache that is a link") {
  const Workshop shop(CacheOf::this_test);
  shop.write("a.cpp", text_of_new("whole", "my-lock"));
  fs::create_directories(shop.folder() / "elsewhere");
  fs::create_directories(shop.folder() / "cache");
  fs::create_directory_symlink(shop.folder() / "elsewhere", shop.cache());
  const Ran ran = shop.run("check a.cpp");
  CHECK(ran.status == 2);
  CHECK(ran.output.find("symbolic link") != std::string::npos);
}

TEST_CASE("nothing is loaded when others can write on the way to the cache") {
  const Workshop shop(CacheOf::this_test);
  shop.write("a.cpp", text_of_new("whole", "my-lock"));
  fs::create_directories(shop.folder() / "cache");
  fs::permissions(shop.folder() / "cache", fs::perms::all);
  CHECK(shop.run("check a.cpp").status == 2);
}

TEST_CASE("where no cache can be made a file is still checked") {
  const Workshop shop(CacheOf::this_test);
  shop.write("a.cpp", text_of_new("whole", "my-lock"));
  shop.write("cache", "a file where the folder should be");
  const std::string scratch = (shop.folder() / "scratch").string();
  fs::create_directory(scratch);
  const Ran ran = program_in(
      shop.folder().string(),
      "XDG_CACHE_HOME='" + (shop.folder() / "cache").string() + "' TMPDIR='" + scratch + "'",
      "check a.cpp --quiet");
  INFO(ran.output);
  CHECK(ran.status == 0);
  CHECK(fs::is_empty(scratch));
}

TEST_CASE("runs at the same time do not disturb one another") {
  const Workshop shop(CacheOf::this_test);
  shop.write("a.cpp", text_of_new("whole", "my-lock"));
  std::vector<int> statuses(4, -1);
  {
    std::vector<std::jthread> runs;
    for (int& status : statuses)
      runs.emplace_back([&] { status = shop.run("check a.cpp --quiet").status; });
  }
  CHECK(statuses == std::vector<int>{0, 0, 0, 0});
  CHECK(objects_in(shop.cache()) == 1);
}

}  // namespace lockstep
