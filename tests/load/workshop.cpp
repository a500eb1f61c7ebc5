#include "tests/load/workshop.hpp"

#include "tests/catch.hpp"
#include "tools/commands/new.hpp"

#include <cstdlib>
#include <stdexcept>

namespace lockstep {

namespace fs = std::filesystem;

Workshop::Workshop(CacheOf cache) {
  std::string name = (fs::temp_directory_path() / "lockstep-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for a test");
  folder_ = name;
  cache_home_ = cache == CacheOf::this_test
                    ? folder_ / "cache"
                    : fs::path(LOCKSTEP_PROGRAM).parent_path() / "tests" / "cache";
}

Workshop::~Workshop() {
  std::error_code ignored;
  fs::permissions(folder_, fs::perms::owner_all, ignored);
  fs::remove_all(folder_, ignored);
}

std::string Workshop::with_line_in_enters(const std::string& line) const {
  const std::string at = "  state.holder = client;\n";
  return replaced(text_of_new("whole", "my-lock"), at, at + "  " + line + "\n");
}

void Workshop::write(const std::string& file, const std::string& text) const {
  write_file((folder_ / file).string(), text);
}

std::string Workshop::environment() const { return "XDG_CACHE_HOME=" + cache_home_.string(); }

Ran Workshop::run(const std::string& arguments) const {
  return program_in(folder_.string(), "env '" + environment() + "'", arguments);
}

int objects_in(const fs::path& cache) {
  int count = 0;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(cache, none))
    count += entry.path().extension() == ".so" ? 1 : 0;
  return count;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  INFO(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace lockstep
