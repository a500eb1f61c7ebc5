// A folder of its own for a test, and protocols' files as an author would write them.
#pragma once

#include "tests/tools/program.hpp"

#include <filesystem>
#include <string>

namespace lockstep {

enum class CacheOf { all_tests, this_test };

class Workshop {
 public:
  // With the cache of all tests the headers of the kit are compiled once.
  explicit Workshop(CacheOf cache = CacheOf::all_tests);
  ~Workshop();
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path cache() const { return cache_home_ / "lockstep"; }

  std::string environment() const;  // "XDG_CACHE_HOME=…"

  // The file that `lockstep new my-lock --whole` writes, with `line` in its action `enters`.
  std::string with_line_in_enters(const std::string& line) const;

  void write(const std::string& file, const std::string& text) const;

  // lockstep with these arguments, in the folder.
  Ran run(const std::string& arguments) const;

 private:
  std::filesystem::path folder_;
  std::filesystem::path cache_home_;
};

// How many shared objects there are.
int objects_in(const std::filesystem::path& cache);

// `text` with `from` replaced by `to`, which must be in it.
std::string replaced(std::string text, const std::string& from, const std::string& to);

}  // namespace lockstep
