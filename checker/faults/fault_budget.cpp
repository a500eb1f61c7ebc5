#include "checker/faults/fault_budget.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/errors/errors.hpp"
#include "checker/faults/fault_kinds.hpp"

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <cstring>
#include <string>

namespace lockstep {
// Passes on what the budget allows, with the counters behind the state.
class FaultBudget::Filter final : public Sink {
 public:
  // `counters` are those of the state from which the steps are taken; null at a start.
  Filter(const FaultBudget& budget, const std::byte* counters, Sink& sink)
      : budget_(budget), counters_(counters), sink_(sink), next_(budget.shape_.width / 8) {}

  void operator()(Move move, const std::byte* state) override {
    auto* next = reinterpret_cast<std::byte*>(next_.data());
    std::byte* spent = next + budget_.width_;
    if (counters_) {
      const Price& price = budget_.prices_[move.action];
      if (!price.allowed) return;
      std::memcpy(spent, counters_, budget_.shape_.width - budget_.width_);
      for (unsigned i = 0; i < price.counters; ++i) {
        auto& counter = reinterpret_cast<std::uint8_t*>(spent)[price.counter[i]];
        if (counter == budget_.limits_[price.counter[i]]) return;
        ++counter;
      }
    }
    std::memcpy(next, state, budget_.width_);
    sink_(move, next);
  }

 private:
  const FaultBudget& budget_;
  const std::byte* counters_;
  Sink& sink_;
  boost::container::small_vector<std::uint64_t, 64> next_;
};

FaultBudget::FaultBudget(const Model& inner, const FaultLimits& limits)
    : inner_(inner), width_(inner.shape().width), shape_(inner.shape()) {
  ensure(limits.each.empty() || limits.each.size() == shape_.actions.size(),
         "limits of faults are given for all actions or for none");
  prices_.resize(shape_.actions.size());
  std::vector<std::size_t> faults;
  for (std::size_t i = 0; i < shape_.actions.size(); ++i)
    if (shape_.actions[i].fault) faults.push_back(i);
  count(limits.total, faults);
  if (!limits.each.empty()) count_each(limits.each, faults);
  shape_.width += (limits_.size() + 7) / 8 * 8;
  if (!limits.tell_when_spent) return;
  if (shape_.properties.size() == properties_max)
    throw Refused("combinations of faults can be told apart for models of at most " +
                  std::to_string(properties_max - 1) + " properties; this one has " +
                  std::to_string(properties_max));
  spent_bit_ = std::uint64_t{1} << shape_.properties.size();
  shape_.properties.push_back({"faults are left", "a fault is still allowed", When::always});
}

void FaultBudget::count_each(const std::vector<unsigned>& limits,
                             const std::vector<std::size_t>& faults) {
  const std::vector<std::size_t> kinds = kinds_of(shape_);
  for (const std::size_t first : faults) {
    if (kinds[first] != first) continue;
    std::vector<std::size_t> alike;
    for (const std::size_t fault : faults)
      if (kinds[fault] == first) alike.push_back(fault);
    count(limits[first], alike);
  }
}

// Limits `actions`, all together, and counts only where that is needed.
void FaultBudget::count(unsigned limit, const std::vector<std::size_t>& actions) {
  if (limit == FaultLimits::unlimited || actions.empty()) return;
  if (limit > fault_limit_max)
    throw Refused(std::to_string(limit) + " faults cannot be counted: at most " +
                  std::to_string(fault_limit_max));
  for (const std::size_t action : actions) {
    Price& price = prices_[action];
    if (limit == 0)
      price.allowed = false;
    else
      price.counter[price.counters++] = static_cast<std::uint8_t>(limits_.size());
  }
  if (limit > 0) limits_.push_back(static_cast<std::uint8_t>(limit));
  ensure(limits_.size() <= 256, "a model has at most 255 kinds of faults");
}

void FaultBudget::starts(Sink& sink) const {
  Filter filter(*this, nullptr, sink);
  inner_.starts(filter);
}

void FaultBudget::steps(const std::byte* state, Sink& sink) const {
  Filter filter(*this, state + width_, sink);
  inner_.steps(state, filter);
}

bool FaultBudget::spent(const std::byte* state) const {
  return limits_.empty() || std::memcmp(state + width_, limits_.data(), limits_.size()) == 0;
}

std::uint64_t FaultBudget::broken(const std::byte* state, bool at_end) const {
  std::uint64_t bits = inner_.broken(state, at_end);
  if (spent_bit_ && spent(state)) bits |= spent_bit_;
  return bits;
}

void FaultBudget::canonicalise(std::byte* state, unsigned reductions, LaneMap* lanes) const {
  inner_.canonicalise(state, reductions, lanes);
}

}  // namespace lockstep
