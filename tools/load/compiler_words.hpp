// What compilers write, read.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

bool mentions(const std::string& said, std::string_view words);

// The files that a rule of make's names behind the colon, but for the first: the source.
std::vector<std::filesystem::path> prerequisites(const std::string& rule);

// What g++ or clang++ said of a mistake, without how it came to instantiate templates of ours, and
// at most `lines_max` lines.
std::string shortened(const std::string& said, std::size_t lines_max);

// What keeps the compiler from its work when the file is not to blame, with what to do about it;
// empty: nothing. `status` is the compiler's, in_shell_terms().
std::string trouble(const std::string& said, int status);

}  // namespace lockstep
