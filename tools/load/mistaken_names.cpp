#include "tools/load/mistaken_names.hpp"

#include "checker/errors/errors.hpp"
#include "models/kit/catalogue/catalogue.hpp"

#include <algorithm>
#include <unistd.h>
#include <vector>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

// A file beside the one that is not there, with nearly its name; empty: none.
std::string beside(const fs::path& missing) {
  const fs::path folder = missing.has_parent_path() ? missing.parent_path() : ".";
  std::vector<std::string> names;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (entry.path().extension() == ".cpp") names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  const std::string near = nearest(missing.filename().string(), names);
  return near.empty() ? "" : (missing.parent_path() / near).string();
}

// `lockstep new my-lock` writes my_lock.cpp.
fs::path file_of(std::string protocol) {
  std::replace(protocol.begin(), protocol.end(), '-', '_');
  return "./" + protocol + ".cpp";
}

}  // namespace

void require_file(const fs::path& file) {
  const std::string quoted = "`" + file.string() + "`";
  std::error_code failed;
  const fs::file_type type = fs::status(file, failed).type();
  if (type == fs::file_type::not_found) {
    const std::string near = beside(file);
    throw Refused("there is no file " + quoted + "; " +
                  (near.empty() ? "`lockstep new` writes one to begin with, and `lockstep "
                                  "list` names the protocols that are built in"
                                : "did you mean `" + near + "`?"));
  }
  if (type == fs::file_type::directory)
    throw Refused(quoted + " is a folder: name the protocol's file");
  if (failed) throw Refused("cannot read " + quoted + ": " + failed.message());
  if (type != fs::file_type::regular)
    throw Refused(quoted + " is not a regular file, and a protocol's file is read more than once");
  if (access(file.c_str(), R_OK) != 0)
    throw Refused("cannot read " + quoted + ": you have no permission (`chmod u+r`)");
}

void refuse_if_a_file_is_meant(const std::string& word) {
  std::error_code ignored;
  if (word == "-")
    throw Refused(
        "a protocol's file is not read from standard input: name it, as in ./my_lock.cpp");
  if (fs::is_directory(word, ignored))
    throw Refused("`" + word + "` is a folder: name a protocol, or a protocol's file");
  if (word.find('/') != std::string::npos || fs::exists(word, ignored))
    throw Refused("`" + word + "` is not a protocol's file: the name of one ends with .cpp");
  if (const fs::path file = file_of(word); fs::exists(file, ignored))
    throw Refused("unknown protocol `" + word + "`; did you mean the file `" + file.string() +
                  "`?");
}

}  // namespace lockstep
