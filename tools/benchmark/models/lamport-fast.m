-- Lamport's fast lock, models/classics/lamport_fast.cpp.
const CLIENTS: 5;
type
  process: 0..CLIENTS - 1;
  name: 0..CLIENTS;  -- 0 is nobody, and process p is p + 1
  place: enum { raise, write_x, test_y, lower_to_retry, await_y_first, write_y, test_x,
                lower_to_wait, await_flag, retest_y, await_y_again, critical, lower };
var
  at: array [process] of place;
  rival: array [process] of process;
  flag: array [process] of boolean;
  x, y: name;

startstate begin
  for p: process do at[p] := raise; rival[p] := 0; flag[p] := false; end;
  x := 0;
  y := 0;
end;

ruleset p: process do
  rule at[p] = raise ==> begin flag[p] := true; at[p] := write_x; end;
  rule at[p] = write_x ==> begin x := p + 1; at[p] := test_y; end;
  rule at[p] = test_y ==> begin
    if y = 0 then at[p] := write_y; else at[p] := lower_to_retry; end;
  end;
  rule at[p] = lower_to_retry ==> begin flag[p] := false; at[p] := await_y_first; end;
  rule (at[p] = await_y_first | at[p] = await_y_again) & y = 0 ==> begin at[p] := raise; end;
  rule at[p] = write_y ==> begin y := p + 1; at[p] := test_x; end;
  rule at[p] = test_x ==> begin
    if x = p + 1 then at[p] := critical; else at[p] := lower_to_wait; end;
  end;
  rule at[p] = lower_to_wait ==> begin flag[p] := false; at[p] := await_flag; end;
  rule at[p] = await_flag & !flag[rival[p]] ==> begin
    if rival[p] < CLIENTS - 1 then
      rival[p] := rival[p] + 1;
    else
      rival[p] := 0;
      at[p] := retest_y;
    end;
  end;
  rule at[p] = retest_y ==> begin
    if y = p + 1 then at[p] := critical; else at[p] := await_y_again; end;
  end;
  rule at[p] = critical ==> begin y := 0; at[p] := lower; end;
  rule at[p] = lower ==> begin flag[p] := false; at[p] := raise; end;
end;

invariant "mutual exclusion"
  forall p: process do forall q: process do p = q | at[p] != critical | at[q] != critical end end;
