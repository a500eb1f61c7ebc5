#include "tools/load/parts.hpp"

#include "checker/errors/errors.hpp"
#include "models/composition/composed_entry.hpp"

#include <algorithm>

namespace lockstep {
namespace {

using NameList = std::vector<std::string>;

template <class Parts>
NameList names_of(const Parts& parts) {
  NameList names;
  for (const auto& part : parts) names.push_back(part->name);
  return names;
}

NameList without(NameList names, const NameList& before) {
  std::erase_if(names, [&](const std::string& name) {
    return std::find(before.begin(), before.end(), name) != before.end();
  });
  return names;
}

}  // namespace

PartNames names_of_parts() {
  return {names_of(composition::stores()), names_of(composition::workloads())};
}

PartNames parts_since(const PartNames& before) {
  PartNames now = names_of_parts();
  return {without(std::move(now.stores), before.stores),
          without(std::move(now.workloads), before.workloads)};
}

void refuse_parts_alone(const std::filesystem::path& file, const PartNames& parts) {
  for (const std::string kind : {"store", "workload"})
    if (!parts.of(kind).empty())
      throw Refused(file.string() + " registers a " + kind +
                    " and no protocol: try it with one, as in `lockstep check lease " + kind + "=" +
                    file.string() + "`");
}

std::string only_part(const std::filesystem::path& file, const std::string& kind,
                      const PartNames& parts, bool has_protocols) {
  const NameList& names = parts.of(kind);
  if (names.size() == 1) return names.front();
  const std::string other = kind == "store" ? "workload" : "store";
  const bool none = names.empty();
  if (none && !parts.of(other).empty())
    throw Refused(file.string() + " registers a " + other + " and no " + kind + ": write " + other +
                  "=" + file.string());
  if (none && has_protocols)
    throw Refused(file.string() + " registers a protocol and no " + kind +
                  ": check it by itself, `lockstep check " + file.string() + "`");
  throw Refused(file.string() + " registers " + std::to_string(names.size()) + ' ' + kind +
                "s: write one " + (kind == "store" ? "LOCKSTEP_STORE" : "LOCKSTEP_WORKLOAD") +
                "(\"name\", \"what it is\", \"source\", build) at its end");
}

}  // namespace lockstep
