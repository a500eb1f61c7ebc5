// A lock for many readers or one writer, which may also read what it writes.
//
// The lock's record says who has it, and how. A writer may take the read lock as well, and give it
// back first. A service that keeps one record for each owner, and deletes it with the first release
// (`counts=owner`), forgets the write lock by that: the next writer enters beside the first. It has
// to count by owner and mode.
// Courtois, Heymans and Parnas, "Concurrent control with readers and writers", CACM 14(10), 1971.
#include "models/classics/critical_section.hpp"
#include "models/kit/kit.hpp"

namespace lockstep {
namespace {

struct ProcessTag {};
using Process = Id<ProcessTag>;

// What a release deletes.
enum class Counts : std::uint8_t {
  mode,   // what the owner had in this mode
  owner,  // the record of the owner
};
BOOST_DESCRIBE_ENUM(Counts, mode, owner)

struct Params {
  int clients = 2;
  Counts counts = Counts::mode;
};
BOOST_DESCRIBE_STRUCT(Params, (), (clients, counts))

int population(const Params& p, ProcessTag) { return p.clients; }

enum class At : std::uint8_t { outside, wants_to_read, wants_to_write, inside };
BOOST_DESCRIBE_ENUM(At, outside, wants_to_read, wants_to_write, inside)

struct Modes {
  bool read;
  bool write;
};
BOOST_DESCRIBE_STRUCT(Modes, (), (read, write))

struct Worker {
  At at;
  Modes has;  // as it believes
};
BOOST_DESCRIBE_STRUCT(Worker, (), (at, has))

struct State {
  Table<ProcessTag, Worker, 6> process;
  Table<ProcessTag, Modes, 6> record;  // of the lock service
};
BOOST_DESCRIBE_STRUCT(State, (), (process, record))

State start(const Params&) { return {}; }

bool others_have(const Params& p, const State& s, Process i, bool Modes::*mode) {
  for (const Process other : each<Process>(p))
    if (other != i && s.record[other].*mode) return true;
  return false;
}

Step wants_to_read(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::outside);
  s.process[i].at = At::wants_to_read;
  return taken;
}

Step wants_to_write(const Params&, State& s, Process i) {
  WHEN(s.process[i].at == At::outside);
  s.process[i].at = At::wants_to_write;
  return taken;
}

void takes(State& s, Process i, bool Modes::*mode) {
  s.process[i].at = At::inside;
  s.process[i].has.*mode = true;
  s.record[i].*mode = true;
}

Step takes_read(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::wants_to_read && !others_have(p, s, i, &Modes::write));
  takes(s, i, &Modes::read);
  return taken;
}

Step takes_write(const Params& p, State& s, Process i) {
  WHEN(s.process[i].at == At::wants_to_write && !others_have(p, s, i, &Modes::write));
  WHEN(!others_have(p, s, i, &Modes::read));
  takes(s, i, &Modes::write);
  return taken;
}

Step takes_read_too(const Params& p, State& s, Process i) {
  WHEN(s.process[i].has.write && !s.process[i].has.read);
  WHEN(!others_have(p, s, i, &Modes::write));
  takes(s, i, &Modes::read);
  return taken;
}

void gives_back(const Params& p, State& s, Process i, bool Modes::*mode) {
  Worker& me = s.process[i];
  me.has.*mode = false;
  s.record[i].*mode = false;
  if (p.counts == Counts::owner) s.record[i] = {};
  if (!me.has.read && !me.has.write) me.at = At::outside;
}

Step gives_read_back(const Params& p, State& s, Process i) {
  WHEN(s.process[i].has.read);
  gives_back(p, s, i, &Modes::read);
  return taken;
}

Step gives_write_back(const Params& p, State& s, Process i) {
  WHEN(s.process[i].has.write);
  gives_back(p, s, i, &Modes::write);
  return taken;
}

bool inside(const State& s, Process i) { return s.process[i].at == At::inside; }
bool trying(const State& s, Process i) {
  return s.process[i].at == At::wants_to_read || s.process[i].at == At::wants_to_write;
}
bool writes(const State& s, Process i) { return s.process[i].has.write; }
bool reads(const State& s, Process i) { return s.process[i].has.read; }

bool writers_are_alone(const Params& p, const State& s) {
  return !somebody<Process, writes, Params, State>(p, s) ||
         at_most_one_inside<Process, inside, Params, State>(p, s);
}

bool two_read(const Params& p, const State& s) {
  return how_many<Process>(p, [&](Process one) { return reads(s, one); }) > 1;
}

std::string who_is_inside(const Params& p, const State& s, const Lanes& lanes) {
  return names_inside<Process, inside>(p, s, lanes) + " have the lock, and " +
         names_inside<Process, writes>(p, s, lanes) + " to write";
}

void build(Protocol<Params, State>& m) {
  m.parameter<&Params::clients>("number of processes", 2, 6);
  m.parameter<&Params::counts>(
      "what a release deletes: mode (what the owner has in this mode), owner (all that it has)");
  m.lanes<ProcessTag>("client");
  m.start<start>();

  m.action<wants_to_read>("wants to read");
  m.action<wants_to_write>("wants to write");
  m.action<takes_read>("takes the read lock").fair();
  m.action<takes_write>("takes the write lock").fair().shows("write");
  m.action<takes_read_too>("takes the read lock, too");
  m.action<gives_read_back>("gives the read lock back").fair();
  m.action<gives_write_back>("gives the write lock back").fair();

  m.always<writers_are_alone>("a writer is alone",
                              "while a process has the write lock, no other "
                              "has the lock")
      .because<who_is_inside>();
  declare_progress<Process, trying, inside>(m);
  m.sometimes("write", "a process takes the write lock");
  m.sometimes<two_read>("read together", "two processes read at the same time");
  m.bars<bars_inside<Process, inside, Params, State>>();
  m.assumption("The service takes and gives back a lock in one atomic step.");

  m.claim("");
  m.claim("clients=4");
  m.claim("counts=owner", {{"a writer is alone", 6}});
  m.claim_liveness("", {{"starvation freedom", 1, 3}});
  m.claim_liveness("", {}, {"takes the read lock=strong", "takes the write lock=strong"});
  m.claim_liveness("clients=3", {{"starvation freedom", 3, 6}},
                   {"takes the read lock=strong", "takes the write lock=strong"});
  m.claim_liveness("", {{"deadlock freedom", 1, 0}, {"starvation freedom", 1, 0}},
                   {"takes the read lock=none"});
}

}  // namespace

LOCKSTEP_PROTOCOL("read-write-lock", "a lock for many readers or one writer",
                  "Courtois, Heymans and Parnas, \"Concurrent control with readers and writers\", "
                  "1971",
                  build)

}  // namespace lockstep
