// What the program can do. command_line.cpp fills these in from words; each runs by itself.
#pragma once

#include "checker/search.hpp"
#include "models/kit/catalogue.hpp"
#include "tools/terminal/display.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace lockstep {

// Exit statuses.
enum Exit : int {
  exit_holds = 0,
  exit_violated = 1,
  exit_refused = 2,
  exit_contract_broken = 3,
  exit_unknown = 4,
};

struct ListCommand {
  std::string protocol;  // empty: all
};

struct CheckCommand {
  std::string protocol;
  std::vector<std::string> settings;    // "clients=3"
  std::vector<std::string> properties;  // empty: all
  std::string trace_path;               // empty: none
  bool ledger = false;                  // try every verdict without each assumption
  bool no_ledger = false;               // not even for small searches
  bool zeno = false;                    // look for time that stands still in large searches, too
  bool strict = false;                  // unknown unless all happened that could, and was judged
  Options options;
  Display display;
};

struct FaultsCommand {
  std::string protocol;
  std::vector<std::string> settings;
  std::vector<std::string> properties;  // empty: all
  unsigned faults_max = 6;              // in a combination
  std::size_t draw = 0;                 // number of a combination; 0: none
  Options options;
  Display display;
};

struct VerifyCommand {
  std::vector<std::string> protocols;  // empty: all
  bool record = false;                 // write what was found into the claims
  Options options;
  Display display;
};

struct TraceCommand {
  std::string path;
  std::string property;  // empty: all
  Display display;
};

// Nothing is left to do but to print.
struct PrintCommand {
  std::string text;
};

using Command = std::variant<PrintCommand, ListCommand, CheckCommand, FaultsCommand, VerifyCommand,
                             TraceCommand>;

// All return an exit status and throw Refused and ContractBroken.
int run(const ListCommand& command, const Catalogue& catalogue);
int run(const CheckCommand& command, const Catalogue& catalogue);
int run(const FaultsCommand& command, const Catalogue& catalogue);
int run(const VerifyCommand& command, const Catalogue& catalogue);
int run(const TraceCommand& command, const Catalogue& catalogue);
int run(const PrintCommand& command, const Catalogue& catalogue);

int status_of(Verdict verdict);

// A protocol with its parameters, for `list PROTOCOL` and `check PROTOCOL --help`.
std::string parameters_text(const CatalogueEntry& entry, int width);

}  // namespace lockstep
