// What a matrix found, for all the ways to print it.
#pragma once

#include "models/composition/impossible.hpp"
#include "tools/report/outcome.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lockstep {

struct MatrixRow {
  std::string label;                   // "redlock again=true"
  std::string protocol;                // "redlock"
  std::string command;                 // the check that this row is, as it is typed
  std::string refused;                 // why it was not judged; empty: it was
  std::vector<std::string> not_taken;  // settings of the environment that it has no parameter for
  std::optional<Outcome> found;
  std::vector<Impossible> impossible;  // by theory, under these settings
};

enum class CellKind : std::uint8_t {
  absent,      // the row has no such property
  holds,       // also with each assumption relaxed that can be, as far as that was tried
  only_under,  // it holds, and breaks when one of these assumptions is relaxed
  violated,
  unknown,  // a limit was hit
  not_judged,
};

struct MatrixCell {
  CellKind kind = CellKind::absent;
  const PropertyOutcome* property = nullptr;  // null: absent
  std::vector<const LedgerLine*> under;       // on what it rests, as far as that was tried
  bool empty = false;                         // it holds, and something that could never happened
  bool impossible = false;                    // it is violated, as theory says of such locks
};

struct Matrix {
  std::vector<std::string> environment;  // "pauses=1"
  std::vector<std::string> columns;      // the names of properties
  std::vector<MatrixRow> rows;

  // Refers to this matrix.
  MatrixCell cell(std::size_t row, std::size_t column) const;
  // Is a cell unknown?
  bool open() const;
};

// The assumptions on which cells rest, in the order of their letters: each once.
std::vector<const LedgerLine*> conditions(const Matrix& matrix);

// What the theory says that is marked in cells, each once.
std::vector<Impossible> theory(const Matrix& matrix);

// "a" … "z", "a2" …: what a condition is called in a cell.
std::string letter(std::size_t number);

bool same_assumption(const LedgerLine& one, const LedgerLine& other);

}  // namespace lockstep
