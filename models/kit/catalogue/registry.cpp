#include "models/kit/catalogue/registry.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/errors/errors.hpp"

#include <algorithm>
#include <string_view>

namespace lockstep {
namespace kit {
namespace {

// Made when first asked for: files register before main(), in an order that nobody knows.
Registrations& of_the_program() {
  static Registrations registrations;
  return registrations;
}

Registrations*& now() {
  static Registrations* registrations = &of_the_program();
  return registrations;
}

// Whether an object with this stamp may be called. If not, that is remembered.
bool is_ours(std::string_view stamp) {
  const bool ours = stamp == abi_stamp.c_str();
  if (!ours) now()->foreign_stamp = stamp;
  return ours;
}

}  // namespace

Catalogue entries_of(const Registrations& registrations) {
  if (!registrations.foreign_stamp.empty())
    throw Refused("a file was compiled for another lockstep than this program: it is for `" +
                  registrations.foreign_stamp + "`, and this is `" + abi_stamp.c_str() + "`");
  std::vector<Registration> sorted = registrations.all;
  const auto by_name = [](const Registration& a, const Registration& b) {
    return std::string_view(a.name) < b.name;
  };
  std::stable_sort(sorted.begin(), sorted.end(), by_name);
  Catalogue list;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i > 0 && std::string_view(sorted[i - 1].name) == sorted[i].name)
      throw ContractBroken("two protocols have the name `" + std::string(sorted[i].name) +
                           "`: one in " + sorted[i - 1].file + ", one in " + sorted[i].file);
    list.push_back(sorted[i].make(sorted[i]));
  }
  return list;
}

Collecting::Collecting() {
  ensure(now() == &of_the_program(), "one collects registrations at a time");
  now() = &found_;
}

Collecting::~Collecting() { now() = &of_the_program(); }

}  // namespace kit

const Catalogue& catalogue() {
  static const Catalogue list = kit::entries_of(kit::of_the_program());
  return list;
}

}  // namespace lockstep

extern "C" void lockstep_register(const char* abi_stamp,
                                  const lockstep::kit::Registration* registration) {
  if (lockstep::kit::is_ours(abi_stamp)) lockstep::kit::now()->all.push_back(*registration);
}

extern "C" void lockstep_register_part(const char* abi_stamp, void (*add)()) {
  if (lockstep::kit::is_ours(abi_stamp)) add();
}
