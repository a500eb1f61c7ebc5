// A composed protocol in the catalogue: a lock with every store and every workload that there is.
#pragma once

#include "models/composition/world/part.hpp"
#include "models/kit/catalogue/registry.hpp"
#include "models/kit/protocol/declared.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep::composition {

// Stores and workloads that may be chosen, in the order of their names. Throw ContractBroken when a
// name is used twice.
const std::vector<std::unique_ptr<StorePart>>& stores();
const std::vector<std::unique_ptr<WorkloadPart>>& workloads();

// Registers a part: it is made when somebody asks for it first, and not before main().
template <class AnyPart>
void register_part(std::unique_ptr<AnyPart> (*make)());

// Calls `add`, which registers a part, if that was compiled for this lockstep.
struct StampedPart {
  StampedPart(const char* stamp, void (*add)()) { lockstep_register_part(stamp, add); }
};

// `file` is where the lock is declared.
std::unique_ptr<CatalogueEntry> composed_entry(std::shared_ptr<const LockPart> lock,
                                               std::string file);

// What is expected under some settings.
void add_claim(LockPart& part, std::string_view settings, kit::Breaks breaks);
void add_claim_of_liveness(LockPart& part, std::string_view settings, kit::Breaks breaks,
                           kit::Fair fair);

// Throws ContractBroken unless `value` is the number of deeds so far: what a client does is found
// by number.
void require_next_deed(const WorkloadPart& part, unsigned value, const std::string& name);

// A part as its author's `build` describes it.
template <class AnyPart, class Face>
std::unique_ptr<AnyPart> built(std::string name, std::string sentence, std::string source,
                               void (*build)(Face&)) {
  auto part = std::make_unique<AnyPart>();
  part->name = std::move(name);
  part->sentence = std::move(sentence);
  part->source = std::move(source);
  Face face(*part);
  build(face);
  return part;
}

}  // namespace lockstep::composition

#define LOCKSTEP_PART(Part, name, sentence, source, build)                                       \
  static const ::lockstep::composition::StampedPart LOCKSTEP_JOINED(lockstep_part_, __LINE__)(   \
      ::lockstep::kit::abi_stamp.c_str(), [] {                                                   \
        ::lockstep::composition::register_part<Part>(                                            \
            [] { return ::lockstep::composition::built<Part>(name, sentence, source, build); }); \
      });

// To be written outside of functions, once for each `void build(Store<…>&)`, `void
// build(Workload<…>&)`.
#define LOCKSTEP_STORE(name, sentence, source, build) \
  LOCKSTEP_PART(::lockstep::composition::StorePart, name, sentence, source, build)
#define LOCKSTEP_WORKLOAD(name, sentence, source, build) \
  LOCKSTEP_PART(::lockstep::composition::WorkloadPart, name, sentence, source, build)
