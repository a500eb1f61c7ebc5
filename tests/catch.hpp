#pragma once

// Catch2 2 (Debian 12) and Catch2 3 (newer systems) under one name. Its WHEN is not taken: a guard
// of ours is called so.

#pragma push_macro("WHEN")
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
#pragma pop_macro("WHEN")
