/* Two-phase commit, models/classics/two_phase_commit.cpp.
   spin -a -DCLIENTS=8 two-phase-commit.pml */
#define WORKING 0
#define PREPARED 1
#define COMMITTED 2
#define ABORTED 3

byte manager[CLIENTS];
bool voted[CLIENTS], heard[CLIENTS];
byte hearers;               /* how many are true in heard: it saves a loop in the guard of commit */
bool commit_sent, abort_sent;

#define UNDECIDED (!commit_sent && !abort_sent)

active [CLIENTS] proctype Manager() {
end:
  do
  :: d_step { manager[_pid] == WORKING -> manager[_pid] = PREPARED; voted[_pid] = true }
  :: d_step { manager[_pid] == WORKING -> manager[_pid] = ABORTED }
  :: d_step { commit_sent -> manager[_pid] = COMMITTED }
  :: d_step { abort_sent -> manager[_pid] = ABORTED }
  :: d_step { UNDECIDED && voted[_pid] ->
              hearers = hearers + (1 - heard[_pid]); heard[_pid] = true }
  od
}

active proctype Coordinator() {
end:
  do
  :: d_step { UNDECIDED && hearers == CLIENTS -> commit_sent = true }
  :: d_step { UNDECIDED -> abort_sent = true }
  od
}
