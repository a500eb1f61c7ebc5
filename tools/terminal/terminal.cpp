#include "tools/terminal/terminal.hpp"

#include "checker/errors/errors.hpp"

#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace lockstep {
namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set by a signal handler");

extern "C" void lockstep_on_interrupt(int) { interrupted = true; }

}  // namespace

bool is_terminal(std::FILE* stream) { return isatty(fileno(stream)) == 1; }

int terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* columns = std::getenv("COLUMNS");
  const int width = columns == nullptr ? 0 : std::atoi(columns);
  return width > 0 ? width : 80;
}

bool locale_is_utf8() {
  const char* before = std::setlocale(LC_CTYPE, nullptr);
  const std::string saved = before == nullptr ? "C" : before;
  std::setlocale(LC_CTYPE, "");
  const std::string_view codeset = nl_langinfo(CODESET);
  const bool utf8 = codeset == "UTF-8" || codeset == "utf8";
  std::setlocale(LC_CTYPE, saved.c_str());
  return utf8;
}

void write_out(const std::string& text) {
  errno = 0;
  const std::size_t written = std::fwrite(text.data(), 1, text.size(), stdout);
  if (written == text.size() && std::fflush(stdout) == 0) return;
  throw Refused(std::string("cannot write to standard output: ") + std::strerror(errno));
}

const std::atomic<bool>* catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = lockstep_on_interrupt;
  // The handler is gone after the first time, so that the second Ctrl-C does what it always does.
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigaction(SIGINT, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a write error that write_out() reports
  return &interrupted;
}

}  // namespace lockstep
