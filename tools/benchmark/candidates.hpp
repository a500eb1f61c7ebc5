// The programs that explore a case: Lockstep, and those that it is compared with.
#pragma once

#include "tools/benchmark/cases.hpp"
#include "tools/benchmark/process.hpp"

#include <functional>
#include <string>
#include <vector>

namespace lockstep::bench {

struct Candidate {
  std::string checker;
  int threads = 1;
  std::string configuration;  // for people; empty: there is only one
  Command command;
  std::vector<int> good_statuses = {0};
  // Empty when the output tells the counts of the case; else what is wrong.
  std::function<std::string(const std::string& output)> wrong;
};

// Where things are.
struct Places {
  std::filesystem::path programs;  // lockstep and lockstep_plain
  std::filesystem::path models;    // for SPIN and rumur
  std::filesystem::path work;      // may be written to
};

// Each compiles what has to be compiled, and gives the configurations that may be the fastest; none
// when the checker cannot do the case with this many threads.
std::vector<Candidate> lockstep_candidates(const Case& of, int threads, const Places& places);
std::vector<Candidate> plain_candidates(const Case& of, int threads, const Places& places);
std::vector<Candidate> spin_candidates(const Case& of, int threads, const Places& places);
std::vector<Candidate> rumur_candidates(const Case& of, int threads, const Places& places);

// `text` has to match `pattern`, and its groups have to be `expected`. What is wrong otherwise.
std::string differs(const std::string& text, const std::string& pattern,
                    const std::vector<std::string>& expected);

// A folder of that name under `places.work`, empty.
std::filesystem::path fresh_folder(const Places& places, const std::string& name);

}  // namespace lockstep::bench
