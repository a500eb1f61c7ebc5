#include "tools/load/fall.hpp"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace lockstep {
namespace {

Fall* noting = nullptr;

constexpr std::size_t handler_stack = 1 << 16;

void note(const kit::Activity& activity) {
  const kit::Part part = activity.part.load();
  const std::uint16_t* index = activity.index.load();
  noting->part = part;
  noting->index = part == kit::Part::nothing || index == nullptr ? std::uint16_t{0} : *index;
  noting->noted = true;
}

// Returns: what raised the signal does so again, and then the system ends the process.
extern "C" void lockstep_on_crash(int) { note(kit::activity()); }

extern "C" void lockstep_on_question(int) { note(noting->activities.at(noting->asked)); }

// Not the way out of supervised(): somebody called exit().
extern "C" void lockstep_on_exit() {
  if (noting->finished) return;
  note(kit::activity());
  _exit(EXIT_FAILURE);
}

// A stack that overflowed has no room for a handler. The memory is the thread's until the end.
void prepare_thread() {
  void* memory =
      mmap(nullptr, handler_stack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  stack_t stack{};
  stack.ss_sp = memory;
  stack.ss_size = handler_stack;
  sigaltstack(&stack, nullptr);
}

void handle(int signal, void (*handler)(int), int flags) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_ONSTACK | flags;
  sigaction(signal, &action, nullptr);
}

void put(ZeroEndedNames& names, std::size_t& at, const std::string& name) {
  if (at + name.size() + 2 > names.size()) return;
  std::memcpy(names.data() + at, name.c_str(), name.size() + 1);
  at += name.size() + 1;
  names[at] = '\0';
}

std::string nth(const ZeroEndedNames& names, std::size_t n) {
  const char* at = names.data();
  while (n-- > 0 && *at != '\0') at += std::string_view(at).size() + 1;
  return at;
}

}  // namespace

void note_falls(Fall& fall) {
  noting = &fall;
  kit::record_activities(fall.activities.data(), fall.activities.size(), prepare_thread);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP})
    handle(signal, lockstep_on_crash, static_cast<int>(SA_RESETHAND));
  handle(SIGUSR2, lockstep_on_question, SA_RESTART);
  std::atexit(lockstep_on_exit);
}

Fall* fall_of_this_process() { return noting; }

void note_model(const Shape& shape) {
  if (noting == nullptr) return;
  std::size_t at = 0;
  for (const Action& action : shape.actions) put(noting->actions, at, action.name);
  at = 0;
  for (const Property& property : shape.properties) put(noting->properties, at, property.name);
  noting->searching = true;
}

std::string place_in_words(const Fall& fall) {
  if (!fall.noted) return "and nothing tells where";
  switch (fall.part.load()) {
    case kit::Part::loading:
      return "while it was loaded: in a static object, or in its build function";
    case kit::Part::starts: return "in the function of its start states";
    case kit::Part::actions: return "in the action `" + nth(fall.actions, fall.index) + "`";
    case kit::Part::properties: return "in the property `" + nth(fall.properties, fall.index) + "`";
    case kit::Part::nothing: break;
  }
  return "outside of its actions and properties";
}

}  // namespace lockstep
