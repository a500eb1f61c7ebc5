// Compares text with a file in tests/tools/charts. LOCKSTEP_WRITE_CHARTS=1 writes the files anew;
// read the difference before you keep it.
#pragma once

#include <string>

namespace lockstep {

// What the file says; after writing `drawn` to it when asked to.
std::string expected_chart(const std::string& name, const std::string& drawn);

}  // namespace lockstep
