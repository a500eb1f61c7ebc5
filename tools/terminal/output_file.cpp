#include "tools/terminal/output_file.hpp"

#include "checker/errors/errors.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace lockstep {
namespace {

[[noreturn]] void refuse(const std::string& path) {
  throw Refused("cannot write `" + path + "`: " + std::strerror(errno));
}

void write(const std::string& path, const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) refuse(path);
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (std::fclose(file) != 0 || !written) refuse(path);
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  std::error_code ignored;
  const bool there = std::filesystem::exists(path_, ignored);
  std::FILE* file = std::fopen(path_.c_str(), "ab");
  if (file == nullptr) refuse(path_);
  std::fclose(file);
  made_ = !there;
}

OutputFile::~OutputFile() {
  if (made_) std::remove(path_.c_str());
}

void OutputFile::write(const std::string& text) {
  made_ = false;
  lockstep::write(path_, text);
}

void replace_file(const std::string& path, const std::string& text) {
  namespace fs = std::filesystem;
  const std::string fresh = path + ".new";
  write(fresh, text);
  std::error_code error;
  fs::permissions(fresh, fs::status(path, error).permissions(), error);
  fs::rename(fresh, path, error);
  if (!error) return;
  std::remove(fresh.c_str());
  throw Refused("cannot write `" + path + "`: " + error.message());
}

}  // namespace lockstep
