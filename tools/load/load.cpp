#include "tools/load/load.hpp"

#include "checker/errors/errors.hpp"
#include "models/kit/catalogue/registry.hpp"
#include "models/kit/protocol/activity.hpp"
#include "tools/load/mistaken_names.hpp"
#include "tools/load/objects.hpp"
#include "tools/load/parts.hpp"
#include "tools/load/supervised.hpp"

#include <algorithm>
#include <dlfcn.h>
#include <iostream>
#include <map>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

// "FILE" or "FILE:name".
struct Place {
  fs::path file;
  std::string name;  // empty: the only one
};

Place place_of(const std::string& word) {
  const std::size_t colon = word.rfind(".cpp:");
  if (colon == std::string::npos) return {word, ""};
  return {word.substr(0, colon + 4), word.substr(colon + 5)};
}

// What a protocol's file calls is in the program that loads it, if that was linked to have it.
void require_able_to_load() {
  if (dlsym(RTLD_DEFAULT, "lockstep_register") == nullptr)
    throw Refused(
        "this program was built without what it needs to load files: in its CMakeLists.txt, call "
        "lockstep_loads_protocols(<program>)");
}

// Never closed: names and sentences of the protocol lie in it. Nothing: the object is not one.
bool open(const fs::path& object, std::string& why) {
  if (dlopen(object.c_str(), RTLD_NOW | RTLD_LOCAL) != nullptr) return true;
  why = dlerror();
  return false;
}

Object found_or_built(const Objects& objects, const fs::path& file) {
  if (const auto optimised = objects.find(file, Effort::optimised)) return *optimised;
  if (const auto quick = objects.find(file, Effort::quick)) return *quick;
  return objects.build(file, Effort::quick);
}

Catalogue entries_in(const Objects& objects, const fs::path& file) {
  const Object object = found_or_built(objects, file);
  std::cerr << object.said;
  const std::uint16_t none = 0;
  const kit::Active active(kit::Part::loading, none);
  const kit::Collecting collecting;
  std::string why;
  if (!open(object.path, why))
    throw Refused(file.string() + " was compiled and cannot be loaded: " + why);
  return kit::entries_of(collecting.found());
}

Objects objects() { return {find_toolchain(), PrivateFolder::cache()}; }

const CatalogueEntry& find_named(const Catalogue& among, const std::string& name) {
  const auto has_name = [&](const auto& entry) { return entry->name() == name; };
  if (std::none_of(among.begin(), among.end(), has_name)) refuse_if_a_file_is_meant(name);
  return find_protocol(among, name);
}

// "two.cpp:one or two.cpp:other".
std::string listed_places(const fs::path& file, const std::vector<std::string>& names) {
  std::string places;
  for (const std::string& name : names)
    places += (places.empty() ? "" : " or ") + file.string() + ":" + name;
  return places;
}

const CatalogueEntry& named(const Catalogue& entries, const Place& place) {
  std::vector<std::string> names;
  for (const auto& entry : entries) {
    if (entry->name() == place.name || (place.name.empty() && entries.size() == 1)) return *entry;
    names.push_back(entry->name());
  }
  if (place.name.empty())
    throw Refused(place.file.string() + " has " + std::to_string(names.size()) +
                  " protocols: write " + listed_places(place.file, names));
  const std::string near = nearest(place.name, names);
  throw Refused(place.file.string() + " has no protocol `" + place.name + "`; " +
                (near.empty() ? "it has `" + names[0] + "`" : "did you mean `" + near + "`?"));
}

}  // namespace

bool names_a_source(const std::string& word) {
  return word.ends_with(".cpp") || word.find(".cpp:") != std::string::npos;
}

std::string source_in(const std::string& word) {
  const std::string value = word.substr(word.find('=') + 1);  // all of it, when there is none
  return names_a_source(value) ? value : "";
}

namespace {

// The name of the one part that the file registers.
std::string load_part(const std::string& kind, const fs::path& file) {
  require_file(file);
  require_able_to_load();
  const PartNames before = names_of_parts();
  const bool has_protocols = !entries_in(objects(), file).empty();
  return only_part(file, kind, parts_since(before), has_protocols);
}

// A word like "store=./my store.cpp" is one setting, and others may be several.
std::vector<Setting> settings_in(const std::string& word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string::npos && names_a_source(word))
    throw Refused("one protocol at a time, and `" + word +
                  "` is a second one; a store or a workload is named as store=" + word);
  std::error_code ignored;
  for (const std::string part : {"store=", "workload="})
    if (word.starts_with(part) && fs::exists(word.substr(part.size()), ignored))
      return {{word.substr(0, equals), word.substr(equals + 1)}};
  return parse_settings({word});
}

}  // namespace

std::vector<Setting> settings_or_load(const std::vector<std::string>& words) {
  static std::map<std::string, std::string> loaded;  // by file
  std::vector<Setting> settings;
  for (const std::string& word : words)
    for (Setting& setting : settings_in(word)) settings.push_back(std::move(setting));
  for (Setting& setting : settings) {
    const bool part = setting.name == "store" || setting.name == "workload";
    if (!part || !names_a_source(setting.value)) continue;
    const std::string file = setting.value;
    if (!loaded.contains(file)) loaded[file] = load_part(setting.name, file);
    setting.value = loaded[file];
  }
  return settings;
}

Catalogue load_protocols(const fs::path& file) {
  require_file(file);
  require_able_to_load();
  const PartNames before = names_of_parts();
  Catalogue entries = entries_in(objects(), file);
  if (!entries.empty()) return entries;
  refuse_parts_alone(file, parts_since(before));
  throw Refused(file.string() +
                " registers no protocol: its last line should be LOCKSTEP_PROTOCOL(\"name\", "
                "\"what it is\", \"source\", build)");
}

const CatalogueEntry& find_or_load(const Catalogue& among, const std::string& name_or_file) {
  if (!names_a_source(name_or_file)) return find_named(among, name_or_file);
  static std::map<fs::path, Catalogue> loaded;
  const Place place = place_of(name_or_file);
  auto at = loaded.find(place.file);
  if (at == loaded.end()) {
    Catalogue watched;
    for (auto& entry : load_protocols(place.file)) watched.push_back(told_of(std::move(entry)));
    at = loaded.emplace(place.file, std::move(watched)).first;
  }
  return named(at->second, place);
}

std::vector<fs::path> files_behind(const std::string& name_or_file) {
  const fs::path file = place_of(name_or_file).file;
  require_file(file);
  return objects().files_of(file);
}

void optimise(const std::string& name_or_file) {
  const fs::path file = place_of(name_or_file).file;
  const Objects all = objects();
  if (!all.find(file, Effort::optimised)) all.build(file, Effort::optimised);
}

}  // namespace lockstep
