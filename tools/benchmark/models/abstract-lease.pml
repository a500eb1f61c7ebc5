/* A lock with a lease, models/classics/abstract_lease.cpp, with retries=0.
   spin -a -DCLIENTS=6 abstract-lease.pml
   A client's part of the service and of the store is in the client's own loop. */
#define IDLE 0
#define WAITING 1
#define ENTERED 2
#define MUST_BILL 3
#define BILLING 4
#define FINISHED 5
#define DONE 6

byte holder;  /* _pid + 1; 0: nobody */
byte bills;   /* 2 stands for more, too */

active [CLIENTS] proctype Client() {
  byte at;
  bool acquire, grant, bill, ok, release;  /* messages in flight */
end:
  do
  :: d_step { at == IDLE -> acquire = true; at = WAITING }
  :: d_step { at == WAITING && grant -> grant = false; at = ENTERED }
  :: d_step { at == ENTERED -> at = (bills == 0 -> MUST_BILL : FINISHED) }
  :: d_step { at == MUST_BILL -> bill = true; at = BILLING }
  :: d_step { at == BILLING && ok -> ok = false; at = FINISHED }
  :: d_step { at == FINISHED -> release = true; at = DONE }
  :: d_step { acquire && holder == 0 -> acquire = false; grant = true; holder = _pid + 1 }
  :: d_step { bill -> bill = false; ok = true; bills = (bills < 2 -> bills + 1 : 2) }
  :: d_step { release -> release = false; holder = (holder == _pid + 1 -> 0 : holder) }
  od
}

active proctype Time() {
end:
  do
  :: d_step { holder != 0 -> holder = 0 }
  od
}
