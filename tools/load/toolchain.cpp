#include "tools/load/toolchain.hpp"

#include "checker/errors/errors.hpp"
#include "models/kit/catalogue/abi.hpp"
#include "tools/load/digest.hpp"
#include "tools/load/spawn.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <sys/stat.h>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

// Set where this program is built.
constexpr const char* promises = LOCKSTEP_PROMISES;
constexpr const char* boost = LOCKSTEP_BOOST;  // empty: the compiler looks there anyway

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> words;
  std::istringstream stream(list);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::string find_compiler() {
  for (const char* name : {LOCKSTEP_COMPILER, "c++", "g++", "clang++"})
    if (const std::string path = find_program(name); !path.empty()) return path;
  throw Refused(
      "no C++ compiler was found, and a protocol's file has to be compiled: install one, on Debian "
      "and Ubuntu with `apt install g++`");
}

// In a build folder there is a file beside the program that names their folder.
fs::path find_headers() {
  const fs::path folder = fs::read_symlink("/proc/self/exe").parent_path();
  fs::path headers = folder / LOCKSTEP_HEADERS_FROM_PROGRAM;
  if (std::ifstream file(folder / "lockstep.headers"); file) {
    std::string line;
    std::getline(file, line);
    headers = line;
  }
  if (fs::exists(headers / "models/kit/kit.hpp")) return fs::canonical(headers);
  throw Refused(
      "the headers of lockstep are not at " + headers.lexically_normal().string() +
      ": a protocol's file can be compiled by an installed lockstep, or by a program beside which "
      "a file lockstep.headers names their folder, as in its build folder");
}

std::string size_and_time(const fs::path& file) {
  struct stat about {};
  if (stat(file.c_str(), &about) != 0) return file.string() + " is not there\n";
  return file.string() + " " + std::to_string(about.st_size) + " " +
         std::to_string(about.st_mtim.tv_sec) + "." + std::to_string(about.st_mtim.tv_nsec) + "\n";
}

std::string sizes_and_times(const fs::path& headers) {
  std::vector<std::string> lines;
  for (const char* room : {"checker", "properties", "models"}) {
    std::error_code none;
    for (const auto& entry : fs::recursive_directory_iterator(headers / room, none))
      if (entry.path().extension() == ".hpp") lines.push_back(size_and_time(entry.path()));
  }
  std::sort(lines.begin(), lines.end());
  std::string all;
  for (const std::string& line : lines) all += line;
  return all;
}

}  // namespace

std::vector<std::string> Toolchain::command(Effort effort, const fs::path& source,
                                            const fs::path& object,
                                            const fs::path& dependencies) const {
  std::vector<std::string> words{compiler, "-std=c++20", "-fPIC", "-shared",
                                 effort == Effort::quick ? "-O1" : "-O2"};
  // Warnings in headers of ours are not the author's: -isystem.
  words.insert(words.end(), {"-isystem", headers.string()});
  if (*boost != '\0') words.insert(words.end(), {"-isystem", boost});
  words.insert(words.end(), {"-Wall", "-Wextra"});
  for (const std::string& promise : split(promises)) words.push_back(promise);
  words.insert(words.end(), {"-MMD", "-MF", dependencies.string(), "-o", object.string()});
  words.push_back(source.string());
  return words;
}

std::string Toolchain::identity() const {
  const fs::path boost_version = fs::path(*boost != '\0' ? boost : "/usr/include");
  std::string words;
  for (const std::string& word : command(Effort::quick, "", "", "")) words += word + "\n";
  return words + size_and_time(fs::canonical(compiler)) +
         size_and_time(boost_version / "boost/version.hpp") + kit::abi_stamp.c_str() + "\n" +
         sizes_and_times(headers);
}

Toolchain find_toolchain() { return {find_compiler(), find_headers()}; }

}  // namespace lockstep
