// What happens to one state: it is judged, and its steps are taken. The only place that does so.
#pragma once

#include "checker/engine/outbox.hpp"
#include "checker/machine/own_lines.hpp"
#include "checker/model/model.hpp"
#include "checker/store/code.hpp"
#include "checker/store/visited_set.hpp"

#include <cstdint>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lockstep {

// What came out of many states.
struct Sums {
  explicit Sums(std::size_t actions) : taken(actions) {}
  void add(const Sums& more);

  std::uint64_t transitions() const {
    return std::accumulate(taken.begin(), taken.end(), std::uint64_t{0});
  }

  OwnLines<std::uint64_t> taken;        // transitions by action
  std::uint64_t broken_always = 0;      // bit i: property i was false in some state
  std::uint64_t broken_at_end = 0;      // the same for those claimed at_end
  std::optional<std::string> contract;  // how the model broke its contract, least message first
};

// Belongs to one worker.
class alignas(own_lines) Expander final : public Sink {
 public:
  Expander(const Model& model, unsigned reductions);

  // What comes out goes into `outbox` as records of `store`.
  void open(const VisitedSet& store, Outbox& outbox);

  // Judges the state of this record and takes its steps.
  void expand(const Code& code, const std::uint64_t* record);

  // Judges it only, and only by the properties that are claimed always.
  void judge(const Code& code, const std::uint64_t* record);

  // A successor, or a start.
  void operator()(Move move, const std::byte* state) override;

  // The sums over all calls since the last time.
  Sums take_sums() { return std::exchange(sums_, Sums(sums_.taken.size())); }

  // States that the packing does not know how to pack, and the bits that they lack.
  std::vector<std::byte>& misfits() { return misfits_; }  // width bytes each
  std::vector<std::byte>& wanted() { return wanted_; }
  // All that there were, those that somebody took away too.
  std::uint64_t misfits_so_far() const { return misfits_so_far_; }

 private:
  const std::byte* canonical(const std::byte* state);
  bool is_same(const std::uint64_t* record) const;
  void keep_misfit(const std::byte* state);

  const Model& model_;
  const unsigned reductions_;
  const std::size_t width_;
  const Code* code_ = nullptr;
  const VisitedSet* store_ = nullptr;
  Outbox* outbox_ = nullptr;
  std::uint64_t always_ = 0;                  // bits of the properties not claimed at_end
  OwnLines<std::uint8_t> goes_on_by_;         // by action: keeps_going()
  const std::uint64_t* same_code_ = nullptr;  // record of the state being expanded
  std::uint8_t goes_on_ = 0;                  // a step of that state does so
  OwnLines<std::uint64_t> scratch_;
  OwnLines<std::uint64_t> record_;  // of a successor
  OwnLines<std::byte> state_;       // being expanded
  OwnLines<std::byte> successor_;   // being brought into canonical form
  std::vector<std::byte> misfits_;
  std::vector<std::byte> wanted_;
  std::uint64_t misfits_so_far_ = 0;
  Sums sums_;
};

}  // namespace lockstep
