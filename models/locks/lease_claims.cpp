// What is claimed of a lease with other work and other stores; the rest is beside the lock.
#include "models/locks/lease.hpp"
#include "properties/agreement.hpp"
#include "properties/billing.hpp"
#include "properties/exclusion.hpp"
#include "properties/fencing.hpp"
#include "properties/progress.hpp"
#include "properties/updates.hpp"

namespace lockstep::lease {
namespace {

// The same lock, with other work and other stores.
void claims_with_other_work(Lease& m) {
  const Expected belief{exclusion_in_belief.name, 9};
  const Expected effect{exclusion_in_effect.name, 17};
  const Expected stale{no_stale_write.name, 20};
  const Expected lost{no_lost_update.name, 20};
  m.claim("delay=0 workload=increment", {belief, effect, stale, lost});
  m.claim("delay=0 workload=increment store=fenced-writes", {belief, effect, lost});
  m.claim("delay=0 workload=increment store=fenced", {belief});
  m.claim("delay=0 workload=increment store=compare-and-swap", {belief, effect, stale});
  m.claim("delay=0 store=owner-checked", {belief});
  m.claim("delay=0 store=owner-checked checks=writes", {belief, effect});
}

// What a store compares, for how long it remembers, and what comes between effect and answer.
void claims_of_stores(Lease& m) {
  const Expected belief{exclusion_in_belief.name, 9};
  const Expected effect{exclusion_in_effect.name, 17};
  const auto stale = no_stale_write.name;
  const auto twice = billed_at_most_once.name;
  const Expected stale_write{stale, 20};
  m.claim("delay=0 clients=3 workload=toggle store=compare-and-swap",
          {belief, effect, stale_write});
  m.claim("delay=0 clients=3 workload=toggle store=compare-and-swap compares=value",
          {belief, effect, stale_write, {no_lost_update.name, 31}});
  m.claim("delay=0 clients=3 workload=increment store=compare-and-swap compares=value",
          {belief, effect, stale_write});
  m.claim("delay=0 store=idempotent window=1 pause=1", {belief, effect});
  m.claim("delay=0 store=idempotent window=1 pause=2", {belief, effect, {stale, 24}, {twice, 24}});
  m.claim("delay=0 store=idempotent window=2 pause=2", {belief, effect});
  m.claim("delay=0 store=idempotent window=3", {belief, effect, {stale, 26}, {twice, 26}});
  const std::string replies_are_lost =
      "delay=0 expiry=never pauses=0 cuts=1 cut=store cut-stops=replies across-cut=dropped";
  m.claim(replies_are_lost, {{nothing_left_unbilled.name, 9}, {no_deadlock.name, 9}});
  m.claim(replies_are_lost + " store=in-one-step");
  m.claim("delay=0 store=in-one-step", {belief, {effect.property, 16}, {stale, 18}, {twice, 18}});
}

// Programs that bill a customer: what a crash leaves behind, and what makes it good.
void claims_of_programs(Lease& m) {
  const Expected belief{exclusion_in_belief.name, 9};
  const Expected effect{exclusion_in_effect.name, 17};
  const auto twice = billed_at_most_once.name;
  const auto stale = no_stale_write.name;
  const Expected never{nothing_left_unbilled.name, 19};
  m.claim("delay=0 pauses=0 program=charge-blindly clients=1");
  m.claim("delay=0 pauses=0 program=charge-blindly expiry=never", {{twice, 13}});
  m.claim("delay=0 program=charge-blindly store=idempotent", {belief});
  m.claim("delay=0 program=charge-blindly store=idempotent key=request",
          {belief, {stale, 14}, {twice, 13}});
  m.claim("delay=0 pauses=0 crashes=1");
  m.claim("delay=0 pauses=0 program=charge-then-flag");
  m.claim("delay=0 pauses=0 crashes=1 program=charge-then-flag", {{twice, 19}});
  m.claim("delay=0 program=charge-then-flag store=fenced", {belief, effect, {twice, 19}});
  m.claim("delay=0 pauses=0 program=intent-first");
  m.claim("delay=0 pauses=0 crashes=1 program=intent-first", {{twice, 22}});
  m.claim("delay=0 pauses=0 crashes=1 program=intent-first pending=skip", {never});
  m.claim("delay=0 pauses=0 crashes=1 program=intent-first store=idempotent");
  m.claim("delay=0 program=intent-first pending=skip", {belief, effect, {stale, 20}, {twice, 26}});
  m.claim("delay=0 program=intent-first pending=skip store=fenced",
          {belief, {effect.property, 20}});
}

// Two values that belong together: in one store, and in two.
void claims_of_two_values(Lease& m) {
  const Expected belief{exclusion_in_belief.name, 9};
  const Expected effect{exclusion_in_effect.name, 17};
  const Expected stale{no_stale_write.name, 26};
  const Expected old_reader{no_torn_read.name, 23};
  const Expected next_holder{no_torn_read.name, 22};
  const auto half = nothing_half_written.name;
  m.claim("delay=0 workload=snapshot store=fenced", {belief});
  m.claim("delay=0 workload=snapshot store=fenced-writes", {belief, effect, old_reader});
  m.claim("delay=0 workload=snapshot store=owner-checked", {belief});
  m.claim("delay=0 workload=snapshot store=owner-checked checks=writes",
          {belief, effect, old_reader});
  m.claim("delay=0 workload=snapshot writes=apart store=fenced", {belief, next_holder});
  m.claim("delay=0 pauses=0 workload=snapshot crashes=1");
  m.claim("delay=0 pauses=0 workload=snapshot writes=apart crashes=1", {next_holder, {half, 31}});
  m.claim("delay=0 pauses=0 workload=two-stores");
  m.claim("delay=0 pauses=0 workload=two-stores crashes=1", {next_holder, {half, 31}});
  m.claim("delay=0 workload=two-stores", {belief, effect, stale, next_holder, {half, 38}});
  m.claim("delay=0 workload=two-stores store=fenced", {belief, effect, next_holder});
}

}  // namespace

void claims_of_work(Lease& m) {
  claims_with_other_work(m);
  claims_of_stores(m);
  claims_of_programs(m);
  claims_of_two_values(m);
}

}  // namespace lockstep::lease
