// Files that end with a digest of what is before it, so that half a file is not taken for a whole.
#pragma once

#include <filesystem>
#include <string>

namespace lockstep {

// Throws Refused when it cannot be read.
std::string text_of(const std::filesystem::path& file);

// Throw Refused when the file cannot be written. The loader of shared objects does not mind the
// seal.
void write_whole(const std::filesystem::path& file, const std::string& text);
void seal(const std::filesystem::path& file);

// Is it there, sealed, and the user's own?
bool is_whole(const std::filesystem::path& file);

}  // namespace lockstep
