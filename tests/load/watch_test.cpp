// `lockstep watch`, through the real program.
#include "tests/catch.hpp"
#include "tests/load/workshop.hpp"
#include "tools/commands/new.hpp"
#include "tools/load/spawn.hpp"

#include <chrono>
#include <csignal>
#include <thread>

namespace lockstep {
namespace {

class Watching {
 public:
  explicit Watching(const Workshop& shop)
      : process_(start({"env", shop.environment(), LOCKSTEP_PROGRAM, "watch", "a.cpp",
                        "atomic=false", "--quiet"},
                       shop.folder().string(), said_, said_)) {}
  ~Watching() {
    kill(process_, SIGTERM);
    wait_for(process_);
  }
  Watching(const Watching&) = delete;
  Watching& operator=(const Watching&) = delete;

  // Does it say so, within a minute?
  bool says(const std::string& words) const {
    for (int tenths = 0; tenths < 600; ++tenths) {
      if (said_.text().find(words) != std::string::npos) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    UNSCOPED_INFO(said_.text());
    return false;
  }

 private:
  Captured said_;
  pid_t process_;
};

}  // namespace

TEST_CASE("watch checks a file whenever it is saved, also after one that does not compile") {
  const Workshop shop;
  const std::string good = text_of_new("whole", "my-lock");
  const std::string guard = "WHEN(!params.atomic || !state.holder);";
  shop.write("a.cpp", good);
  const Watching watching(shop);
  CHECK(watching.says("violated in 4 steps"));
  shop.write("a.cpp", replaced(good, guard, "WHEN(!state.hold);"));
  CHECK(watching.says("a.cpp does not compile"));
  shop.write("a.cpp", replaced(good, guard, "WHEN(!state.holder);"));
  CHECK(watching.says("mutual exclusion  holds"));
}

TEST_CASE("watch refuses a name since only files change") {
  CHECK(lockstep_program("watch peterson").status == 2);
}

}  // namespace lockstep
