#include "tools/program.hpp"

int main(int argc, char** argv) { return lockstep::program(argc, argv); }
