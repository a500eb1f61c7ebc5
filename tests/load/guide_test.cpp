// docs/write-a-protocol.md says what is true: its code is the code that `new` writes, and its
// commands do what it says they do. And so does the code of docs/network.md.
#include "tests/catch.hpp"
#include "tests/load/workshop.hpp"
#include "tools/commands/new.hpp"

#include <sstream>
#include <string>
#include <vector>

namespace lockstep {
namespace {

// The blocks of this kind: "cpp", "console".
std::vector<std::string> blocks(const std::string& kind,
                                const std::string& of = "/docs/write-a-protocol.md") {
  std::istringstream page(read_file(LOCKSTEP_SOURCE_DIR + of));
  std::vector<std::string> found;
  bool inside = false;
  for (std::string line; std::getline(page, line);) {
    if (line == "```" + kind) {
      inside = true;
      found.emplace_back();
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      found.back() += line + '\n';
    }
  }
  return found;
}

// What follows "$ lockstep ", and the lines of its output that the page quotes.
struct Command {
  std::string arguments;
  std::vector<std::string> quoted;
};

// In the order of the page.
std::vector<Command> commands() {
  const std::string prompt = "$ lockstep ";
  std::vector<Command> found;
  for (const std::string& block : blocks("console")) {
    std::istringstream lines(block);
    for (std::string line; std::getline(lines, line);)
      if (line.starts_with(prompt))
        found.push_back({line.substr(prompt.size()), {}});
      else
        found.back().quoted.push_back(line);
  }
  return found;
}

}  // namespace

TEST_CASE("the guide's code is part of the file that new writes") {
  const auto code = blocks("cpp");
  CHECK(code.size() >= 6);
  for (const std::string& block : code) {
    INFO(block);
    CHECK(text_of_new("lock", "my-lock").find(block) != std::string::npos);
  }
}

TEST_CASE("the code of the page on networks is part of a protocol that is tested") {
  const auto code = blocks("cpp", "/docs/network.md");
  const std::string protocol = read_file(LOCKSTEP_SOURCE_DIR "/tests/models/postcards.cpp");
  CHECK(code.size() >= 3);
  for (const std::string& block : code) {
    INFO(block);
    CHECK(protocol.find(block) != std::string::npos);
  }
}

TEST_CASE("every command of the guide runs, and prints what the guide quotes") {
  const Workshop shop;
  const auto all = commands();
  CHECK(all.size() >= 9);
  std::size_t quoted = 0;
  for (const Command& command : all) {
    const Ran ran = shop.run(command.arguments + " </dev/null");
    INFO(command.arguments + '\n' + ran.output);
    const bool refused = command.arguments.find("failovers=1") != std::string::npos;
    CHECK((refused ? ran.status == 2 : ran.status <= 1));
    for (const std::string& line : command.quoted)
      CHECK_THAT(ran.output, Catch::Matchers::Contains(line));
    quoted += command.quoted.size();
  }
  CHECK(quoted > 0);
}

TEST_CASE("the guide's weaker release lets the service grant the lock twice") {
  const Workshop shop;
  shop.write("my_lock.cpp", replaced(text_of_new("lock", "my-lock"),
                                     "  if (s->holder == c) s->holder = {};", "  s->holder = {};"));
  const Ran ran = shop.run("check ./my_lock.cpp clients=3 delay=0 store=fenced --no-ledger");
  INFO(ran.output);
  CHECK(ran.status == 1);
  CHECK(ran.output.find("✗ mutual exclusion at the service") != std::string::npos);
}

}  // namespace lockstep
