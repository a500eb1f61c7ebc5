// Protocols register themselves, with a line at the end of their file:
//
//   LOCKSTEP_PROTOCOL("fischer", "mutual exclusion by timing alone", "Lamport, …, 1987", build)
//
// There is no list of all of them. Registration happens before main(), and later only while a
// shared object is loaded: by one thread.
#pragma once

#include "models/kit/catalogue/abi.hpp"
#include "models/kit/catalogue/catalogue.hpp"

#include <memory>
#include <string>
#include <vector>

namespace lockstep::kit {

// What a file says of a protocol. The texts live as long as the program.
struct Registration {
  const char* name;
  const char* sentence;
  const char* source;
  const char* file;  // where it stands
  std::unique_ptr<CatalogueEntry> (*make)(const Registration&);
};

struct Registrations {
  std::vector<Registration> all;
  std::string foreign_stamp;  // of an object that was compiled for another lockstep; empty: none
};

// All entries, sorted by name. Throws ContractBroken when a name is used twice, naming both files;
// Refused for an object that was compiled for another lockstep; and what a build function throws.
Catalogue entries_of(const Registrations& registrations);

// What registers while it lives is found here, and not in catalogue(). One at a time.
class Collecting {
 public:
  Collecting();
  ~Collecting();
  Collecting(const Collecting&) = delete;
  Collecting& operator=(const Collecting&) = delete;

  const Registrations& found() const { return found_; }

 private:
  Registrations found_;
};

template <auto build>
std::unique_ptr<CatalogueEntry> make_entry(const Registration& about) {
  return entry(about.name, about.sentence, about.source, build, about.file);
}

}  // namespace lockstep::kit

// C linkage and plain pointers: an object that was compiled for another lockstep can call it, too,
// and nothing else of that object is touched then.
extern "C" void lockstep_register(const char* abi_stamp,
                                  const lockstep::kit::Registration* registration);

// The same for what is part of a protocol: `add` registers it, and is called when the stamp is
// right.
extern "C" void lockstep_register_part(const char* abi_stamp, void (*add)());

namespace lockstep::kit {

// The stamp is that of the file which registers, so that file has to name it.
struct Registered {
  Registered(const char* stamp, const Registration& registration) {
    lockstep_register(stamp, &registration);
  }
};

}  // namespace lockstep::kit

#define LOCKSTEP_JOINED_AGAIN(words, line) words##line
#define LOCKSTEP_JOINED(words, line) LOCKSTEP_JOINED_AGAIN(words, line)

// `build` is a function `void build(Protocol<Params, State>&)`. To be written outside of functions.
#define LOCKSTEP_PROTOCOL(name, sentence, source, build)                                    \
  static const ::lockstep::kit::Registered LOCKSTEP_JOINED(lockstep_registered_, __LINE__)( \
      ::lockstep::kit::abi_stamp.c_str(),                                                   \
      ::lockstep::kit::Registration{name, sentence, source, __FILE__,                       \
                                    &::lockstep::kit::make_entry<(build)>});
