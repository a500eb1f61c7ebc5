// lockstep_plain MODEL CLIENTS
#include "tools/benchmark/plain/abstract_lease.hpp"
#include "tools/benchmark/plain/lamport_fast.hpp"
#include "tools/benchmark/plain/peterson.hpp"
#include "tools/benchmark/plain/two_phase_commit.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

namespace lockstep::plain {
namespace {

template <class Model>
void explore() {
  Explorer<Model> explorer;
  explorer.run();
  std::printf("%zu states, %ju transitions, depth %ju, %ju broken\n", explorer.states(),
              std::uintmax_t{explorer.transitions()}, std::uintmax_t{explorer.depth()},
              std::uintmax_t{explorer.broken()});
}

template <template <int> class Model>
bool explore_sized(int clients) {
  switch (clients) {
    case 3: explore<Model<3>>(); return true;
    case 4: explore<Model<4>>(); return true;
    case 5: explore<Model<5>>(); return true;
    case 6: explore<Model<6>>(); return true;
    case 7: explore<Model<7>>(); return true;
    case 8: explore<Model<8>>(); return true;
    case 9: explore<Model<9>>(); return true;
    case 10: explore<Model<10>>(); return true;
    default: return false;
  }
}

bool explore_named(const std::string& model, int clients) {
  if (model == "peterson") return explore_sized<Peterson>(clients);
  if (model == "lamport-fast") return explore_sized<LamportFast>(clients);
  if (model == "abstract-lease") return explore_sized<AbstractLease>(clients);
  if (model == "two-phase-commit") return explore_sized<TwoPhaseCommit>(clients);
  return false;
}

}  // namespace
}  // namespace lockstep::plain

int main(int argc, char** argv) {
  if (argc == 3 && lockstep::plain::explore_named(argv[1], std::atoi(argv[2]))) return 0;
  std::fputs("usage: lockstep_plain MODEL CLIENTS, where clients are 3 to 10\n", stderr);
  return 2;
}
