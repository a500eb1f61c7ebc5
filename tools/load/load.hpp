// Protocols from files outside the tree. What such a file holds is the author's code: load it in a
// process that may fall (tools/load/supervised.hpp).
#pragma once

#include "models/kit/catalogue/catalogue.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace lockstep {

// "./my_lock.cpp", "my_lock.cpp:name": does the word name a protocol's file?
bool names_a_source(const std::string& word);

// The file of a word that names one, by itself or as a value: "store=./my_store.cpp". Else nothing.
std::string source_in(const std::string& word);

// "clients=2 store=./my_store.cpp" into settings; a store or a workload that is given by its file
// is loaded, and its name stands in the setting. Throws what parse_settings() and load_protocols()
// throw. Not safe from several threads.
std::vector<Setting> settings_or_load(const std::vector<std::string>& words);

// The protocols that this file registers, by name: compiled if they are not in the user's cache,
// and part of this program until it ends. Writes the compiler's warnings to standard error. Throws
// Refused when the file cannot be read, does not compile or registers none; ContractBroken as
// catalogue() does.
Catalogue load_protocols(const std::filesystem::path& file);

// A protocol of `among` by its name, or one of a file: "FILE" when the file has one, else
// "FILE:name". A file is loaded once. Throws what find_protocol() and load_protocols() throw. Not
// safe from several threads.
const CatalogueEntry& find_or_load(const Catalogue& among, const std::string& name_or_file);

// The file itself and those of the author's that it includes, as far as they are known.
std::vector<std::filesystem::path> files_behind(const std::string& name_or_file);

// Compiles the file once more, for large searches: the next load_protocols() uses that. Silent, and
// does nothing when it was done before.
void optimise(const std::string& name_or_file);

}  // namespace lockstep
