#include "checker/engine/expand.hpp"

#include "checker/errors/errors.hpp"
#include "checker/model/ends.hpp"

#include <algorithm>
#include <cstring>

namespace lockstep {

void Sums::add(const Sums& more) {
  for (std::size_t i = 0; i < taken.size(); ++i) taken[i] += more.taken[i];
  broken_always |= more.broken_always;
  broken_at_end |= more.broken_at_end;
  if (more.contract && (!contract || *more.contract < *contract)) contract = more.contract;
}

Expander::Expander(const Model& model, unsigned reductions)
    : model_(model),
      reductions_(reductions),
      width_(model.shape().width),
      goes_on_by_(std::max<std::size_t>(1, model.shape().actions.size())),  // a start counts as one
      state_(width_),
      successor_(width_),
      wanted_(width_),
      sums_(goes_on_by_.size()) {
  for (std::size_t i = 0; i < model.shape().actions.size(); ++i)
    goes_on_by_[i] = keeps_going(model.shape(), {static_cast<std::uint16_t>(i), 0});
  const auto& properties = model.shape().properties;
  for (std::size_t i = 0; i < properties.size(); ++i)
    if (properties[i].when != When::at_end) always_ |= std::uint64_t{1} << i;
}

void Expander::open(const VisitedSet& store, Outbox& outbox) {
  store_ = &store;
  code_ = store.code().get();
  outbox_ = &outbox;
  record_.resize(code_->room());
}

void Expander::judge(const Code& code, const std::uint64_t* record) {
  std::byte* const state = state_.data();
  scratch_.resize(code.room());
  code.decode(record, scratch_.data(), state);
  sums_.broken_always |= model_.broken(state, false) & always_;
}

void Expander::expand(const Code& code, const std::uint64_t* record) {
  judge(code, record);
  const std::byte* const state = state_.data();
  goes_on_ = 0;
  same_code_ = &code == code_ ? record : nullptr;
  try {
    model_.steps(state, *this);
  } catch (const ContractBroken& broken) {
    if (!sums_.contract || broken.what() < *sums_.contract) sums_.contract = broken.what();
    return;
  }
  if (!goes_on_) sums_.broken_at_end |= model_.broken(state, true) & ~always_;
}

void Expander::operator()(Move move, const std::byte* state) {
  goes_on_ |= goes_on_by_[move.action];
  ++sums_.taken[move.action];
  if (reductions_ != no_reduction) state = canonical(state);
  std::uint64_t* const record = record_.data();
  if (!code_->encode(state, record)) [[unlikely]]
    return keep_misfit(state);
  // A step back to the same state is a step, and finds nothing.
  if (same_code_ && record[0] == same_code_[0] && is_same(record)) return;
  outbox_->add(store_->shard_of(record[0]), record);
}

bool Expander::is_same(const std::uint64_t* record) const {
  return std::equal(record + 1, record + code_->words(), same_code_ + 1);
}

const std::byte* Expander::canonical(const std::byte* state) {
  std::byte* const bytes = successor_.data();
  std::memcpy(bytes, state, width_);
  model_.canonicalise(bytes, reductions_, nullptr);
  return bytes;
}

void Expander::keep_misfit(const std::byte* state) {
  misfits_.insert(misfits_.end(), state, state + width_);
  code_->packing().add_misfit(state, wanted_);
  ++misfits_so_far_;
}

}  // namespace lockstep
