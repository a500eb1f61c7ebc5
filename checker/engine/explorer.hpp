// Exhaustive breadth-first search, one level after the other, on all threads.
//
// A level is worked through in rounds. In a round, workers expand states of the level until their
// outboxes hold enough; then every shard takes what is meant for it, and what is new there belongs
// to the next level. Which states are in a level, and so every count and verdict, does not depend
// on who found them.
#pragma once

#include "checker/engine/exchange.hpp"
#include "checker/engine/expand.hpp"
#include "checker/engine/statistics.hpp"
#include "checker/machine/shares.hpp"
#include "checker/model/model.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace lockstep {

class CheckpointReader;
class CheckpointWriter;

class Explorer {
 public:
  // Finds the starts. `model` and `team` must outlive it.
  Explorer(const Model& model, Team& team, unsigned reductions);

  // Goes on where save() was called. Throws Refused when that was a search of another model, or
  // with other reductions.
  Explorer(const Model& model, Team& team, unsigned reductions, CheckpointReader& from);

  // May be called between two levels and while `stop` is asked, not after the search was given up.
  void save(CheckpointWriter& to) const;

  // Judges all states of this level, takes all their steps, and goes on to the next level. Asks
  // `stop` now and then; when it answers yes, gives up and is false. Throws ContractBroken, and
  // whatever `stop` throws; the search is given up then as well.
  bool expand_level(const std::function<bool()>& stop);

  // After the search was given up: judges the states of this level as far as that needs no steps.
  // What was found beyond it does not count.
  void stop_here();

  bool finished() const { return level_states_.size() + found_size() == 0; }
  std::uint64_t level() const { return level_; }  // steps from a start
  const Frontier& frontier() const { return level_states_; }
  std::uint64_t level_before() const { return level_before_; }  // states of the level before
  std::uint64_t states() const { return states_; }              // up to and with this level
  std::uint64_t states_now() const { return store_->size(); }   // also those found beyond it
  std::uint64_t transitions() const { return transitions_; }    // from all levels before this one
  const std::vector<std::uint64_t>& taken() const { return taken_; }
  SearchStatistics statistics() const;  // so far

  // For each property: the first level with a state that breaks it.
  // For one that is claimed `sometimes`: the first level that shows it.
  const std::vector<std::optional<std::uint64_t>>& broken_at() const { return broken_at_; }

  // Expanding throws MemoryLimitHit when the states have to be encoded anew and the process takes
  // more than `bytes` meanwhile.
  void limit_memory(std::uint64_t bytes) { memory_max_ = bytes; }

  // Moves the states of the levels at hand into a file, but for those that no file would help. May
  // be called when save() may.
  void spill();

  // Where to keep all levels that are done, the first first; by default they are let go.
  void keep_levels(std::vector<Frontier>* levels) { kept_ = levels; }

 private:
  enum class Phase : std::uint8_t { between_levels, within_level, given_up };

  struct Empty {};  // asks for an explorer without any state yet

  // A part of a segment: what a worker takes at a time.
  struct Piece {
    Segment* segment;
    std::size_t from;
    std::size_t count;
    bool last;  // of its segment

    template <class Visit>
    void for_each(Visit&& visit) const {
      segment->for_each(from, count, std::forward<Visit>(visit));
    }
  };

  Explorer(const Model& model, Team& team, unsigned reductions, Empty);
  bool expand_rounds(const std::function<bool()>& stop);
  void begin_level();
  std::vector<std::size_t> cut_into_pieces(const std::vector<std::size_t>& segments_until);
  void expand_round();
  void end_round();
  void end_level();
  void deliver();
  void insert_found();
  void admit_misfits();
  std::vector<std::byte> without_fitting(std::vector<std::byte> misfits);
  void go_on_with(std::shared_ptr<const Code> code);
  std::size_t round_records() const;
  std::uint64_t found_size() const;
  void note_broken(std::uint64_t bits);
  void note_shown();

  const Model& model_;
  Team& team_;
  Exchange exchange_;
  std::vector<Expander> expanders_;  // one for each worker
  std::unique_ptr<VisitedSet> store_;

  Frontier level_states_;
  std::vector<Frontier> found_;       // of the next level, by the worker that found them
  std::vector<Piece> pieces_;         // of level_states_
  Shares left_;                       // those that are not expanded yet, to whom found them
  Sums level_sums_;                   // over those that are
  std::shared_ptr<Scratch> scratch_;  // of found_, when memory is short

  std::uint64_t level_ = 0;
  std::uint64_t level_before_ = 0;
  std::uint64_t states_ = 0;
  std::uint64_t transitions_ = 0;
  std::vector<std::uint64_t> taken_;
  std::vector<std::optional<std::uint64_t>> broken_at_;
  Phase phase_ = Phase::between_levels;
  std::vector<std::size_t> shown_by_;  // by action: a property, or shows_nothing
  std::vector<Frontier>* kept_ = nullptr;
  std::uint64_t memory_max_ = unlimited_memory;
  SearchStatistics counted_;  // but for what statistics() looks up
  const unsigned reductions_;
};

}  // namespace lockstep
