#include "checker/machine/checkpoint.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/errors/errors.hpp"

#include <boost/crc.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace lockstep {
namespace {

constexpr std::string_view magic = "lockstep checkpoint 2\n";

std::string unfinished(const std::string& path) { return path + ".part"; }

[[noreturn]] void refuse(const std::string& path, const std::string& what) {
  throw Refused("the checkpoint " + path + " " + what);
}

}  // namespace

struct CheckpointWriter::Sum {
  boost::crc_32_type crc;
};

CheckpointWriter::CheckpointWriter(std::string path)
    : path_(std::move(path)),
      file_(std::fopen(unfinished(path_).c_str(), "wb")),
      sum_(std::make_unique<Sum>()) {
  if (!file_) refuse(path_, std::string("cannot be written: ") + std::strerror(errno));
  bytes(magic.data(), magic.size());
}

CheckpointWriter::~CheckpointWriter() {
  if (!file_) return;
  std::fclose(file_);
  ::unlink(unfinished(path_).c_str());
}

void CheckpointWriter::bytes(const void* from, std::size_t count) {
  sum_->crc.process_bytes(from, count);
  if (std::fwrite(from, 1, count, file_) != count)
    refuse(path_, std::string("cannot be written: ") + std::strerror(errno));
}

void CheckpointWriter::finish() {
  const std::uint32_t sum = sum_->crc.checksum();
  put(sum);
  const bool written = std::fflush(file_) == 0 && ::fsync(::fileno(file_)) == 0;
  std::fclose(std::exchange(file_, nullptr));
  if (!written || std::rename(unfinished(path_).c_str(), path_.c_str()) != 0)
    refuse(path_, std::string("cannot be written: ") + std::strerror(errno));
}

CheckpointReader::CheckpointReader(const std::string& path)
    : path_(path), file_(std::fopen(path.c_str(), "rb")) {
  if (!file_) refuse(path_, std::string("cannot be read: ") + std::strerror(errno));
  try {
    verify();
  } catch (...) {
    std::fclose(file_);
    throw;
  }
}

CheckpointReader::~CheckpointReader() { std::fclose(file_); }

void CheckpointReader::verify() {
  std::vector<char> block(1 << 20);
  boost::crc_32_type crc;
  std::uint64_t left = std::filesystem::file_size(path_);
  constexpr std::size_t sum_bytes = sizeof(std::uint32_t);
  if (left < magic.size() + sum_bytes) refuse(path_, "is not whole: it is cut off");
  left -= sum_bytes;
  for (bool first = true; left > 0; first = false) {
    const std::size_t count = std::min<std::uint64_t>(left, block.size());
    if (std::fread(block.data(), 1, count, file_) != count) refuse(path_, "cannot be read");
    if (first && std::string_view(block.data(), magic.size()) != magic)
      refuse(path_, "is not a checkpoint of this version of lockstep");
    crc.process_bytes(block.data(), count);
    left -= count;
  }
  std::uint32_t sum = 0;
  if (std::fread(&sum, 1, sum_bytes, file_) != sum_bytes) refuse(path_, "cannot be read");
  if (sum != crc.checksum()) refuse(path_, "is damaged: its checksum is wrong");
  std::fseek(file_, static_cast<long>(magic.size()), SEEK_SET);
  left_ = std::filesystem::file_size(path_) - magic.size() - sum_bytes;
}

void CheckpointReader::bytes(void* to, std::size_t count) {
  if (count > left_) refuse(path_, "is damaged: it ends before all of it was read");
  ensure(std::fread(to, 1, count, file_) == count, "a checkpoint that was verified can be read");
  left_ -= count;
}

std::size_t CheckpointReader::count_of(std::size_t size) {
  const auto count = get<std::uint64_t>();
  if (count > left_ / size) refuse(path_, "is damaged: a list in it is longer than the file");
  return count;
}

}  // namespace lockstep
