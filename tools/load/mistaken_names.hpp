// Words that should name a protocol or a file of one and do not: what is wrong with them, and what
// may be meant.
#pragma once

#include <filesystem>
#include <string>

namespace lockstep {

// Throws Refused unless this is a file that can be read.
void require_file(const std::filesystem::path& file);

// For a word that is not the name of a protocol: throws Refused when a file may be meant.
void refuse_if_a_file_is_meant(const std::string& word);

}  // namespace lockstep
