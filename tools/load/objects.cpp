#include "tools/load/objects.hpp"

#include "checker/errors/errors.hpp"
#include "tools/load/compiler_words.hpp"
#include "tools/load/digest.hpp"
#include "tools/load/first_words.hpp"
#include "tools/load/headers_ahead.hpp"
#include "tools/load/seal.hpp"
#include "tools/load/spawn.hpp"

#include <algorithm>
#include <chrono>
#include <sstream>
#include <unistd.h>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t lines_max = 40;          // of what the compiler says
constexpr std::size_t kept_max = 400;          // files in the cache
constexpr std::size_t kept_after = 300;        // when there were too many
constexpr int tries_max = 3;                   // while the author goes on saving
constexpr std::chrono::milliseconds fine{10};  // what a file system tells of time

std::vector<fs::path> lines_of(const fs::path& list) {
  std::vector<fs::path> files;
  std::istringstream stream(text_of(list));
  for (std::string line; std::getline(stream, line);) files.emplace_back(line);
  return files;
}

void touch(const fs::path& file) {
  std::error_code ignored;
  fs::last_write_time(file, fs::file_time_type::clock::now(), ignored);
}

bool changed_since(const fs::path& file, fs::file_time_type begin) {
  std::error_code gone;
  return fs::last_write_time(file, gone) >= begin - fine || gone;
}

// The files that were not used for longest go first.
void prune(const fs::path& folder) {
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (entry.is_regular_file(ignored))
      files.emplace_back(entry.last_write_time(ignored), entry.path());
  if (files.size() <= kept_max) return;
  std::sort(files.begin(), files.end());
  files.resize(files.size() - kept_after);
  for (const auto& [time, file] : files) fs::remove(file, ignored);
}

std::string hint(const std::string& said) {
  if (said.find("boost/") == std::string::npos || said.find("No such file") == std::string::npos)
    return "";
  return "Boost 1.81 or newer is needed; on Debian 12 `apt install libboost1.81-dev`, on newer "
         "ones "
         "`apt install libboost-dev`\n";
}

}  // namespace

struct Objects::Compiled {
  std::string text;  // of the file that was compiled
  fs::path object;
  std::vector<fs::path> included;
  std::string said;
};

Objects::Objects(Toolchain toolchain, PrivateFolder folder)
    : toolchain_(std::move(toolchain)),
      folder_(std::move(folder)),
      identity_(toolchain_.identity()) {}

std::string Objects::key(const fs::path& file, Effort effort, const std::string& text) const {
  return digest(identity_ + (effort == Effort::quick ? "quick\n" : "optimised\n") +
                fs::absolute(file).string() + "\n" + file.string() + "\n" + text);
}

// Where the object of this key is, as the files that it includes are now.
std::optional<fs::path> Objects::place(const std::string& key) const {
  const fs::path list = folder_.path() / (key + ".includes");
  if (!is_private_file(list)) return std::nullopt;
  std::string all = key;
  for (const fs::path& file : lines_of(list)) {
    if (!fs::is_regular_file(file)) return std::nullopt;
    all += digest(text_of(file));
  }
  touch(list);
  return folder_.path() / (digest(all) + ".so");
}

std::optional<Object> Objects::find(const fs::path& file, Effort effort) const {
  const auto object = place(key(file, effort, text_of(file)));
  if (!object || !is_whole(*object)) return std::nullopt;
  touch(*object);
  const fs::path said = fs::path(*object).replace_extension(".said");
  return Object{*object, is_private_file(said) ? text_of(said) : ""};
}

std::vector<fs::path> Objects::files_of(const fs::path& file) const {
  std::vector<fs::path> files{file};
  const fs::path list = folder_.path() / (key(file, Effort::quick, text_of(file)) + ".includes");
  if (!is_private_file(list)) return files;
  const auto included = lines_of(list);
  files.insert(files.end(), included.begin(), included.end());
  return files;
}

fs::path Objects::scratch(const std::string& ending) const {
  static int number = 0;
  return folder_.path() /
         ("new-" + std::to_string(getpid()) + "-" + std::to_string(++number) + ending);
}

Objects::Compiled Objects::compile(const fs::path& file, Effort effort) const {
  Compiled compiled{text_of(file), scratch(".so"), {}, {}};
  const fs::path rule = scratch(".d");
  auto words = toolchain_.command(effort, file, compiled.object, rule);
  // Only for a file that includes them, so that it compiles whether they are there or not.
  const std::string header = header_ahead(compiled.text);
  if (effort == Effort::quick && !header.empty() && !folder_.temporary())
    for (const std::string& word : read_ahead(toolchain_, folder_.path(), identity_, header))
      words.push_back(word);
  const Ended ended = run_to_end(words);
  std::error_code ignored;
  if (ended.status != 0) {
    fs::remove(compiled.object, ignored);
    fs::remove(rule, ignored);
    if (const std::string why = trouble(ended.errors, ended.status); !why.empty())
      throw Refused(file.string() + " cannot be compiled: " + why + ". The compiler says:\n" +
                    shortened(ended.errors, lines_max));
    throw Refused(file.string() + " does not compile:\n" +
                  first_words(ended.errors, file.string(), compiled.text) +
                  shortened(ended.errors, lines_max) + hint(ended.errors));
  }
  compiled.said = shortened(ended.errors, lines_max);
  compiled.included = prerequisites(text_of(rule));
  std::erase_if(compiled.included, [&](const fs::path& included) {
    return included.string().starts_with(folder_.path().string());
  });
  fs::remove(rule, ignored);
  return compiled;
}

Object Objects::keep(const Compiled& compiled, const std::string& key) const {
  seal(compiled.object);
  std::string list;
  for (const fs::path& file : compiled.included) list += fs::absolute(file).string() + "\n";
  const fs::path new_list = scratch(".includes");
  write_whole(new_list, list);
  fs::rename(new_list, folder_.path() / (key + ".includes"));
  const auto object = place(key);
  if (!object) throw Refused("what " + key + " includes is gone");
  if (!compiled.said.empty()) {
    const fs::path new_said = scratch(".said");
    write_whole(new_said, compiled.said);
    fs::rename(new_said, fs::path(*object).replace_extension(".said"));
  }
  fs::rename(compiled.object, *object);
  prune(folder_.path());
  return {*object, compiled.said};
}

Object Objects::build(const fs::path& file, Effort effort) const {
  for (int tries = 0; tries < tries_max; ++tries) {
    const auto begin = fs::file_time_type::clock::now();
    const Compiled compiled = compile(file, effort);
    const bool changed = text_of(file) != compiled.text ||
                         std::any_of(compiled.included.begin(), compiled.included.end(),
                                     [&](const fs::path& at) { return changed_since(at, begin); });
    if (!changed) return keep(compiled, key(file, effort, compiled.text));
    std::error_code ignored;
    fs::remove(compiled.object, ignored);
  }
  throw Refused(file.string() + " changes while it is compiled");
}

}  // namespace lockstep
