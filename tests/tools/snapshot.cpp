#include "tests/tools/snapshot.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace lockstep {

std::string expected_chart(const std::string& name, const std::string& drawn) {
  const std::string path = std::string(LOCKSTEP_SOURCE_DIR "/tests/tools/charts/") + name + ".txt";
  if (std::getenv("LOCKSTEP_WRITE_CHARTS") != nullptr) std::ofstream(path) << drawn;
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace lockstep
