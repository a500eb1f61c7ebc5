#include "checker/engine/explorer.hpp"

#include "checker/errors/errors.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <utility>

namespace lockstep {
namespace {

constexpr std::size_t piece_states = 256;
constexpr std::size_t few_states = 1024;  // not worth waking a second thread for
constexpr std::size_t misfit_bytes_max = std::size_t{16} << 20;  // of a worker in a round

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

Explorer::Explorer(const Model& model, Team& team, unsigned reductions, int)
    : model_(model),
      team_(team),
      exchange_(team),
      level_sums_(model.shape().actions.size()),
      taken_(model.shape().actions.size()),
      broken_at_(model.shape().properties.size()),
      reductions_(reductions) {
  for (int i = 0; i < team.size(); ++i) expanders_.emplace_back(model, reductions);
}

Explorer::Explorer(const Model& model, Team& team, unsigned reductions)
    : Explorer(model, team, reductions, 0) {
  FirstStart first(model.shape().width);
  model.starts(first);
  if (!first.any) throw ContractBroken("the model has no state to start from");
  const auto* state = reinterpret_cast<const std::byte*>(first.state.data());
  store_ =
      std::make_unique<Store>(std::make_shared<const Code>(Packing(model.shape().width, state)));

  exchange_.open(*store_);
  expanders_[0].open(*store_, exchange_.outbox(0));
  model.starts(expanders_[0]);
  expanders_[0].take_sums();
  deliver();
  begin_level();
}

bool Explorer::expand_level(const std::function<bool()>& stop) {
  while (next_piece_ < pieces_.size()) {
    if (stop()) return false;
    expand_round();
    deliver();
  }
  // Whether a limit of states is hit in this level must not depend on where its rounds ended.
  if (next_states_.size() > 0 && stop()) return false;
  end_level();
  begin_level();
  return true;
}

void Explorer::begin_level() {
  level_states_ = std::exchange(next_states_, Frontier());
  scratch_.reset();
  states_ = store_->size();
  cut_into_pieces();
}

void Explorer::cut_into_pieces() {
  next_piece_ = 0;
  pieces_.clear();
  for (Segment& segment : level_states_.segments())
    for (std::size_t from = 0; from < segment.size(); from += piece_states) {
      const std::size_t count = std::min(piece_states, segment.size() - from);
      pieces_.push_back({&segment, from, count, from + count == segment.size()});
    }
}

void Explorer::end_level() {
  transitions_ += level_sums_.transitions();
  for (std::size_t i = 0; i < taken_.size(); ++i) taken_[i] += level_sums_.taken[i];
  note_broken(level_sums_.broken_always | level_sums_.broken_at_end);
  const Sums sums = std::exchange(level_sums_, Sums(taken_.size()));
  if (sums.contract) throw ContractBroken(*sums.contract);
  level_before_ = level_states_.size();
  if (kept_) kept_->push_back(std::move(level_states_));
  ++level_;
}

// Expands pieces until the outboxes are full enough.
void Explorer::expand_round() {
  exchange_.open(*store_);
  std::atomic<std::size_t> cursor = next_piece_;
  const std::size_t full = round_records() / static_cast<std::size_t>(team_.size());
  const std::size_t full_of_misfits = std::min(full * model_.shape().width, misfit_bytes_max);
  const auto work = [&](int worker) {
    Outbox& outbox = exchange_.outbox(worker);
    Expander& expander = expanders_[static_cast<std::size_t>(worker)];
    expander.open(*store_, outbox);
    while (outbox.records() < full && expander.misfits().size() < full_of_misfits) {
      const std::size_t number = cursor++;
      if (number >= pieces_.size()) return;
      work_on(pieces_[number], expander, &Expander::expand);
    }
  };
  if (level_states_.size() <= few_states)
    work(0);
  else
    team_.run(work);
  end_round(std::min<std::size_t>(cursor, pieces_.size()));
}

void Explorer::work_on(const Piece& piece, Expander& expander,
                       void (Expander::*what)(const Code&, const std::uint64_t*)) {
  std::vector<std::uint64_t> buffer;
  const Code& code = *piece.segment->code();
  const std::uint64_t* record = piece.segment->records(piece.from, piece.count, buffer);
  for (std::size_t i = 0; i < piece.count; ++i, record += code.words())
    (expander.*what)(code, record);
}

void Explorer::end_round(std::size_t next) {
  for (Expander& expander : expanders_) level_sums_.add(expander.take_sums());
  for (; next_piece_ < next; ++next_piece_)
    if (pieces_[next_piece_].last && !kept_) pieces_[next_piece_].segment->release();
}

// The outboxes are to stay small beside the store, and large enough for a shard to get many records
// at once: it is read from end to end for them.
std::size_t Explorer::round_records() const {
  const std::size_t size = store_->size();
  return std::clamp<std::size_t>(size / 4, 1 << 15, std::max<std::size_t>(1 << 22, size / 12));
}

void Explorer::deliver() {
  next_states_.append(exchange_.deliver(*store_));
  admit_misfits();
  if (store_->code()->crowded()) go_on_with(store_->code()->grown(store_->size()));
  if (store_->wants_more_shards()) store_ = store_->split(team_);
}

// Widens the code until every state that was found fits: by the bits that it lacks, and when it
// knows them all, by room for the parts that it has not seen.
void Explorer::admit_misfits() {
  std::vector<std::byte> misfits;
  std::vector<std::byte> wanted(model_.shape().width);
  for (Expander& expander : expanders_) {
    misfits.insert(misfits.end(), expander.misfits().begin(), expander.misfits().end());
    expander.misfits().clear();
    for (std::size_t i = 0; i < wanted.size(); ++i)
      wanted[i] |= std::exchange(expander.wanted()[i], std::byte{0});
  }
  while (!misfits.empty()) {
    const Code& code = *store_->code();
    go_on_with(code.packing().knows(wanted) ? code.grown(store_->size())
                                            : with_room_for(*store_, code.widened(wanted), team_));
    misfits = without_fitting(std::move(misfits));
    next_states_.append(exchange_.deliver(*store_));
  }
}

// Puts those that can be encoded now into an outbox, and gives back the others.
std::vector<std::byte> Explorer::without_fitting(std::vector<std::byte> misfits) {
  const std::size_t width = model_.shape().width;
  exchange_.open(*store_);
  std::vector<std::uint64_t> record(store_->code()->room());
  std::vector<std::uint64_t> state(width / 8);  // aligned
  std::vector<std::byte> left;
  for (auto at = misfits.begin(); at != misfits.end(); at += static_cast<std::ptrdiff_t>(width)) {
    std::memcpy(state.data(), &*at, width);
    if (store_->code()->encode(reinterpret_cast<const std::byte*>(state.data()), record.data()))
      exchange_.outbox(0).add(store_->shard_of(record[0]), record.data());
    else
      left.insert(left.end(), at, at + static_cast<std::ptrdiff_t>(width));
  }
  return left;
}

void Explorer::go_on_with(std::shared_ptr<const Code> code) {
  if (code->has_records_of(*store_->code())) return store_->continue_with(std::move(code));
  store_ = rehouse(*store_, std::move(code), team_, exchange_, memory_max_);
}

void Explorer::note_broken(std::uint64_t bits) {
  for (std::size_t i = 0; i < broken_at_.size(); ++i)
    if ((bits >> i & 1) && !broken_at_[i]) broken_at_[i] = level_;
}

void Explorer::stop_here() {
  team_.share(pieces_.size() - next_piece_, [&](int worker, std::size_t number) {
    Expander& expander = expanders_[static_cast<std::size_t>(worker)];
    work_on(pieces_[next_piece_ + number], expander, &Expander::judge);
  });
  for (Expander& expander : expanders_) level_sums_.add(expander.take_sums());
  note_broken(level_sums_.broken_always);
}

void Explorer::spill() {
  if (!scratch_) scratch_ = std::make_shared<Scratch>();
  next_states_.spill(scratch_);
  for (Segment& segment : level_states_.segments())
    if (!segment.spilled() && segment.size() > 0) segment.spill(scratch_);
  if (!kept_) return;
  for (Frontier& level : *kept_) level.spill(scratch_);
}

}  // namespace lockstep
