#include "properties/exclusion.hpp"

#include <bit>

namespace lockstep {

const LockProperty exclusion_at_service = {
    "mutual exclusion at the service",
    "the lock service considers at most one client the holder",
    When::always,
    [](const Observation& seen) { return std::popcount(seen.granted) <= 1; },
    [](const Observation& seen) {
      return "the lock service considers " + in_words(seen.granted) + " holders of the lock";
    },
};

const LockProperty exclusion_in_belief = {
    "mutual exclusion in belief",
    "at most one client believes that it holds the lock",
    When::always,
    [](const Observation& seen) { return std::popcount(seen.believing) <= 1; },
    [](const Observation& seen) {
      return in_words(seen.believing) + (std::popcount(seen.believing) == 2 ? " both" : " all") +
             " believe that they hold the lock";
    },
};

const LockProperty no_grant_lost = {
    "no grant is lost",
    "a grant lasts until its holder releases it, it expires, or an operator frees the lock",
    When::always,
    [](const Observation& seen) { return seen.forgotten == 0; },
    [](const Observation& seen) {
      const bool one = std::popcount(seen.forgotten) == 1;
      return "the lock service no longer considers " + in_words(seen.forgotten) +
             (one ? " the holder, though the grant lasts" : " holders, though their grants last");
    },
};

const LockProperty held_without_a_gap = {
    "held without a gap",
    "a client that believes without interruption that it holds the lock does hold it all that "
    "time",
    When::always,
    [](const Observation& seen) { return !seen.gap; },
    [](const Observation&) {
      return std::string(
          "the lock was another client's, or nobody's, while a client believed without "
          "interruption "
          "that it held it");
    },
};

const LockProperty one_agent_leads = {
    "one agent leads",
    "the agent of at most one client believes that the client holds the lock",
    When::always,
    [](const Observation& seen) { return std::popcount(seen.leading) <= 1; },
    [](const Observation& seen) {
      return "the agents of " + in_words(seen.leading) +
             " believe at the same time that they hold the lock";
    },
};

const LockProperty exclusion_in_effect = {
    "mutual exclusion in effect",
    "the critical sections of two clients, as the store saw them, do not interleave",
    When::always,
    [](const Observation& seen) { return !seen.interleaved; },
    [](const Observation&) {
      return std::string("the store has applied a request of one client between two of another");
    },
};

}  // namespace lockstep
