// An explorer in a checkpoint.
#include "checker/engine/explorer.hpp"
#include "checker/errors/ensure.hpp"
#include "checker/errors/errors.hpp"
#include "checker/machine/checkpoint.hpp"
#include "checker/model/state.hpp"

#include <string>

namespace lockstep {
namespace {

// What must be the same for a search to go on.
std::string identity(const Model& model, unsigned reductions) {
  const Shape& shape = model.shape();
  std::string text = std::to_string(shape.width) + "/" + std::to_string(reductions);
  for (const Action& action : shape.actions) text += "/" + action.name;
  for (const Property& property : shape.properties) text += "/" + property.name;
  for (const std::string& lane : shape.lanes) text += "/" + lane;
  return text;
}

void save_records(const Segment& segment, std::size_t from, std::size_t count, const Code& code,
                  CheckpointWriter& to) {
  std::vector<std::uint64_t> scratch(segment.code()->room());
  StateBytes state(code.packing().width());
  std::vector<std::uint64_t> record(code.room());
  segment.for_each(from, count, [&](const Code& its, const std::uint64_t* seen) {
    its.decode(seen, scratch.data(), state.data());
    code.encode(state.data(), record.data());
    to.bytes(record.data(), code.words() * sizeof(std::uint64_t));
  });
}

Frontier load_records(const std::shared_ptr<const Code>& code, CheckpointReader& from) {
  Frontier frontier;
  std::vector<std::uint64_t> record(code->words());
  for (auto left = from.get<std::uint64_t>(); left > 0; --left) {
    from.bytes(record.data(), record.size() * sizeof(std::uint64_t));
    frontier.add(code, record.data(), 1);
  }
  return frontier;
}

}  // namespace

void Explorer::save(CheckpointWriter& to) const {
  ensure(phase_ != Phase::given_up, "a search that was given up is not whole");
  to.put_all<char>(identity(model_, reductions_));
  store_->save(to);

  std::uint64_t left = 0;
  left_.for_each_left([&](std::size_t number) { left += pieces_[number].count; });
  to.put(left);
  left_.for_each_left([&](std::size_t number) {
    const Piece& piece = pieces_[number];
    save_records(*piece.segment, piece.from, piece.count, *store_->code(), to);
  });
  to.put(found_size());
  for (const Frontier& part : found_)
    for (const Segment& segment : part.segments())
      save_records(segment, 0, segment.size(), *store_->code(), to);

  to.put(level_);
  to.put(states_);
  to.put(transitions_);
  to.put_all<std::uint64_t>(taken_);
  for (const auto& level : broken_at_) to.put<std::uint64_t>(level ? *level + 1 : 0);
  to.put_all<std::uint64_t>(level_sums_.taken);
  to.put(level_sums_.broken_always);
  to.put(level_sums_.broken_at_end);
  to.put_all<char>(level_sums_.contract.value_or(""));
}

Explorer::Explorer(const Model& model, Team& team, unsigned reductions, CheckpointReader& from)
    : Explorer(model, team, reductions, Empty()) {
  const auto text = from.get_all<char>();
  if (std::string(text.begin(), text.end()) != identity(model, reductions))
    throw Refused("the checkpoint is of another protocol, or was made with other reductions");
  store_ = VisitedSet::load(from);
  level_states_ = load_records(store_->code(), from);
  found_[0] = load_records(store_->code(), from);
  left_ = Shares(cut_into_pieces({level_states_.segments().size()}));

  level_ = from.get<std::uint64_t>();
  states_ = from.get<std::uint64_t>();
  transitions_ = from.get<std::uint64_t>();
  taken_ = from.get_all<std::uint64_t>();
  for (auto& level : broken_at_)
    if (const auto at = from.get<std::uint64_t>()) level = at - 1;
  const auto taken = from.get_all<std::uint64_t>();
  level_sums_.taken.assign(taken.begin(), taken.end());
  level_sums_.broken_always = from.get<std::uint64_t>();
  level_sums_.broken_at_end = from.get<std::uint64_t>();
  const auto contract = from.get_all<char>();
  if (!contract.empty()) level_sums_.contract = std::string(contract.begin(), contract.end());
}

}  // namespace lockstep
