/* Peterson's lock, models/classics/peterson.cpp.   spin -a -DCLIENTS=5 peterson.pml
   The program counter of a client is its place in the text. */
byte level[CLIENTS];  /* 0: outside */
byte last[CLIENTS];   /* who came last to a level */

#define PASSES \
  (rival == _pid || level[rival] < level[_pid] || last[level[_pid]] != _pid)
#define LAST_RIVAL (rival == CLIENTS - 1)
#define LAST_LEVEL (level[_pid] == CLIENTS - 1)

active [CLIENTS] proctype Client() {
  byte rival;
outside:
  level[_pid] = 1;
entering:
  last[level[_pid]] = _pid;
looking:
  if
  :: d_step { PASSES && !LAST_RIVAL -> rival++ };
     goto looking
  :: d_step { PASSES && LAST_RIVAL && !LAST_LEVEL -> rival = 0; level[_pid]++ };
     goto entering
  :: d_step { PASSES && LAST_RIVAL && LAST_LEVEL -> rival = 0 }
  fi;
  level[_pid] = 0;  /* critical until here */
  goto outside
}
