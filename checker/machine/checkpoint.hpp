// What a long search needs to go on after the machine went down.
//
// A checkpoint is one file, written beside the old one and then put in its place: at every moment
// one whole checkpoint is there. It ends with a checksum over all that comes before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace lockstep {

// Writes a checkpoint to be; nothing is seen of it before finish(). All members throw Refused when
// the file cannot be written.
class CheckpointWriter {
 public:
  explicit CheckpointWriter(std::string path);
  ~CheckpointWriter();
  CheckpointWriter(const CheckpointWriter&) = delete;
  CheckpointWriter& operator=(const CheckpointWriter&) = delete;

  template <class T>
  requires std::is_trivially_copyable_v<T>
  void put(const T& value) { bytes(&value, sizeof value); }
  template <class T>
  requires std::is_trivially_copyable_v<T>
  void put_all(std::span<const T> values) {
    put(static_cast<std::uint64_t>(values.size()));
    bytes(values.data(), values.size_bytes());
  }
  void bytes(const void* from, std::size_t count);

  // Puts the file in its place.
  void finish();

 private:
  struct Sum;
  std::string path_;
  std::FILE* file_;
  std::unique_ptr<Sum> sum_;  // of what was written
};

// Reads a checkpoint. The constructor throws Refused when the file cannot be read or is not a whole
// checkpoint; after that, everything in it is as it was written. A file that was made by somebody
// else, with a checksum, is refused as soon as more is asked of it than it has.
class CheckpointReader {
 public:
  explicit CheckpointReader(const std::string& path);
  ~CheckpointReader();
  CheckpointReader(const CheckpointReader&) = delete;
  CheckpointReader& operator=(const CheckpointReader&) = delete;

  template <class T>
  requires std::is_trivially_copyable_v<T> T get() {
    T value;
    bytes(&value, sizeof value);
    return value;
  }
  template <class T>
  requires std::is_trivially_copyable_v<T> std::vector<T> get_all() {
    std::vector<T> values(count_of(sizeof(T)));
    bytes(values.data(), values.size() * sizeof(T));
    return values;
  }
  void bytes(void* to, std::size_t count);

 private:
  void verify();
  // A number of values of this size that the rest of the file has room for, or Refused.
  std::size_t count_of(std::size_t size);

  std::string path_;
  std::FILE* file_;
  std::uint64_t left_ = 0;  // bytes behind what was read, before the checksum
};

}  // namespace lockstep
