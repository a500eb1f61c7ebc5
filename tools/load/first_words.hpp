// What a compiler's complaint about an author's file should begin with.
#pragma once

#include <string>

namespace lockstep {

// One line with a place in `file`, whose text is `source`: which of its structs breaks which rule
// of the kit, and by which field, or which of its lines asks something of a header that does not
// compile. Empty when `said`, by g++ or clang++, begins with a place in the file anyway.
std::string first_words(const std::string& said, const std::string& file,
                        const std::string& source);

}  // namespace lockstep
