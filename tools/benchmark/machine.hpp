// Where and on what was measured: figures mean nothing without it.
#pragma once

#include <filesystem>
#include <string>

namespace lockstep::bench {

int cores();                                            // that this process may use
std::string machine();                                  // processor, cores, memory, system
std::string compiler();                                 // that this was built with
std::string commit(const std::filesystem::path& root);  // of the sources; marked when changed

}  // namespace lockstep::bench
