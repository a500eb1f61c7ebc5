#include "checker/machine/scratch.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/errors/errors.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <unistd.h>

namespace lockstep {
namespace {

std::string folder() {
  const char* wanted = std::getenv("TMPDIR");
  return wanted && *wanted ? wanted : "/var/tmp";
}

[[noreturn]] void refuse(const char* what) {
  throw Refused("memory is short, and a file for it in " + folder() + " could not be " + what +
                " (" + std::strerror(errno) + "); set TMPDIR to a folder with room");
}

}  // namespace

Scratch::~Scratch() {
  if (file_ >= 0) ::close(file_);
}

void Scratch::open() {
  static std::mutex once;
  const std::lock_guard lock(once);
  if (file_ >= 0) return;
  std::string name = folder() + "/lockstep-XXXXXX";
  const int file = ::mkostemp(name.data(), O_CLOEXEC);
  if (file < 0) refuse("made");
  ::unlink(name.c_str());
  file_ = file;
}

std::uint64_t Scratch::write(const std::uint64_t* from, std::size_t words) {
  if (file_ < 0) open();
  std::size_t left = words * sizeof *from;
  const std::uint64_t place = end_.fetch_add(left);
  const auto* bytes = reinterpret_cast<const char*>(from);
  for (auto at = static_cast<off_t>(place); left > 0;) {
    const ssize_t done = ::pwrite(file_, bytes, left, at);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) refuse("written");
    bytes += done;
    at += done;
    left -= static_cast<std::size_t>(done);
  }
  return place;
}

void Scratch::read(std::uint64_t place, std::uint64_t* to, std::size_t words) const {
  auto* bytes = reinterpret_cast<char*>(to);
  std::size_t left = words * sizeof *to;
  for (auto at = static_cast<off_t>(place); left > 0;) {
    const ssize_t done = ::pread(file_, bytes, left, at);
    if (done < 0 && errno == EINTR) continue;
    ensure(done > 0, "what was written to the scratch file can be read");
    bytes += done;
    at += done;
    left -= static_cast<std::size_t>(done);
  }
}

void Scratch::clear() {
  if (file_ < 0) return;
  end_ = 0;
  ensure(::ftruncate(file_, 0) == 0, "the scratch file can be made empty");
}

}  // namespace lockstep
