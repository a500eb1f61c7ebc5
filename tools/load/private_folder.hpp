// A folder that nobody but the user can have written into, so that what is in it may be loaded.
#pragma once

#include <filesystem>

namespace lockstep {

class PrivateFolder {
 public:
  // $XDG_CACHE_HOME/lockstep, or ~/.cache/lockstep; made, with mode 0700, when it is not there.
  // A new folder under $TMPDIR, which ends with this object, when it cannot be written.
  // Throws Refused, naming the folder, when somebody else could have written there.
  static PrivateFolder cache();

  ~PrivateFolder();
  PrivateFolder(PrivateFolder&& other) noexcept;
  PrivateFolder& operator=(PrivateFolder&&) = delete;

  const std::filesystem::path& path() const { return path_; }
  bool temporary() const { return temporary_; }

 private:
  PrivateFolder(std::filesystem::path path, bool temporary);

  std::filesystem::path path_;
  bool temporary_;  // removed at the end
};

// Is this a file, and no link, that belongs to the user, and that no one else can write?
bool is_private_file(const std::filesystem::path& file);

}  // namespace lockstep
