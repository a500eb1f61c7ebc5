// What a file registers beside protocols: stores and workloads.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lockstep {

struct PartNames {
  std::vector<std::string> stores, workloads;

  const std::vector<std::string>& of(const std::string& kind) const {
    return kind == "store" ? stores : workloads;
  }
};

// Of all parts of this program, those of files that were loaded included.
PartNames names_of_parts();

// Those that are there now and were not there before.
PartNames parts_since(const PartNames& before);

// Throws Refused when a protocol was wanted of a file and these parts are all that it registers,
// and tells what it is good for.
void refuse_parts_alone(const std::filesystem::path& file, const PartNames& parts);

// The name of its one `kind`, "store" or "workload". Throws Refused when it registers none, or
// several, and tells what it is good for.
std::string only_part(const std::filesystem::path& file, const std::string& kind,
                      const PartNames& parts, bool has_protocols);

}  // namespace lockstep
