// A file for what does not fit into memory. It has no name, and is gone when the program ends, in
// whatever way.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

namespace lockstep {

// Safe from many threads.
class Scratch {
 public:
  Scratch() = default;
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  // Writes `words` words at the end, and says where that is. The file is made on first use, in the
  // folder that the environment variable TMPDIR names, else in /var/tmp. Throws Refused when the
  // file cannot be made or written.
  std::uint64_t write(const std::uint64_t* from, std::size_t words);

  // Reads `words` words back from `place` on.
  void read(std::uint64_t place, std::uint64_t* to, std::size_t words) const;

  // Forgets everything.
  void clear();

  std::uint64_t bytes() const { return end_; }

 private:
  void open();

  std::atomic<int> file_ = -1;
  std::atomic<std::uint64_t> end_ = 0;
};

}  // namespace lockstep
