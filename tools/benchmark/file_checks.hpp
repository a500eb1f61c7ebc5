// How long a check of a file of one's own takes: what somebody waits for who writes a lock.
//
// Each file is what `lockstep new` writes, in an empty folder with an empty cache. In every round
// it is checked three times: compiled for the first time, unchanged, and with one line edited.
#pragma once

#include "tools/benchmark/process.hpp"
#include "tools/benchmark/table.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace lockstep::bench {

struct FileCheck {
  std::string name;
  std::size_t lines = 0;
  std::vector<Usage> cold, warm, edited;  // of each, as many as there were rounds
};

// Throws std::runtime_error when a check ends with anything but a verdict.
std::vector<FileCheck> check_files(const std::filesystem::path& program, int rounds);

// Median seconds of each, and the fastest and the slowest: by the clock on the wall, and then of
// CPU, which a busy machine changes less.
Table in_seconds(const std::vector<FileCheck>& checks);

std::vector<Usage> runs_of(const std::vector<FileCheck>& checks);

}  // namespace lockstep::bench
