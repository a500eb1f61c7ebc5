#include "checker/explorer.hpp"

#include "checker/errors.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <utility>

namespace lockstep {
namespace {

constexpr std::size_t piece_states = 256;
constexpr std::size_t few_states = 1024;  // not worth waking a second thread for

// Takes the first start as it comes: the packing needs a state to begin with.
struct FirstStart final : Sink {
  explicit FirstStart(std::size_t width) : state(width / 8) {}
  void operator()(Move, const std::byte* found) override {
    if (!std::exchange(any, true)) std::memcpy(state.data(), found, 8 * state.size());
  }
  std::vector<std::uint64_t> state;
  bool any = false;
};

}  // namespace

Explorer::Explorer(const Model& model, Team& team, unsigned reductions)
    : model_(model), team_(team), exchange_(team) {
  for (int i = 0; i < team.size(); ++i) expanders_.emplace_back(model, reductions);
  taken_.resize(model.shape().actions.size());
  broken_at_.resize(model.shape().properties.size());

  FirstStart first(model.shape().width);
  model.starts(first);
  if (!first.any) throw ContractBroken("the model has no state to start from");
  const auto* state = reinterpret_cast<const std::byte*>(first.state.data());
  store_ =
      std::make_unique<Store>(std::make_shared<const Code>(Packing(model.shape().width, state)));

  exchange_.open(*store_);
  expanders_[0].open(*store_, exchange_.outbox(0));
  model.starts(expanders_[0]);
  deliver();
  for (Expander& expander : expanders_) expander.sums().taken.assign(taken_.size(), 0);
  level_states_ = std::move(next_states_);
  next_states_ = Frontier();
  states_ = store_->size();
}

bool Explorer::expand_level(const std::function<bool()>& stop) {
  const std::vector<Piece> all = pieces();
  for (std::size_t next = 0; next < all.size();) {
    if (stop()) return false;
    expand_round(all, next);
    deliver();
  }
  // Whether a limit that counts states is hit in this level must not depend on the rounds.
  if (next_states_.size() > 0 && stop()) return false;
  sum_up();
  if (kept_) kept_->push_back(std::move(level_states_));
  level_states_ = std::exchange(next_states_, Frontier());
  ++level_;
  states_ = store_->size();
  return true;
}

std::vector<Explorer::Piece> Explorer::pieces() const {
  std::vector<Piece> all;
  for (const Segment& segment : level_states_.segments())
    for (std::size_t from = 0; from < segment.size(); from += piece_states)
      all.push_back({&segment, from, std::min(from + piece_states, segment.size())});
  return all;
}

// Expands pieces from number `next` on until the outboxes are full enough.
void Explorer::expand_round(const std::vector<Piece>& pieces, std::size_t& next) {
  exchange_.open(*store_);
  std::atomic<std::size_t> cursor = next;
  const std::size_t full = round_records() / static_cast<std::size_t>(team_.size());
  const auto work = [&](int worker) {
    Outbox& outbox = exchange_.outbox(worker);
    Expander& expander = expanders_[static_cast<std::size_t>(worker)];
    expander.open(*store_, outbox);
    while (outbox.records() < full) {
      const std::size_t number = cursor++;
      if (number >= pieces.size()) return;
      const auto& [segment, from, to] = pieces[number];
      for (std::size_t i = from; i < to; ++i) expander.expand(*segment->code, segment->record(i));
    }
  };
  if (level_states_.size() <= few_states)
    work(0);
  else
    team_.run(work);
  next = std::min<std::size_t>(cursor, pieces.size());
}

// The outboxes are to stay small beside the store, and large enough to keep its owners busy.
std::size_t Explorer::round_records() const {
  return std::clamp<std::size_t>(store_->size() / 4, 1 << 15, 1 << 22);
}

void Explorer::deliver() {
  next_states_.append(exchange_.deliver(*store_));
  admit_misfits();
  if (store_->wants_more_shards())
    rehouse_with(store_->code(), store_->shard_bits() + Store::shard_bits_step);
}

// Widens the packing until every state that was found fits.
void Explorer::admit_misfits() {
  std::vector<std::byte> misfits;
  std::vector<std::byte> wanted(model_.shape().width);
  for (Expander& expander : expanders_) {
    misfits.insert(misfits.end(), expander.misfits().begin(), expander.misfits().end());
    expander.misfits().clear();
    for (std::size_t i = 0; i < wanted.size(); ++i)
      wanted[i] |= std::exchange(expander.wanted()[i], std::byte{0});
  }
  if (misfits.empty()) return;
  const Packing wider = store_->code()->packing().widened(wanted);
  rehouse_with(std::make_shared<const Code>(wider), store_->shard_bits());
  exchange_.open(*store_);
  std::vector<std::uint64_t> record(store_->code()->words());
  std::vector<std::uint64_t> state(wanted.size() / 8);  // aligned
  for (std::size_t at = 0; at < misfits.size(); at += wanted.size()) {
    std::memcpy(state.data(), &misfits[at], wanted.size());
    store_->code()->encode(reinterpret_cast<const std::byte*>(state.data()), record.data());
    exchange_.outbox(0).add(store_->shard_of(record[0]), record.data());
  }
  next_states_.append(exchange_.deliver(*store_));
}

void Explorer::rehouse_with(std::shared_ptr<const Code> code, unsigned shard_bits) {
  store_ = rehouse(*store_, std::move(code), shard_bits, team_, exchange_);
}

void Explorer::sum_up() {
  std::uint64_t broken = 0;
  std::optional<std::string> contract;
  for (Expander& expander : expanders_) {
    Expander::Sums sums = std::move(expander.sums());
    expander.sums() = Expander::Sums();
    expander.sums().taken.resize(taken_.size());
    transitions_ += sums.transitions;
    for (std::size_t i = 0; i < taken_.size(); ++i) taken_[i] += sums.taken[i];
    broken |= sums.broken_always | sums.broken_at_end;
    if (sums.contract && (!contract || *sums.contract < *contract)) contract = sums.contract;
  }
  note_broken(broken);
  if (contract) throw ContractBroken(*contract);
}

void Explorer::note_broken(std::uint64_t bits) {
  for (std::size_t i = 0; i < broken_at_.size(); ++i)
    if ((bits >> i & 1) && !broken_at_[i]) broken_at_[i] = level_;
}

void Explorer::stop_here() {
  const std::vector<Piece> all = pieces();
  for (Expander& expander : expanders_) expander.sums().broken_always = 0;
  team_.share(all.size(), [&](int worker, std::size_t number) {
    Expander& expander = expanders_[static_cast<std::size_t>(worker)];
    const auto& [segment, from, to] = all[number];
    for (std::size_t i = from; i < to; ++i) expander.judge(*segment->code, segment->record(i));
  });
  for (Expander& expander : expanders_) note_broken(expander.sums().broken_always);
}

}  // namespace lockstep
