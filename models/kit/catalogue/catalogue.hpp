// Protocols as the command line sees them.
#pragma once

#include "checker/model/model.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

// A parameter of a protocol: `clients=3`. A number within [min, max], or one of `choices`.
struct Parameter {
  std::string name;
  std::string sentence;       // what it is; of choices, what each means
  std::string default_value;  // the value when none is given
  long min = 0;
  long max = 0;
  std::vector<std::string> choices;  // not empty: one of these words and no number
  std::string form = {};  // of a value that is not a plain number: "ticks, or a time such as 30s"
  bool rare = false;      // reports name it only when it differs from the default
  std::string only_with = {};  // where it has an effect: "store=idempotent", "cuts>0", or
                               // several of these with " or " between them; empty: always
};

// `key=value`.
struct Setting {
  std::string name;
  std::string value;
  friend bool operator==(const Setting&, const Setting&) = default;
};

// What is expected of a property under some settings. A property that a claim does not name must
// hold under it.
struct Expected {
  std::string property;
  std::size_t steps = 0;  // of the shortest counterexample; of one that goes on forever, its stem
  // Of a liveness property: how many steps go on forever; 0: the run stops.
  std::optional<std::size_t> loop = {};
  bool never_asked = false;  // of a liveness property: no run asks for it, so it is not judged
  friend bool operator==(const Expected&, const Expected&) = default;
};

struct Claim {
  std::string settings;  // "clients=2 store=fenced": words as on the command line
  std::vector<Expected> breaks;
  bool liveness = false;  // it is about the liveness properties, and else about the others
  std::vector<std::string> fair = {};  // then: as with --fair, "leaves=none"
};

// One protocol. Const and safe from many threads.
class CatalogueEntry {
 public:
  virtual ~CatalogueEntry() = default;
  virtual std::string name() const = 0;      // "lease"
  virtual std::string sentence() const = 0;  // what it is
  virtual std::string source() const = 0;    // the paper or documentation that it follows
  virtual std::vector<Parameter> parameters() const = 0;

  // The source file that declares it, as the compiler was given it; empty: not known.
  virtual std::string file() const { return {}; }

  // The protocol with these settings and the default values of all others. Throws Refused for an
  // unknown name, a value out of range or one without effect, naming what is known.
  virtual std::unique_ptr<Model> make(const std::vector<Setting>& settings) const = 0;

  virtual std::vector<Claim> claims() const = 0;
};

using Catalogue = std::vector<std::unique_ptr<CatalogueEntry>>;

// Every protocol that is linked into this program, by name (registry.hpp). Throws ContractBroken
// when a name is used twice.
const Catalogue& catalogue();

// The entry with this name. Throws Refused, with the nearest names, when there is none.
const CatalogueEntry& find_protocol(const Catalogue& among, const std::string& name);

// "clients=2 store=fenced" or the words of a command line into settings. Throws Refused for a word
// without `=`.
std::vector<Setting> parse_settings(const std::vector<std::string>& words);

// "clients=3".
std::string to_word(const Setting& setting);

// The settings with `changes`, which have the last word.
std::vector<Setting> with(std::vector<Setting> settings, const std::vector<Setting>& changes);

// The one of `known` that is nearest to `word` in typing errors, or nothing when none is near.
std::string nearest(const std::string& word, const std::vector<std::string>& known);

}  // namespace lockstep
