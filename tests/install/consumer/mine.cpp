// A program like lockstep, of somebody else's.
#include "tools/program.hpp"

int main(int argc, char** argv) { return lockstep::program(argc, argv, lockstep::catalogue()); }
