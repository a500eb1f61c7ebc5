// What the program can do, as a table. A verb is a file of its name in this folder, and a line in
// verbs.cpp; command_line.cpp binds them all.
#pragma once

#include "models/kit/catalogue/catalogue.hpp"
#include "tools/commands/option.hpp"
#include "tools/load/supervised.hpp"
#include "tools/terminal/exit_status.hpp"

#include <atomic>
#include <memory>
#include <span>

namespace lockstep {

// What is wanted of a verb: first its defaults, then what its options were set to.
class Request {
 public:
  virtual ~Request() = default;

  // They write into this object, and must not outlive it.
  virtual OptionList option_list() = 0;

  // When `interrupted` turns true, the verb ends early, if it is one that can.
  virtual void stop_when(const std::atomic<bool>& interrupted) = 0;

  // Returns an exit status. Throws Refused and ContractBroken.
  virtual int carry_out(const Catalogue& catalogue) const = 0;
};

struct Verb {
  const char* name;
  const char* sentence;  // in the list of commands
  const char* examples;  // below its options
  std::unique_ptr<Request> (*request)();
};

std::span<const Verb* const> verbs();

// A verb is a struct of what it is asked, with `OptionList options(Command&)` and
// `int run(const Command&, const Catalogue&)` beside it. One that can be interrupted has a member
// `options` with a pointer `interrupted`.
template <class Command>
class RequestOf final : public Request {
 public:
  OptionList option_list() override { return options(command_); }

  void stop_when(const std::atomic<bool>& interrupted) override {
    if constexpr (requires { command_.options.interrupted; })
      command_.options.interrupted = &interrupted;
  }

  int carry_out(const Catalogue& catalogue) const override {
    if constexpr (requires { command_.options.memory_max; })
      allow_memory(command_.options.memory_max);
    return run(command_, catalogue);
  }

 private:
  Command command_;
};

template <class Command>
std::unique_ptr<Request> request_of() {
  return std::make_unique<RequestOf<Command>>();
}

}  // namespace lockstep
