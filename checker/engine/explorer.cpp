#include "checker/engine/explorer.hpp"

#include "checker/errors/ensure.hpp"
#include "checker/errors/errors.hpp"
#include "checker/model/state.hpp"
#include "checker/model/witness.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <utility>

namespace lockstep {
namespace {

// A piece is small, so that workers end a round together; and not too small to be worth handing
// out.
constexpr std::size_t piece_states_min = 32;
constexpr std::size_t piece_states_max = 256;
constexpr std::size_t pieces_wanted = 512;  // in a level

constexpr std::size_t few_states = 1024;  // not worth waking a second thread for
constexpr std::size_t misfit_bytes_max = std::size_t{16} << 20;  // in a round, for each worker

// Records in a round, by the states seen so far. A shard is read from end to end for the records
// that it gets, so a round is to have many; but each takes 8 bytes or more in an outbox, where the
// store has 5 to 8 for a state.
constexpr std::size_t round_records_min = 1 << 17;     // 1 MiB
constexpr std::size_t states_for_a_record = 4;         // 2 bytes a state
constexpr std::size_t round_records_enough = 1 << 22;  // 32 MiB, from 17 million states on
constexpr std::size_t many_states_for_a_record = 12;   // 0.7 bytes a state, from 50 million on

// Takes the first start as it comes: the packing needs a state to begin with.
struct FirstStart final : Sink {
  explicit FirstStart(std::size_t w) : width(w) {}
  void operator()(Move, const std::byte* found) override {
    if (!state) state.emplace(width, found);
  }
  std::size_t width;
  std::optional<StateBytes> state;
};

}  // namespace

Explorer::Explorer(const Model& model, Team& team, unsigned reductions, Empty)
    : model_(model),
      team_(team),
      exchange_(team),
      found_(static_cast<std::size_t>(team.size())),
      level_sums_(model.shape().actions.size()),
      taken_(model.shape().actions.size()),
      broken_at_(model.shape().properties.size()),
      shown_by_(shown_by_actions(model.shape())),
      reductions_(reductions) {
  for (int i = 0; i < team.size(); ++i) expanders_.emplace_back(model, reductions);
  counted_.workers.resize(found_.size());
}

Explorer::Explorer(const Model& model, Team& team, unsigned reductions)
    : Explorer(model, team, reductions, Empty()) {
  FirstStart first(model.shape().width);
  model.starts(first);
  if (!first.state) throw ContractBroken("the model has no state to start from");
  store_ = std::make_unique<VisitedSet>(
      std::make_shared<const Code>(Packing(first.width, first.state->data())));

  exchange_.open(*store_);
  expanders_[0].open(*store_, exchange_.outbox(0));
  model.starts(expanders_[0]);
  expanders_[0].take_sums();
  deliver();
  begin_level();
}

bool Explorer::expand_level(const std::function<bool()>& stop) {
  ensure(phase_ == Phase::between_levels, "a level is expanded after the one before it");
  phase_ = Phase::within_level;
  try {
    const bool done = expand_rounds(stop);
    phase_ = done ? Phase::between_levels : Phase::given_up;
    return done;
  } catch (...) {
    phase_ = Phase::given_up;
    throw;
  }
}

bool Explorer::expand_rounds(const std::function<bool()>& stop) {
  while (!left_.empty()) {
    if (stop()) return false;
    expand_round();
    deliver();
  }
  // Whether a limit of states is hit in this level must not depend on where its rounds ended.
  if (found_size() > 0 && stop()) return false;
  end_level();
  begin_level();
  return true;
}

void Explorer::begin_level() {
  level_states_ = Frontier();
  std::vector<std::size_t> segments_until;  // by worker
  for (Frontier& part : found_) {
    level_states_.append(std::move(part));
    segments_until.push_back(level_states_.segments().size());
  }
  scratch_.reset();
  states_ = store_->size();
  counted_.level_states_max =
      std::max<std::uint64_t>(counted_.level_states_max, level_states_.size());
  counted_.level_bytes_max =
      std::max<std::uint64_t>(counted_.level_bytes_max, level_states_.bytes());
  left_ = Shares(cut_into_pieces(segments_until));
}

// Gives back how many pieces there are up to each of these numbers of segments.
std::vector<std::size_t> Explorer::cut_into_pieces(const std::vector<std::size_t>& segments_until) {
  const std::size_t piece_states =
      std::clamp(level_states_.size() / pieces_wanted, piece_states_min, piece_states_max);
  std::vector<std::size_t> pieces_until;
  std::size_t done = 0;
  pieces_.clear();
  for (const std::size_t until : segments_until) {
    for (; done < until; ++done) {
      Segment& segment = level_states_.segments()[done];
      for (std::size_t from = 0; from < segment.size(); from += piece_states) {
        const std::size_t count = std::min(piece_states, segment.size() - from);
        pieces_.push_back({&segment, from, count, from + count == segment.size()});
      }
    }
    pieces_until.push_back(pieces_.size());
  }
  return pieces_until;
}

void Explorer::end_level() {
  transitions_ += level_sums_.transitions();
  for (std::size_t i = 0; i < taken_.size(); ++i) taken_[i] += level_sums_.taken[i];
  note_broken(level_sums_.broken_always | level_sums_.broken_at_end);
  note_shown();
  const Sums sums = std::exchange(level_sums_, Sums(taken_.size()));
  if (sums.contract) throw ContractBroken(*sums.contract);
  level_before_ = level_states_.size();
  if (kept_) kept_->push_back(std::move(level_states_));
  ++level_;
}

// Expands pieces until the outboxes are full enough: all together, so that no worker waits for
// another one to fill its own.
void Explorer::expand_round() {
  const Stopwatch watch(counted_.seconds_expanding);
  ++counted_.rounds;
  exchange_.open(*store_);
  std::atomic<std::size_t> records = 0;
  std::atomic<std::size_t> misfit_bytes = 0;
  const std::size_t records_max = round_records();
  const std::size_t misfits_max =
      std::min(records_max * model_.shape().width, expanders_.size() * misfit_bytes_max);
  const auto work = [&](int worker) {
    Outbox& outbox = exchange_.outbox(worker);
    Expander& expander = expanders_[static_cast<std::size_t>(worker)];
    expander.open(*store_, outbox);
    while (records < records_max && misfit_bytes < misfits_max) {
      const auto number = left_.take(static_cast<std::size_t>(worker));
      if (!number) return;
      const std::size_t records_before = outbox.records();
      const std::size_t misfits_before = expander.misfits().size();
      pieces_[*number].for_each(
          [&](const Code& code, const std::uint64_t* record) { expander.expand(code, record); });
      records += outbox.records() - records_before;
      misfit_bytes += expander.misfits().size() - misfits_before;
    }
  };
  if (level_states_.size() <= few_states)
    work(0);
  else
    team_.run(work);
  end_round();
}

void Explorer::end_round() {
  for (std::size_t i = 0; i < expanders_.size(); ++i) {
    const Sums sums = expanders_[i].take_sums();
    counted_.workers[i].transitions += sums.transitions();
    level_sums_.add(sums);
  }
  left_.settle([&](std::size_t number) {
    if (pieces_[number].last && !kept_) pieces_[number].segment->release();
  });
}

std::size_t Explorer::round_records() const {
  const std::size_t size = store_->size();
  return std::clamp(size / states_for_a_record, round_records_min,
                    std::max(round_records_enough, size / many_states_for_a_record));
}

void Explorer::deliver() {
  insert_found();
  const Stopwatch watch(counted_.seconds_encoding);
  admit_misfits();
  if (store_->code()->crowded()) go_on_with(store_->code()->grown(store_->size()));
  if (!store_->wants_more_shards()) return;
  store_ = store_->split(team_);
  ++counted_.splits;
}

void Explorer::insert_found() {
  const Stopwatch watch(counted_.seconds_inserting);
  exchange_.deliver(*store_, found_);
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
    exchange_.deliver(*store_, found_);
  }
}

// Puts those that can be encoded now into an outbox, and gives back the others.
std::vector<std::byte> Explorer::without_fitting(std::vector<std::byte> misfits) {
  const std::size_t width = model_.shape().width;
  exchange_.open(*store_);
  std::vector<std::uint64_t> record(store_->code()->room());
  StateBytes state(width);
  std::vector<std::byte> left;
  for (auto at = misfits.begin(); at != misfits.end(); at += static_cast<std::ptrdiff_t>(width)) {
    std::memcpy(state.data(), &*at, width);
    if (store_->code()->encode(state.data(), record.data()))
      exchange_.outbox(0).add(store_->shard_of(record[0]), record.data());
    else
      left.insert(left.end(), at, at + static_cast<std::ptrdiff_t>(width));
  }
  return left;
}

void Explorer::go_on_with(std::shared_ptr<const Code> code) {
  const bool wider = code->packing().bits() > store_->code()->packing().bits();
  ++(wider ? counted_.packing_widened : counted_.dictionaries_grown);
  if (code->has_records_of(*store_->code())) return store_->continue_with(std::move(code));
  ++counted_.encoded_anew;
  counted_.states_encoded_anew += store_->size();
  store_ = rehouse(*store_, std::move(code), team_, exchange_, memory_max_);
}

std::uint64_t Explorer::found_size() const {
  std::uint64_t sum = 0;
  for (const Frontier& part : found_) sum += part.size();
  return sum;
}

void Explorer::note_broken(std::uint64_t bits) {
  for (std::size_t i = 0; i < broken_at_.size(); ++i)
    if ((bits >> i & 1) && !broken_at_[i]) broken_at_[i] = level_;
}

// What a step shows, it shows in the state that it leads to.
void Explorer::note_shown() {
  for (std::size_t i = 0; i < shown_by_.size(); ++i)
    if (shown_by_[i] != shows_nothing && level_sums_.taken[i] > 0 && !broken_at_[shown_by_[i]])
      broken_at_[shown_by_[i]] = level_ + 1;
}

void Explorer::stop_here() {
  ensure(phase_ == Phase::given_up, "only a search that was given up stops within a level");
  team_.run([&](int worker) {
    const auto own = static_cast<std::size_t>(worker);
    while (const auto number = left_.take(own))
      pieces_[*number].for_each([&](const Code& code, const std::uint64_t* record) {
        expanders_[own].judge(code, record);
      });
  });
  for (Expander& expander : expanders_) level_sums_.add(expander.take_sums());
  note_broken(level_sums_.broken_always);
}

void Explorer::spill() {
  ensure(phase_ != Phase::given_up, "a search that was given up needs no more memory");
  if (!scratch_) scratch_ = std::make_shared<Scratch>();
  const std::uint64_t before = scratch_->bytes();
  for (Frontier& part : found_) part.spill(scratch_);
  for (Segment& segment : level_states_.segments())
    if (!segment.spilled() && segment.size() > 0) segment.spill(scratch_);
  if (kept_)
    for (Frontier& level : *kept_) level.spill(scratch_);
  if (scratch_->bytes() == before) return;
  ++counted_.spills;
  counted_.bytes_spilled += scratch_->bytes() - before;
}

SearchStatistics Explorer::statistics() const {
  SearchStatistics all = counted_;
  for (std::size_t i = 0; i < all.workers.size(); ++i) {
    all.workers[i].insertions = exchange_.insertions(i);
    all.workers[i].misfits = expanders_[i].misfits_so_far();
  }
  const Code& code = *store_->code();
  all.state_bits = code.packing().bits();
  all.key_words = code.packing().words();
  all.record_words = code.words();
  all.dictionary_values = code.values();
  all.dictionary_bytes = code.bytes();
  all.shards = store_->shards();
  all.shard_bytes = store_->shard_bytes();
  return all;
}

}  // namespace lockstep
