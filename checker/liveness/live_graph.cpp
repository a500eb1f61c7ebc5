#include "checker/liveness/live_graph.hpp"

#include "checker/model/state.hpp"

namespace lockstep {
namespace {

constexpr std::uint32_t ask_every = 1024;  // states

class Explorers final : public Sink {
 public:
  Explorers(const LiveModel& model, LiveGraph& graph, const std::vector<Fairness>& by_action)
      : model_(model),
        graph_(graph),
        constraints_(model, by_action),
        calls_(model.goals().size()) {}

  void start() {
    model_.starts(*this);
    starting_ = false;
  }

  void expand(std::uint32_t number, StateBytes& room) {
    graph_.states.get(number, room.data());
    graph_.waits.push_back(constraints_.waits_for_time(room.data()));
    graph_.first.push_back(graph_.to.size());
    model_.calls(room.data(), calls_);
    graph_.calls.add(calls_);
    number_ = number;
    from_ = room.data();
    model_.steps(from_, *this);
  }

  const std::vector<Constraint>& constraints() const { return constraints_.all(); }

  void operator()(Move move, const std::byte* state) override {
    const std::uint32_t known = graph_.size();
    const std::uint32_t found = graph_.states.add(state);
    if (starting_) {
      if (found == known) graph_.starts.push_back(found);
    } else if (found != number_) {
      graph_.to.push_back(found);
      graph_.labels.push_back(constraints_.label(move, from_, number_));
    }
  }

 private:
  const LiveModel& model_;
  LiveGraph& graph_;
  Constraints constraints_;
  std::vector<Call> calls_;
  bool starting_ = true;
  std::uint32_t number_ = 0;  // of the state that is expanded
  const std::byte* from_ = nullptr;
};

std::string limit_hit(const LiveGraph& graph, std::uint64_t states_max, Patience& patience) {
  if (states_max > 0 && graph.size() > states_max)
    return "the limit of " + std::to_string(states_max) + " states was hit";
  if (graph.size() >= no_state - ask_every * 65536u)
    return "there are more than four billion states";
  return patience.is_over() ? patience.why() : "";
}

}  // namespace

std::uint64_t LiveGraph::bytes() const {
  return states.bytes() + calls.bytes() + first.bytes() + to.bytes() + labels.bytes() +
         waits.capacity() / 8;
}

LiveGraph explore_graph(const LiveModel& model, const std::vector<Fairness>& by_action,
                        std::uint64_t states_max, Patience& patience) {
  LiveGraph graph(model.shape().width, model.goals().size());
  Explorers explorer(model, graph, by_action);
  StateBytes room(model.shape().width);
  explorer.start();
  for (std::uint32_t next = 0; next < graph.size(); ++next) {
    if (next % ask_every == 0) graph.stopped = limit_hit(graph, states_max, patience);
    if (!graph.stopped.empty()) break;
    explorer.expand(next, room);
  }
  graph.first.push_back(graph.to.size());
  graph.constraints = explorer.constraints();
  return graph;
}

}  // namespace lockstep
