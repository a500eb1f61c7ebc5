#include "tools/commands/new.hpp"

#include "checker/errors/errors.hpp"
#include "tools/commands/templates.hpp"
#include "tools/terminal/terminal.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace lockstep {
namespace {

constexpr const char* name_of_templates = "my-lock";

const Template& find_template(const std::string& kind) {
  std::string known;
  for (const Template& one : templates()) {
    if (one.name == kind) return one;
    known += (known.empty() ? "" : ", ") + one.name;
  }
  throw Refused("there is no template `" + kind + "`; there are: " + known);
}

// "1My Lock.cpp": my-lock. May be empty.
std::string good_name_like(std::string name) {
  if (name.ends_with(".cpp")) name.resize(name.size() - 4);
  std::string good;
  for (const char letter : name) {
    const auto code = static_cast<unsigned char>(letter);
    if (std::isalpha(code) || (std::isdigit(code) && !good.empty()))
      good += static_cast<char>(std::tolower(code));
    else if (!good.empty() && good.back() != '-')
      good += '-';
  }
  if (good.ends_with('-')) good.pop_back();
  return good;
}

void require_name(const std::string& name) {
  const bool good =
      !name.empty() && name[0] >= 'a' && name[0] <= 'z' &&
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  if (good) return;
  const std::string like = good_name_like(name);
  throw Refused("`" + name +
                "` cannot be the name of a protocol: it begins with a small letter and has small "
                "letters, digits and dashes, as in " +
                (like.empty() ? "my-lock" : like));
}

// Never over a file that is there, and all of it or nothing.
void write_once(const std::string& file, const std::string& text) {
  const auto refuse = [&] {
    throw Refused("cannot write `" + file + "`: " + std::strerror(errno));
  };
  const int at = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (at < 0 && errno == EEXIST)
    throw Refused("there is a file " + file +
                  " already, and it stays as it is: take another name, or move it away");
  if (at < 0) refuse();
  const ssize_t written = write(at, text.data(), text.size());
  if (written >= 0 && written < static_cast<ssize_t>(text.size())) errno = ENOSPC;
  const bool whole = written == static_cast<ssize_t>(text.size());
  if (close(at) == 0 && whole) return;
  const int why = errno;
  unlink(file.c_str());
  errno = why;
  refuse();
}

}  // namespace

std::string text_of_new(const std::string& kind, const std::string& name) {
  require_name(name);
  std::string text = find_template(kind).text;
  const std::string before = name_of_templates;
  for (std::size_t at = 0; (at = text.find(before, at)) != std::string::npos; at += name.size())
    text.replace(at, before.size(), name);
  return text;
}

std::string write_new(const std::string& kind, const std::string& name) {
  const std::string text = text_of_new(kind, name);
  std::string file = name + ".cpp";
  std::replace(file.begin(), file.end(), '-', '_');
  write_once(file, text);
  return file;
}

constinit const Verb new_verb{"new",
                              "Write a file with a working lock, to be changed into your own",
                              "Examples:\n"
                              "  lockstep new my-lock && lockstep check ./my_lock.cpp\n"
                              "  lockstep new my-lock --whole    a protocol that keeps its whole "
                              "state itself\n"
                              "  lockstep new my-store --store && lockstep check lease "
                              "store=./my_store.cpp",
                              request_of<NewCommand>};

OptionList options(NewCommand& command) {
  return {required_word("NAME", "Name of the protocol; my-lock is written to ./my_lock.cpp",
                        command.name),
          flag("--whole", "A protocol that keeps its whole state itself", command.whole),
          flag("--store", "A store for any lock: store=FILE", command.store),
          flag("--workload", "Clients' work with any lock: workload=FILE", command.workload)};
}

namespace {

std::string kind_of(const NewCommand& command) {
  if (command.whole + command.store + command.workload > 1)
    throw Refused("`--whole`, `--store` and `--workload` exclude one another");
  if (command.store) return "store";
  if (command.workload) return "workload";
  return command.whole ? "whole" : "lock";
}

}  // namespace

int run(const NewCommand& command, const Catalogue&) {
  const std::string kind = kind_of(command);
  const std::string file = write_new(kind, command.name);
  if (kind == "store" || kind == "workload") {
    write_out(file + " is written: a " + kind +
              " that works, and the comments say what to change. Next:\n  lockstep check lease " +
              kind + "=./" + file + "\n");
    return exit_holds;
  }
  write_out(file + " is written: a lock that works, and the comments say what to change. Next:\n" +
            "  lockstep check ./" + file + "\n  lockstep verify ./" + file +
            "\n  lockstep watch ./" + file + "\n");
  return exit_holds;
}

}  // namespace lockstep
