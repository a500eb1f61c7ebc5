// Protocols' files as shared objects, compiled when they have to be and kept in the user's cache.
//
// An object is found by all that went into it: the text, what the text includes, the compiler, the
// flags, the headers of Lockstep. Runs at the same time do not disturb one another: a file appears
// in the cache under its name when it is complete, and each ends with a seal over what is in it.
#pragma once

#include "tools/load/private_folder.hpp"
#include "tools/load/toolchain.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace lockstep {

struct Object {
  std::filesystem::path path;
  std::string said;  // warnings of the compiler; may be empty
};

class Objects {
 public:
  Objects(Toolchain toolchain, PrivateFolder folder);

  // The object of this file as it is now, if it is in the cache and whole.
  std::optional<Object> find(const std::filesystem::path& file, Effort effort) const;

  // Compiles it, into the cache. Throws Refused with what the compiler said.
  Object build(const std::filesystem::path& file, Effort effort) const;

  // The files of the author's that this one included when it was last compiled, and itself.
  std::vector<std::filesystem::path> files_of(const std::filesystem::path& file) const;

 private:
  struct Compiled;

  std::string key(const std::filesystem::path& file, Effort effort, const std::string& text) const;
  std::optional<std::filesystem::path> place(const std::string& key) const;
  Compiled compile(const std::filesystem::path& file, Effort effort) const;
  Object keep(const Compiled& compiled, const std::string& key) const;
  std::filesystem::path scratch(const std::string& ending) const;

  Toolchain toolchain_;
  PrivateFolder folder_;
  std::string identity_;
};

}  // namespace lockstep
