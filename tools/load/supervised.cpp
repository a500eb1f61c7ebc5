#include "tools/load/supervised.hpp"

#include "checker/machine/memory.hpp"
#include "tools/load/fall.hpp"
#include "tools/load/spawn.hpp"
#include "tools/terminal/exit_status.hpp"
#include "tools/terminal/terminal.hpp"
#include "tools/terminal/units.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <new>
#include <poll.h>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lockstep {
namespace {

constexpr int look_every = 100;      // milliseconds
constexpr int answer_within = 1000;  // milliseconds

Fall* shared_fall() {
  void* memory =
      mmap(nullptr, sizeof(Fall), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  return new (memory) Fall;
}

std::uint64_t resident(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/statm");
  std::uint64_t all = 0;
  std::uint64_t pages = 0;
  file >> all >> pages;
  return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::string in_words(const char* format, double number) {
  char text[64];
  std::snprintf(text, sizeof text, format, number);
  return text;
}

class Parent {
 public:
  Parent(const std::function<int()>& work, const Supervision& supervision)
      : supervision_(supervision), fall_(*shared_fall()), memory_all_(memory_limit(0)) {
    if (pipe2(pipe_, O_CLOEXEC) != 0) throw std::runtime_error("pipe: no more files");
    std::fflush(nullptr);
    child_ = fork();
    if (child_ < 0) throw std::runtime_error(std::string("fork: ") + std::strerror(errno));
    if (child_ == 0) run_as_child(work);
    close(pipe_[1]);
  }
  ~Parent() {
    close(pipe_[0]);
    munmap(&fall_, sizeof(Fall));
  }
  Parent(const Parent&) = delete;
  Parent& operator=(const Parent&) = delete;

  int run() {
    struct sigaction before {};
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;  // Ctrl-C goes to the child, too, which ends in good order
    sigaction(SIGINT, nullptr, &before);
    if (before.sa_handler == SIG_DFL) sigaction(SIGINT, &ignore, nullptr);
    while (!ended_within(look_every)) look();
    int status = 0;
    waitpid(child_, &status, 0);
    if (helper_ > 0) {
      kill(-helper_, SIGKILL);
      wait_for(helper_);
    }
    sigaction(SIGINT, &before, nullptr);
    return judged(status);
  }

 private:
  [[noreturn]] void run_as_child(const std::function<int()>& work) {
    close(pipe_[0]);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    note_falls(fall_);
    const int status = work();
    fall_.finished = true;
    std::exit(status);
  }

  // The child holds the other end of the pipe while it lives.
  bool ended_within(int milliseconds) const {
    pollfd end{pipe_[0], POLLIN, 0};
    return poll(&end, 1, milliseconds) > 0;
  }

  void look() {
    const double passed = look_every / 1000.0;
    for (std::size_t i = 0; i < threads_seen; ++i) {
      const std::uint64_t calls = fall_.activities[i].calls;
      const bool stays = fall_.activities[i].part != kit::Part::nothing && calls == calls_[i];
      calls_[i] = calls;
      quiet_[i] = stays ? quiet_[i] + passed : 0;
    }
    const auto slowest = std::max_element(quiet_.begin(), quiet_.end());
    const std::size_t which = static_cast<std::size_t>(slowest - quiet_.begin());
    if (*slowest > supervision_.patience)
      end(which, "a call has not returned for " + in_words("%.0f s", supervision_.patience));
    const std::uint64_t most = fall_.memory_max ? fall_.memory_max.load() : memory_all_;
    const std::uint64_t now = resident(child_);
    if (now > most + most / 8)
      end(which, "it takes more memory than it may: " + bytes_in_words(static_cast<double>(now)));
    searched_ += fall_.searching ? passed : 0;
    if (searched_ > supervision_.long_after && helper_ == 0 && supervision_.when_long)
      start_helper();
  }

  // The child says where it is, if it still can, and is ended.
  void end(std::size_t which, std::string why) {
    why_ = std::move(why);
    fall_.asked = which;
    kill(child_, SIGUSR2);
    for (int waited = 0; !fall_.noted && waited < answer_within; waited += look_every)
      if (ended_within(look_every)) break;
    kill(child_, SIGKILL);
  }

  void start_helper() {
    helper_ = fork();
    if (helper_ != 0) return;
    setpgid(0, 0);
    close(pipe_[0]);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    constexpr int idle = 10;
    [[maybe_unused]] const int now = nice(idle);
    try {
      supervision_.when_long();
    } catch (const std::exception&) {  // then it is not done, and all is as before
    }
    _exit(0);
  }

  int judged(int status) const {
    if (WIFEXITED(status) && fall_.finished) return WEXITSTATUS(status);
    if (!why_.empty()) return complain(why_);
    if (WIFEXITED(status)) return complain("it ended the program");
    const int signal = WTERMSIG(status);
    if (fall_.noted) return complain("it crashed (" + std::string(strsignal(signal)) + ")");
    if (signal == SIGKILL)
      return complain("the system ended it, as it does when there is no memory left");
    ::signal(signal, SIG_DFL);
    raise(signal);
    return 128 + signal;
  }

  int complain(const std::string& what) const {
    const std::string line =
        "lockstep: the model broke its contract: " + what + ", " + place_in_words(fall_) + "\n";
    if (is_terminal(stderr)) std::fputs("\r\x1b[K", stderr);  // a line of progress
    std::fputs(line.c_str(), stderr);
    return exit_contract_broken;
  }

  const Supervision& supervision_;
  Fall& fall_;
  const std::uint64_t memory_all_;
  int pipe_[2] = {-1, -1};
  pid_t child_ = 0;
  pid_t helper_ = 0;
  std::array<std::uint64_t, threads_seen> calls_{};
  std::array<double, threads_seen> quiet_{};  // seconds in the same call
  double searched_ = 0;                       // seconds
  std::string why_;                           // the child was ended
};

class ToldEntry final : public CatalogueEntry {
 public:
  explicit ToldEntry(std::unique_ptr<CatalogueEntry> entry) : entry_(std::move(entry)) {}
  std::string name() const override { return entry_->name(); }
  std::string sentence() const override { return entry_->sentence(); }
  std::string source() const override { return entry_->source(); }
  std::string file() const override { return entry_->file(); }
  std::vector<Parameter> parameters() const override { return entry_->parameters(); }
  std::vector<Claim> claims() const override { return entry_->claims(); }
  std::unique_ptr<Model> make(const std::vector<Setting>& settings) const override {
    auto model = entry_->make(settings);
    note_model(model->shape());
    return model;
  }

 private:
  std::unique_ptr<CatalogueEntry> entry_;
};

}  // namespace

int supervised(const std::function<int()>& work, const Supervision& supervision) {
  return Parent(work, supervision).run();
}

std::unique_ptr<CatalogueEntry> told_of(std::unique_ptr<CatalogueEntry> entry) {
  return std::make_unique<ToldEntry>(std::move(entry));
}

void allow_memory(std::uint64_t bytes) {
  if (Fall* fall = fall_of_this_process()) fall->memory_max = memory_limit(bytes);
}

}  // namespace lockstep
