-- Two-phase commit, models/classics/two_phase_commit.cpp.
const CLIENTS: 8;
type
  process: scalarset(CLIENTS);
  place: enum { working, prepared, committed, aborted };
  verdict: enum { none, commit, abort };
var
  at: array [process] of place;
  voted: array [process] of boolean;
  heard: array [process] of boolean;
  decision: verdict;

startstate begin
  for p: process do at[p] := working; voted[p] := false; heard[p] := false; end;
  decision := none;
end;

rule "commit" decision = none & forall p: process do heard[p] end ==> begin
  decision := commit;
end;
rule "abort" decision = none ==> begin decision := abort; end;
ruleset p: process do
  rule "prepare" at[p] = working ==> begin at[p] := prepared; voted[p] := true; end;
  rule "refuse" at[p] = working ==> begin at[p] := aborted; end;
  rule "hear" decision = none & voted[p] ==> begin heard[p] := true; end;
  rule "obey commit" decision = commit ==> begin at[p] := committed; end;
  rule "obey abort" decision = abort ==> begin at[p] := aborted; end;
end;

invariant "consistency"
  forall p: process do at[p] != committed end | forall p: process do at[p] != aborted end;
