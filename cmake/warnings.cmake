# The warnings that every target of ours is compiled with. Only lists, and no other file needed, so that
# whatever compiles a protocol can take them from here: a build of its own, or a program.

# Errors everywhere: each stands for a mistake in a protocol that would go unnoticed, and promises of
# the kit rest on it. Both g++ and clang++ know them.
set(LOCKSTEP_PROMISES
  -Werror=unused-function            # an action that was written and not registered
  -Werror=switch                     # a message or a place that nobody handles
  -Werror=return-type                # an action that does not say whether it was taken
  -Werror=missing-field-initializers # a row of a table that leaves out what it does not know of
  -Werror=odr                        # two classes of one name; found when linking with LTO only
)

# What else is looked at. Errors with LOCKSTEP_WERROR.
set(LOCKSTEP_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion ${LOCKSTEP_PROMISES})
