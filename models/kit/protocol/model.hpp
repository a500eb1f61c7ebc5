// A protocol with its settings, as the engine sees it.
#pragma once

#include "checker/model/model.hpp"
#include "checker/model/narrator.hpp"
#include "models/kit/fields/overflow.hpp"
#include "models/kit/passes/canonical.hpp"
#include "models/kit/passes/instants.hpp"
#include "models/kit/passes/messages.hpp"
#include "models/kit/passes/ranks.hpp"
#include "models/kit/passes/timers.hpp"
#include "models/kit/protocol/guarded_model.hpp"
#include "models/kit/protocol/history.hpp"
#include "models/kit/protocol/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lockstep::kit {

class ProtocolModel final : public GuardedModel, private Narrator {
 public:
  // Throws ContractBroken when there are too many arguments, properties or lanes.
  explicit ProtocolModel(ProtocolTable table);

  const Shape& shape() const override { return shape_; }
  void starts(Sink& sink) const override;
  void steps(const std::byte* state, Sink& sink) const override;
  std::uint64_t broken(const std::byte* state, bool at_end) const override;
  void canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const override;
  void check_guards(const std::byte* state) const override;
  std::vector<Forbidden> forbidden(std::uint16_t action, const std::byte* state) const override;
  bool lets_time_pass(std::uint16_t action) const override;
  const std::vector<Goal>& goals() const override { return goals_; }
  void calls(const std::byte* state, std::span<Call> all) const override;
  std::string party(Move move, const std::byte* from) const override;
  Waiting waiting(const std::byte* state) const override;
  const Narrator& narrator() const override { return *this; }

 private:
  struct Judge {
    bool (*truth)(const void* params, const std::byte* state);
    std::uint16_t property;
    bool at_end;
    bool told_when;  // the truth that sets its bit
  };

  void fill_shape();
  void fill_goals();
  void count_arguments();
  bool is_overdue(const std::byte* state) const;
  // The urgent timers that have run out, by the names of their fields.
  std::string overdue(const std::byte* state) const;
  // Calls f(code, step, after) for each argument that there is in `state`, which has room for
  // Layout::size bytes.
  template <class F>
  void attempt_all(const ActionRow& action, const std::byte* state, F&& f) const;
  static unsigned end_of(const Argument& argument, const std::byte* state);
  bool is_there(const Argument& argument, unsigned index, const std::byte* state) const;
  std::vector<unsigned> indices(const ActionRow& action, unsigned code) const;
  // "at (idle to holding)": the fields in which two states differ, both with room for a state.
  std::string changed(const std::byte* before, const std::byte* after) const;
  std::string word(const Argument& argument, unsigned index, const std::byte* state) const;
  std::optional<unsigned> lane_of(const Argument& argument, unsigned index,
                                  const std::byte* state) const;
  std::optional<Message> described(TypeKey key, const std::byte* message) const;
  [[noreturn]] void broken_in_action(const Run& run, const std::byte* next,
                                     const FieldBroken& broken) const;

  // Narrator.
  std::string label(Move move, const std::byte* from) const override;
  unsigned lane(Move move, const std::byte* from) const override;
  std::vector<Change> changes(const std::byte* before, const std::byte* after) const override;
  std::string json(const std::byte* state) const override;
  std::vector<Message> in_flight(const std::byte* state) const override;
  std::vector<Bar> bars(const std::byte* state) const override;
  std::string explain(std::size_t property, const std::byte* state) const override;

  ProtocolTable table_;
  Shape shape_;
  std::vector<Goal> goals_;
  std::vector<Run> runs_;
  std::vector<Judge> judges_;
  unsigned first_of_history_ = 0;  // of the properties
  std::uint64_t judged_ = 0;       // bits of the properties that are
  Timers timers_;
  Instants instants_;
  std::optional<History> history_;
  Ranks ranks_;
  Canonical canonical_;
  std::vector<Messages> messages_;  // for each row of the table
};

}  // namespace lockstep::kit
