#include "tools/load/seal.hpp"

#include "checker/errors/errors.hpp"
#include "tools/load/digest.hpp"
#include "tools/load/private_folder.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string_view>

namespace lockstep {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  if (std::filesystem::is_directory(file)) throw Refused("`" + file.string() + "` is a folder");
  if (stream && stream.peek() != std::ifstream::traits_type::eof()) text << stream.rdbuf();
  if (!stream.eof() && stream.fail())
    throw Refused("cannot read `" + file.string() + "`: " + std::strerror(errno));
  return text.str();
}

void write_whole(const std::filesystem::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  std::error_code failed;  // whatever the umask is
  namespace fs = std::filesystem;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, failed);
  if (!stream || failed)
    throw Refused("cannot write `" + file.string() + "`: " + std::strerror(errno));
}

void seal(const std::filesystem::path& file) {
  const std::string text = text_of(file);
  write_whole(file, text + digest(text));
}

bool is_whole(const std::filesystem::path& file) {
  if (!is_private_file(file)) return false;
  const std::string text = text_of(file);
  if (text.size() <= digest_length) return false;
  const std::string_view inner(text.data(), text.size() - digest_length);
  return digest(inner) == std::string_view(text).substr(inner.size());
}

}  // namespace lockstep
