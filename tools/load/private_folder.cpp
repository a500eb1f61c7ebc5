#include "tools/load/private_folder.hpp"

#include "checker/errors/errors.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <pwd.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

fs::path home() {
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') return home;
  const passwd* user = getpwuid(geteuid());
  return user != nullptr && user->pw_dir != nullptr ? user->pw_dir : "";
}

// Empty: there is none.
fs::path cache_home() {
  const char* named = std::getenv("XDG_CACHE_HOME");
  if (named != nullptr && *named == '/') return named;
  return home().empty() ? fs::path() : home() / ".cache";
}

[[noreturn]] void refuse(const fs::path& folder, const std::string& why, const std::string& mend) {
  throw Refused("nothing is loaded from " + folder.string() + ", because " + why + ": " + mend);
}

// Others may write into a folder on the way only when they cannot rename what is not theirs.
void require_safe(const fs::path& folder, bool last) {
  struct stat about {};
  if (lstat(folder.c_str(), &about) != 0) return;  // gone: cannot be opened later, either
  if (S_ISLNK(about.st_mode))
    refuse(folder, "it is a symbolic link", "put a folder there, or set XDG_CACHE_HOME");
  const bool sticky = !last && (about.st_mode & S_ISVTX) != 0;
  if (about.st_uid != geteuid() && (last || about.st_uid != 0))
    refuse(folder, "it belongs to somebody else", "set XDG_CACHE_HOME to a folder of your own");
  if ((about.st_mode & (S_IWGRP | S_IWOTH)) != 0 && !sticky)
    refuse(folder, "others can write there", "run `chmod go-w " + folder.string() + "`");
}

void require_safe(const fs::path& folder) {
  fs::path way;
  for (const fs::path& part : folder) {
    way /= part;
    require_safe(way, way == folder);
  }
}

bool can_be_made(const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder.parent_path(), failed);
  if (mkdir(folder.c_str(), S_IRWXU) == 0) return true;
  return errno == EEXIST;
}

fs::path make_temporary() {
  std::string name = (fs::temp_directory_path() / "lockstep-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr)
    throw Refused("no folder can be made for what is compiled: " + name + ": " +
                  std::strerror(errno));
  return name;
}

}  // namespace

PrivateFolder::PrivateFolder(fs::path path, bool temporary)
    : path_(std::move(path)), temporary_(temporary) {}

PrivateFolder::PrivateFolder(PrivateFolder&& other) noexcept
    : path_(std::move(other.path_)), temporary_(std::exchange(other.temporary_, false)) {}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  if (temporary_) fs::remove_all(path_, ignored);
}

PrivateFolder PrivateFolder::cache() {
  const fs::path home = cache_home();
  std::error_code missing;
  if (!home.empty() && can_be_made(home / "lockstep")) {
    const fs::path folder = fs::canonical(home, missing) / "lockstep";
    require_safe(folder);
    if (access(folder.c_str(), W_OK | X_OK) == 0) return {folder, false};
  }
  return {make_temporary(), true};
}

bool is_private_file(const fs::path& file) {
  struct stat about {};
  return lstat(file.c_str(), &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == geteuid() &&
         (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

}  // namespace lockstep
