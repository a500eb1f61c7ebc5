#include "tests/tools/program.hpp"

#include "tests/catch.hpp"
#include "tests/tools/traces.hpp"
#include "tools/commands/verb.hpp"
#include "tools/report/trace_json.hpp"

#include <algorithm>
#include <filesystem>

namespace lockstep {
namespace {

// One line that tells what is wrong, and no more.
bool refuses(const Ran& ran, const std::string& with) {
  return ran.status == 2 && ran.output.starts_with("lockstep: ") &&
         ran.output.find(with) != std::string::npos &&
         std::count(ran.output.begin(), ran.output.end(), '\n') == 1;
}

bool refuses(const std::string& arguments, const std::string& with) {
  const Ran ran = lockstep_program(arguments);
  INFO(arguments + ": " + ran.output);
  CHECK(refuses(ran, with));
  return refuses(ran, with);
}

}  // namespace

TEST_CASE("an unknown command is refused with the nearest") {
  CHECK(refuses("chekc lease", "did you mean `check`?"));
}

TEST_CASE("an unknown protocol is refused with the nearest") {
  CHECK(refuses("check petersen", "did you mean `peterson`?"));
  CHECK(refuses("list petersen", "did you mean `peterson`?"));
  CHECK(refuses("verify petersen", "did you mean `peterson`?"));
}

TEST_CASE("an unknown parameter is refused with the nearest") {
  CHECK(refuses("check peterson clinets=2", "did you mean `clients`?"));
}

TEST_CASE("a parameter out of range is refused with its range") {
  CHECK(refuses("check peterson clients=99", ".."));
  CHECK(refuses("check peterson clients=many", ".."));
  CHECK(refuses("check peterson clients", "name=value"));
}

TEST_CASE("an unknown option is refused with the nearest") {
  CHECK(refuses("check peterson --treads 2", "did you mean `--threads`?"));
  CHECK(refuses("--verison", "did you mean `--version`?"));
}

TEST_CASE("an option with a value that makes no sense is refused") {
  CHECK(refuses("check peterson --memory much", "8G"));
  CHECK(refuses("check peterson --time soon", "30s"));
  CHECK(refuses("check peterson --threads 0", "--threads must be an integer from 1 to 256"));
  CHECK(refuses("check peterson --threads two", "--threads must be an integer from 1 to 256"));
  CHECK(refuses("check peterson --colour blue", "--colour must be auto, always or never"));
  CHECK(refuses("check peterson --reduction most", "symmetry"));
  CHECK(refuses("check peterson --width 3", "--width"));
}

TEST_CASE("an option without its value is refused, and a flag with one") {
  CHECK(refuses("check peterson --threads", "--threads needs a value: --threads N"));
  CHECK(refuses("check peterson --json=yes", "--json takes no value"));
  CHECK(refuses("check peterson --threads 1 --threads 2", "--threads is given more than once"));
}

TEST_CASE("a word that is missing is named, and so is one too many") {
  CHECK(refuses("check", "check needs a PROTOCOL; see `lockstep check --help`"));
  CHECK(refuses("list peterson fischer", "unexpected `fischer`; see `lockstep list --help`"));
}

TEST_CASE("the help prints each default from where it stands") {
  const std::string check = lockstep_program("check --help").output;
  for (const char* words : {"(default: 10m)", "(default: all)", "(default: one for each core)"}) {
    INFO(words);
    CHECK(check.find(words) != std::string::npos);
  }
  CHECK(check.find("standard") == std::string::npos);
  CHECK(lockstep_program("faults --help").output.find("(default: 6)") != std::string::npos);
}

TEST_CASE("every verb describes each of its options") {
  for (const Verb* verb : verbs())
    for (const Option& option : verb->request()->option_list()) {
      INFO(verb->name << " " << option.name);
      CHECK_FALSE(option.sentence.empty());
    }
}

TEST_CASE("an unknown property is refused with the nearest") {
  CHECK(refuses("check peterson --property 'mutual exclusoin'", "did you mean"));
}

TEST_CASE("a memory limit that is too small to begin with is refused") {
  CHECK(refuses("check peterson --memory 1K", "memory"));
}

TEST_CASE("a path that cannot be written is refused before the search") {
  CHECK(refuses("check peterson --trace /nonexistent/t.json", "/nonexistent/t.json"));
}

TEST_CASE("a full disk is reported and not overlooked") {
  if (!std::filesystem::exists("/dev/full")) return;
  const Ran ran = lockstep_program("list >/dev/full");
  CHECK(refuses(ran, "standard output"));
}

TEST_CASE("a trace file that is cut in half is refused") {
  const std::string path = scratch_file("half.json");
  const std::string text = trace_text(article());
  write_file(path, text.substr(0, text.size() / 2));
  CHECK(refuses("trace " + path, path));
  std::filesystem::remove(path);
}

TEST_CASE("a trace that does not exist is refused") {
  CHECK(refuses("trace /nonexistent/t.json", "/nonexistent/t.json"));
  CHECK(refuses("trace /", "folder"));
}

TEST_CASE("a saved trace is drawn again as check drew it") {
  const std::string path = scratch_file("peterson.json");
  const std::string words = " --width 80 --ascii";
  const Ran check = lockstep_program("check peterson clients=3 skip=1 --trace " + path + words);
  CHECK(check.status == 1);
  const std::size_t from = check.output.find("Shortest run");
  const std::string chart =
      check.output.substr(from, check.output.find("\nWhat would have prevented it") - from);
  const Ran trace = lockstep_program("trace " + path + words);
  CHECK(trace.status == 0);
  CHECK(trace.output.ends_with(chart));
  std::filesystem::remove(path);
}

TEST_CASE("a report in JSON can be drawn as well") {
  const std::string path = scratch_file("report.json");
  const Ran check = lockstep_program("check peterson clients=3 skip=1 --json");
  CHECK(check.status == 1);
  write_file(path, check.output);
  CHECK(lockstep_program("trace " + path).status == 0);
  CHECK(refuses("trace " + path + " --property deadlock", "it has: "));
  std::filesystem::remove(path);
}

TEST_CASE("without a counterexample no trace file is left behind") {
  const std::string path = scratch_file("none.json");
  CHECK(lockstep_program("check peterson --quiet --trace " + path).status == 0);
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("a limit that is hit makes the verdict unknown") {
  const Ran ran = lockstep_program("check peterson clients=3 --states 20");
  CHECK(ran.status == 4);
  CHECK(ran.output.find("All runs of up to") != std::string::npos);
}

TEST_CASE("the help names every command") {
  const Ran ran = lockstep_program("--help");
  CHECK(ran.status == 0);
  for (const Verb* verb : verbs()) {
    INFO(verb->name);
    CHECK(ran.output.find(std::string("\n  ") + verb->name + " ") != std::string::npos);
    CHECK(lockstep_program(std::string(verb->name) + " --help").output.find("Examples:") !=
          std::string::npos);
  }
}

TEST_CASE("the help of a protocol tells its parameters") {
  CHECK(lockstep_program("check peterson --help").output.find("clients=") != std::string::npos);
}

TEST_CASE("the version is printed") {
  CHECK(lockstep_program("--version").output.starts_with("lockstep "));
}

TEST_CASE("a report names a rare setting only where it is not at its default, and list names all") {
  const auto names = [](const std::string& arguments, const std::string& setting) {
    return lockstep_program(arguments).output.find(setting) != std::string::npos;
  };
  CHECK_FALSE(names("check lease pauses=0 delay=0 --no-ledger", "timeouts=0"));
  CHECK(names("check lease pauses=0 delay=0 timeouts=1 --no-ledger", "timeouts=1 ttl=1"));
  CHECK(names("check lease pauses=0 delay=0 --no-ledger", "crashes=0"));
  CHECK(names("list lease", "timeouts=0"));
  CHECK(names("check lease pauses=0 delay=0 --no-ledger --json", "\"timeouts\": 0"));
}

}  // namespace lockstep
