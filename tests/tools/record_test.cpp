// `lockstep verify --record`: what was found, written into the claims of a source file.
#include "tools/questions/record.hpp"

#include "checker/errors/errors.hpp"
#include "tests/catch.hpp"
#include "tests/tools/program.hpp"
#include "tools/commands/verify.hpp"
#include "tools/questions/claims_in_source.hpp"

namespace lockstep {
namespace {

using Catch::Matchers::Contains;

std::string rewritten(const std::string& source, const std::vector<RecordedClaim>& claims) {
  return edited(source, claim_edits(source, "my_lock.cpp", claims));
}

TEST_CASE("a number of steps is rewritten, and nothing around it") {
  CHECK(rewritten("m.claim(\"a=1\",  {{two, 1'000}, {\"b\", 0 }});  // m.claim(\"\")\n",
                  {{"a=1", {{"a", 1000}, {"b", 0}}, {{"b", 7}, {"a", 12}}}}) ==
        "m.claim(\"a=1\",  {{two, 12}, {\"b\", 7 }});  // m.claim(\"\")\n");
}

TEST_CASE(
    "a property that is not broken any more leaves the claim, and one that is comes into it") {
  CHECK(rewritten("m.claim(\"a=1 \" \"b=2\", {{two, 3}, {\"b\", 4}});",
                  {{"a=1 b=2", {{"a", 3}, {"b", 4}}, {{"a", 3}, {"c", 9}}}}) ==
        "m.claim(\"a=1 \" \"b=2\", {{two, 3}, {\"c\", 9}});");
  CHECK(rewritten("m.claim(\"\");", {{"", {}, {{"a", 3}}}}) == "m.claim(\"\", {{\"a\", 3}});");
  CHECK(rewritten("m.claim(\"\", {{\"a\", 3}});", {{"", {{"a", 3}}, {}}}) == "m.claim(\"\");");
}

TEST_CASE("claims that are as they should be stay as they are, however they are written") {
  const std::string source = "m.claim(rare, {effect});\nm.claim(\"x=1\", {{\"a\", 0}});\n";
  CHECK(rewritten(source, {{"y=2", {{"e", 1}}, {{"e", 1}}}, {"x=1", {{"a", 0}}, {{"a", 5}}}}) ==
        "m.claim(rare, {effect});\nm.claim(\"x=1\", {{\"a\", 5}});\n");
}

TEST_CASE("what cannot be understood is refused with its line") {
  CHECK_THROWS_WITH(rewritten("\nm.claim(\"x=1\", {effect});", {{"x=1", {{"e", 1}}, {{"e", 2}}}}),
                    Contains("my_lock.cpp:2: `effect` is not written as"));
  CHECK_THROWS_WITH(rewritten("m.claim(\"x=1\", list);", {{"x=1", {{"e", 1}}, {{"e", 2}}}}),
                    Contains("my_lock.cpp:1: the claim is not written as"));
  CHECK_THROWS_WITH(rewritten("for (;;) m.claim(words);", {{"", {}, {}}, {"", {}, {}}}),
                    Contains("has 1 calls of claim(), and the protocol has 2 claims"));
  CHECK_THROWS_WITH(rewritten("m.claim(\"x=2\");", {{"x=1", {}, {}}}),
                    Contains("not the one that the program was compiled with"));
}

TEST_CASE("a claim of liveness is rewritten with its loops, and keeps its fairness") {
  const Expected starved{"b", 2, 12};
  const Expected unasked{"c", 0, {}, true};
  CHECK(rewritten("m.claim_liveness(\"\", {{two, 1, 0}, {\"c\", never_asked}}, {\"x=none\"});",
                  {{"", {{"b", 1, 0}, unasked}, {starved, unasked}, true}}) ==
        "m.claim_liveness(\"\", {{two, 2, 12}, {\"c\", never_asked}}, {\"x=none\"});");
  CHECK(rewritten("m.claim_liveness(\"\");", {{"", {}, {starved, unasked}, true}}) ==
        "m.claim_liveness(\"\", {{\"b\", 2, 12}, {\"c\", never_asked}});");
  CHECK(rewritten("m.claim_liveness(\"\", {{\"b\", 2, 12}}, {\"x=none\"});",
                  {{"", {starved}, {}, true}}) == "m.claim_liveness(\"\", {}, {\"x=none\"});");
  CHECK(rewritten("m.claim_liveness(\"\", {{\"c\", never_asked}});",
                  {{"", {unasked}, {{"c", 4, 1}}, true}}) ==
        "m.claim_liveness(\"\", {{\"c\", 4, 1}});");
  CHECK_THROWS_WITH(rewritten("m.claim(\"\");", {{"", {}, {starved}, true}}),
                    Contains("not the one that the program was compiled with"));
}

TEST_CASE("the difference shows each line before and after") {
  const std::string source = "one\nm.claim(\"x=1\", {{\"a\", 0}});\nthree\n";
  const auto edits = claim_edits(source, "f", {{"x=1", {{"a", 0}}, {{"a", 5}}}});
  CHECK(difference(source, edits) ==
        "- 2: m.claim(\"x=1\", {{\"a\", 0}});\n+ 2: m.claim(\"x=1\", {{\"a\", 5}});\n");
}

// Peterson's lock, as if its source were a file of the test.
class Copied final : public CatalogueEntry {
 public:
  explicit Copied(std::string file) : file_(std::move(file)) {}
  std::string name() const override { return inner().name(); }
  std::string sentence() const override { return inner().sentence(); }
  std::string source() const override { return inner().source(); }
  std::string file() const override { return file_; }
  std::vector<Parameter> parameters() const override { return inner().parameters(); }
  std::unique_ptr<Model> make(const std::vector<Setting>& settings) const override {
    return inner().make(settings);
  }
  std::vector<Claim> claims() const override {
    return {{"clients=2", {{"mutual exclusion", 3}}}, {"clients=3 skip=1", {}}};
  }

 private:
  static const CatalogueEntry& inner() { return find_protocol(catalogue(), "peterson"); }
  std::string file_;
};

TEST_CASE("verify --record writes what was found into the file, after showing it") {
  const std::string path = scratch_file("my_lock.cpp");
  write_file(path, "m.claim(\"clients=2\", {{mutex, 3}});\nm.claim(\"clients=3 skip=1\");\n");
  Catalogue all;
  all.push_back(std::make_unique<Copied>(path));
  VerifyCommand command;
  command.record = true;
  command.display.quiet = true;
  CHECK(run(command, all) == exit_holds);
  CHECK(read_file(path) ==
        "m.claim(\"clients=2\");\nm.claim(\"clients=3 skip=1\", {{\"mutual exclusion\", 12}});\n");
}

TEST_CASE("verify --record refuses a protocol whose source is not there") {
  Catalogue all;
  all.push_back(std::make_unique<Copied>(scratch_file("nowhere.cpp")));
  VerifyCommand command;
  command.record = true;
  command.display.quiet = true;
  CHECK_THROWS_AS(run(command, all), Refused);
}

}  // namespace
}  // namespace lockstep
