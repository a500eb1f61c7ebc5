// main() of the tests, for a Catch2 that does not bring one. Compiling it takes about 25 seconds
// with Catch2 2, so it is compiled once, and not at all where Catch2::Catch2WithMain exists.

#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
