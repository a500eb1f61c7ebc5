-- A lock with a lease, models/classics/abstract_lease.cpp, with retries=0.
const CLIENTS: 6;
type
  process: scalarset(CLIENTS);
  place: enum { idle, waiting, entered, must_bill, billing, finished, done };
  message: enum { acquire, grant, bill, ok, release };
var
  at: array [process] of place;
  flies: array [process] of array [message] of boolean;
  holder: process;  -- undefined: nobody
  bills: 0..2;      -- 2 stands for more, too

startstate begin
  for p: process do
    at[p] := idle;
    for m: message do flies[p][m] := false; end;
  end;
  undefine holder;
  bills := 0;
end;

rule "expire" !isundefined(holder) ==> begin undefine holder; end;
ruleset p: process do
  rule "request" at[p] = idle ==> begin flies[p][acquire] := true; at[p] := waiting; end;
  rule "grant" flies[p][acquire] & isundefined(holder) ==> begin
    flies[p][acquire] := false;
    flies[p][grant] := true;
    holder := p;
  end;
  rule "enter" at[p] = waiting & flies[p][grant] ==> begin
    flies[p][grant] := false;
    at[p] := entered;
  end;
  rule "look" at[p] = entered ==> begin
    if bills = 0 then at[p] := must_bill; else at[p] := finished; end;
  end;
  rule "send bill" at[p] = must_bill ==> begin flies[p][bill] := true; at[p] := billing; end;
  rule "apply bill" flies[p][bill] ==> begin
    flies[p][bill] := false;
    flies[p][ok] := true;
    if bills < 2 then bills := bills + 1; end;
  end;
  rule "hear" at[p] = billing & flies[p][ok] ==> begin
    flies[p][ok] := false;
    at[p] := finished;
  end;
  rule "release" at[p] = finished ==> begin flies[p][release] := true; at[p] := done; end;
  rule "end lease" flies[p][release] ==> begin
    flies[p][release] := false;
    if !isundefined(holder) & holder = p then undefine holder; end;
  end;
end;

invariant "bills are counted" bills <= 2;
