#include "tools/benchmark/candidates.hpp"

#include <regex>

namespace lockstep::bench {

std::string differs(const std::string& text, const std::string& pattern,
                    const std::vector<std::string>& expected) {
  std::smatch found;
  if (!std::regex_search(text, found, std::regex(pattern))) return "prints no counts:\n" + text;
  std::string wrong;
  for (std::size_t i = 0; i < expected.size(); ++i)
    if (found[i + 1] != expected[i])
      wrong += " counts " + found[i + 1].str() + " where " + expected[i] + " is right;";
  return wrong;
}

std::filesystem::path fresh_folder(const Places& places, const std::string& name) {
  const std::filesystem::path folder = places.work / name;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

}  // namespace lockstep::bench
