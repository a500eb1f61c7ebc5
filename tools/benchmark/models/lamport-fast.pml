/* Lamport's fast lock, models/classics/lamport_fast.cpp.   spin -a -DCLIENTS=5 lamport-fast.pml
   The program counter of a client is its place in the text. Names are _pid + 1; 0 is nobody. */
bool flag[CLIENTS];
byte x, y;

#define ME (_pid + 1)

active [CLIENTS] proctype Client() {
  byte rival;
again:
  flag[_pid] = true;
  x = ME;
  if
  :: y != 0 ->
     flag[_pid] = false;
     y == 0;
     goto again
  :: y == 0
  fi;
  y = ME;
  if
  :: x == ME -> goto critical
  :: x != ME
  fi;
  flag[_pid] = false;
await:
  if
  :: d_step { !flag[rival] && rival < CLIENTS - 1 -> rival++ };
     goto await
  :: d_step { !flag[rival] && rival == CLIENTS - 1 -> rival = 0 }
  fi;
  if
  :: y == ME -> goto critical
  :: y != ME
  fi;
  y == 0;
  goto again;
critical:
  y = 0;
  flag[_pid] = false;
  goto again
}
