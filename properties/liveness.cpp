#include "properties/liveness.hpp"

namespace lockstep {
namespace {

constexpr Clients once(bool truth) { return truth ? 1 : 0; }

}  // namespace

const LockGoal deadlock_freedom = {
    "deadlock freedom",
    "when clients want the lock, one of them gets it",
    Form::leads_to,
    false,
    [](const Observation& seen) { return once(seen.trying != 0); },
    [](const Observation& seen) { return once(seen.believing != 0 || seen.trying == 0); },
    "somebody wants the lock forever, and nobody gets it",
    "no client ever wants the lock",
};

const LockGoal starvation_freedom = {
    "starvation freedom",
    "every client that wants the lock gets it, gives up or crashes",
    Form::leads_to,
    true,
    [](const Observation& seen) { return seen.trying; },
    [](const Observation& seen) { return ~seen.trying; },
    "{0} wants the lock forever, and never gets it",
    "no client ever wants the lock",
};

const LockGoal freed_after_crash = {
    "freed after a crash",
    "the lock of a client that crashes gets free",
    Form::leads_to,
    true,
    [](const Observation& seen) { return seen.crashed & seen.granted; },
    [](const Observation& seen) { return ~seen.granted; },
    "{0} has crashed, and the lock service considers it the holder forever",
    "no client crashes while it holds the lock",
};

const LockGoal others_go_on = {
    "others go on",
    "while a client is cut off, every other that wants the lock gets it, gives up or is cut off",
    Form::leads_to,
    true,
    [](const Observation& seen) {
      return seen.cut_off != 0 ? seen.trying & ~seen.cut_off : Clients{0};
    },
    [](const Observation& seen) { return ~seen.trying | seen.cut_off; },
    "{0} reaches the lock service, wants the lock forever, and never gets it",
    "no client wants the lock while another is cut off",
};

const LockGoal stops_when_lost = {
    "stops when the lock is lost",
    "a client that believes that it holds the lock, and does not, stops or gets it again",
    Form::leads_to,
    true,
    [](const Observation& seen) { return seen.believing & ~seen.granted; },
    [](const Observation& seen) { return ~seen.believing | seen.granted; },
    "{0} believes forever that it holds the lock, and does not",
    "no client believes that it holds the lock when it does not",
};

const LockGoal eventually_billed = {
    "eventually billed",
    "once a client wants the lock, the job is billed some day",
    Form::leads_to,
    false,
    [](const Observation& seen) { return once(seen.trying != 0); },
    [](const Observation& seen) { return once(seen.charges >= 1); },
    "a client wanted to bill the job, and it is never billed",
    "no client ever wants the lock",
};

}  // namespace lockstep
