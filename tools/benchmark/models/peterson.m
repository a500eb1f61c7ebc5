-- Peterson's lock, models/classics/peterson.cpp.
const CLIENTS: 5;
type
  process: 0..CLIENTS - 1;
  place: enum { outside, entering, looking, critical };
var
  at: array [process] of place;
  level: array [process] of process;   -- 0: outside
  rival: array [process] of process;
  last: array [process] of process;    -- who came last to the level of this number

startstate begin
  for p: process do at[p] := outside; level[p] := 0; rival[p] := 0; last[p] := 0; end;
end;

ruleset p: process do
  rule "try" at[p] = outside ==> begin level[p] := 1; at[p] := entering; end;
  rule "yield" at[p] = entering ==> begin last[level[p]] := p; at[p] := looking; end;
  rule "look"
    at[p] = looking &
    (rival[p] = p | level[rival[p]] < level[p] | last[level[p]] != p) ==>
  begin
    if rival[p] < CLIENTS - 1 then
      rival[p] := rival[p] + 1;
    else
      rival[p] := 0;
      if level[p] < CLIENTS - 1 then
        level[p] := level[p] + 1;
        at[p] := entering;
      else
        at[p] := critical;
      end;
    end;
  end;
  rule "leave" at[p] = critical ==> begin level[p] := 0; at[p] := outside; end;
end;

invariant "mutual exclusion"
  forall p: process do forall q: process do p = q | at[p] != critical | at[q] != critical end end;
