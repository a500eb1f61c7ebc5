#include "tools/benchmark/file_checks.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace lockstep::bench {
namespace {

namespace fs = std::filesystem;

// Gone with all that is in it when this ends.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "lockstep_bench.XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder " + name);
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

struct Kind {
  std::string name;                  // of the row
  std::vector<std::string> made;     // words after `lockstep new mine`
  std::vector<std::string> checked;  // words after `lockstep check`
};

std::vector<Kind> kinds() {
  return {{"a lock", {}, {"./mine.cpp"}},
          {"a store", {"--store"}, {"lease", "store=./mine.cpp"}},
          {"a workload", {"--workload"}, {"lease", "workload=./mine.cpp"}},
          {"a whole state", {"--whole"}, {"./mine.cpp"}}};
}

// `lockstep words…` in a folder, with a cache that is in there as well.
Command command(const fs::path& program, const fs::path& folder,
                const std::vector<std::string>& words) {
  Command made{{"env", "XDG_CACHE_HOME=" + (folder / "cache").string(), program.string()}, folder};
  made.words.insert(made.words.end(), words.begin(), words.end());
  return made;
}

// Status 0 and 1 are verdicts. What it leaves running, such as headers that it compiles ahead, ends
// before the next one begins and is no part of the seconds.
Usage check(const fs::path& program, const fs::path& folder, const Kind& kind) {
  std::vector<std::string> words{"check"};
  words.insert(words.end(), kind.checked.begin(), kind.checked.end());
  const Finished finished = execute(command(program, folder, words));
  if (finished.status > 1)
    throw std::runtime_error("the check of " + kind.name + " ends with status " +
                             std::to_string(finished.status) + ":\n" + finished.output +
                             finished.errors);
  return finished.usage;
}

std::size_t lines_of(const fs::path& file) {
  std::ifstream text(file);
  std::size_t lines = 0;
  for (std::string line; std::getline(text, line);) ++lines;
  return lines;
}

void edit_one_line(const fs::path& file) { std::ofstream(file, std::ios::app) << "// edited\n"; }

void measure(const fs::path& program, const Kind& kind, FileCheck& into) {
  const Folder folder;
  const fs::path file = folder.path() / "mine.cpp";
  std::vector<std::string> words{"new", "mine"};
  words.insert(words.end(), kind.made.begin(), kind.made.end());
  must_work(command(program, folder.path(), words));
  into.lines = lines_of(file);
  into.cold.push_back(check(program, folder.path(), kind));
  into.warm.push_back(check(program, folder.path(), kind));
  edit_one_line(file);
  into.edited.push_back(check(program, folder.path(), kind));
}

}  // namespace

std::vector<FileCheck> check_files(const fs::path& program, int rounds) {
  std::vector<FileCheck> all;
  for (const Kind& kind : kinds()) all.push_back({kind.name, 0, {}, {}, {}});
  for (int round = 0; round < rounds; ++round) {
    std::cerr << "round " << round + 1 << " of " << rounds << " ..." << std::endl;
    for (std::size_t i = 0; i < all.size(); ++i) measure(program, kinds()[i], all[i]);
  }
  return all;
}

Table in_seconds(const std::vector<FileCheck>& checks) {
  Table table({"`lockstep check` of", "lines", "cold cache", "warm cache", "one line edited",
               "CPU s", "CPU s", "CPU s"},
              1);
  for (const FileCheck& one : checks) {
    std::vector<std::string> row{one.name, std::to_string(one.lines)};
    for (const auto figure : {&Usage::seconds, &Usage::own_cpu_seconds})
      for (const auto* runs : {&one.cold, &one.warm, &one.edited})
        row.push_back(rounded(spread(*runs, figure)));
    table.add(std::move(row));
  }
  return table;
}

std::vector<Usage> runs_of(const std::vector<FileCheck>& checks) {
  std::vector<Usage> all;
  for (const FileCheck& one : checks)
    for (const auto* runs : {&one.cold, &one.warm, &one.edited})
      all.insert(all.end(), runs->begin(), runs->end());
  return all;
}

}  // namespace lockstep::bench
