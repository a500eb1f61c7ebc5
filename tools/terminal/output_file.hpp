// A file that is opened before the search and written after it, so that a wrong path is known
// immediately and not after an hour.
#pragma once

#include <string>

namespace lockstep {

class OutputFile {
 public:
  // Throws Refused when `path` cannot be written. What is in the file stays until write().
  explicit OutputFile(std::string path);

  // A file that this object made and that was never written is removed.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  // Throws Refused when not all of it can be written.
  void write(const std::string& text);

 private:
  std::string path_;
  bool made_ = false;
};

// Replaces what is in a file that is there, as a whole or not at all. Throws Refused.
void replace_file(const std::string& path, const std::string& text);

}  // namespace lockstep
