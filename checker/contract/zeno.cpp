#include "checker/contract/zeno.hpp"

#include "checker/contract/promises.hpp"
#include "checker/counterexample/way_lost.hpp"
#include "checker/errors/ensure.hpp"
#include "checker/model/ends.hpp"
#include "checker/model/narrator.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

namespace lockstep {
namespace {

struct Edge {
  std::size_t from;
  std::size_t to;
  Move move;
};

// The reachable states, and the steps between them that are no faults. Of states that behave alike
// there is one.
class Graph {
 public:
  explicit Graph(const TimedModel& model) : model_(model) {
    for (const Taken& start : starts_of(model)) index_of(start.state, nowhere);
  }

  // False when there are more states than that, or when it was given up.
  bool explore(std::uint64_t states_max, const std::function<bool()>& give_up) {
    for (std::size_t from = 0; from < states.size(); ++from) {
      if (states.size() > states_max) return false;
      if (give_up && from % ask_every == 0 && give_up()) return false;
      for (const Taken& step : steps_of(model_, at(from))) {
        const std::size_t to = index_of(step.state, from);
        if (keeps_going(model_.shape(), step.move)) edges.push_back({from, to, step.move});
      }
    }
    return true;
  }

  const std::byte* at(std::size_t index) const { return states[index]->data(); }

  // A shortest run to a state that behaves like this one: at each step, one to a state that behaves
  // like the next on the way.
  Run run_to(std::size_t last) const {
    std::vector<std::size_t> way{last};
    while (before_[way.back()] != nowhere) way.push_back(before_[way.back()]);
    Run run;
    std::vector<Taken> next = starts_of(model_);
    for (auto place = way.rbegin(); place != way.rend(); ++place) {
      const auto found = std::find_if(next.begin(), next.end(), [&](const Taken& step) {
        const auto known = index_.find(canonical(step.state));
        return known != index_.end() && known->second == *place;
      });
      keep_way(found != next.end(), "states that behave alike have steps to states that do");
      if (!run.states.empty()) run.moves.push_back(found->move);
      run.states.push_back(found->state);
      next = steps_of(model_, run.states.back().data());
    }
    return run;
  }

  std::vector<const StateBytes*> states;  // keys of index_, which stay where they are
  std::vector<Edge> edges;

 private:
  StateBytes canonical(StateBytes state) const {
    model_.canonicalise(state.data(), model_.shape().reductions, nullptr);
    return state;
  }

  std::size_t index_of(const StateBytes& state, std::size_t before) {
    const auto [found, fresh] = index_.emplace(canonical(state), states.size());
    if (fresh) {
      states.push_back(&found->first);
      before_.push_back(before);
    }
    return found->second;
  }

  static constexpr std::size_t nowhere = ~std::size_t{0};
  static constexpr std::size_t ask_every = 1024;  // states

  const TimedModel& model_;
  std::unordered_map<StateBytes, std::size_t> index_;
  std::vector<std::size_t> before_;  // of each state, the one from which it was found
};

// Of each state, the strongly connected component that it is in.
std::vector<std::size_t> components_of(const Graph& graph, std::size_t& count) {
  using Sparse = boost::compressed_sparse_row_graph<boost::directedS>;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const Edge& edge : graph.edges) pairs.emplace_back(edge.from, edge.to);
  const Sparse sparse(boost::edges_are_unsorted_multi_pass, pairs.begin(), pairs.end(),
                      graph.states.size());
  std::vector<std::size_t> components(graph.states.size());
  count = boost::strong_components(
      sparse,
      boost::make_iterator_property_map(components.begin(), get(boost::vertex_index, sparse)));
  return components;
}

struct Component {
  bool goes_on = false;   // a step leaves it, or lets time pass
  bool has_step = false;  // within it
  bool runs = false;      // in some state
  bool overdue = true;    // in all
  std::size_t first = 0;  // state
  std::vector<std::string> steps;
};

std::vector<Component> judge(const TimedModel& model, const Graph& graph) {
  std::size_t count = 0;
  const std::vector<std::size_t> component_of = components_of(graph, count);
  std::vector<Component> all(count);
  for (std::size_t state = graph.states.size(); state-- > 0;) {
    Component& mine = all[component_of[state]];
    const Waiting waiting = model.waiting(graph.at(state));
    mine.runs |= waiting == Waiting::runs;
    mine.overdue &= waiting == Waiting::overdue;
    mine.first = state;
  }
  for (const Edge& edge : graph.edges) {
    Component& mine = all[component_of[edge.from]];
    const bool leaves = component_of[edge.to] != component_of[edge.from];
    mine.goes_on |= leaves || model.lets_time_pass(edge.move.action);
    mine.has_step |= !leaves;
    const std::string& name = model.shape().actions[edge.move.action].name;
    if (!mine.goes_on && std::find(mine.steps.begin(), mine.steps.end(), name) == mine.steps.end())
      mine.steps.push_back(name);
  }
  return all;
}

std::string in_words(const Component& component) {
  std::string steps;
  for (const std::string& name : component.steps)
    steps += (steps.empty() ? "\"" : ", \"") + name + '"';
  return "time stands still forever: only these steps are left, which take no time: " + steps;
}

bool stands_still(const Component& component) {
  return component.has_step && !component.goes_on && (component.runs || component.overdue);
}

}  // namespace

const TimedModel* with_time(const Model& model) {
  const auto* found = dynamic_cast<const TimedModel*>(&model);
  if (found == nullptr) return nullptr;
  for (std::size_t i = 0; i < model.shape().actions.size(); ++i)
    if (found->lets_time_pass(static_cast<std::uint16_t>(i))) return found;
  return nullptr;
}

ZenoSearch find_zeno(const TimedModel& model, std::uint64_t states_max,
                     const std::function<bool()>& give_up) {
  Graph graph(model);
  if (!graph.explore(states_max, give_up)) return {};
  ZenoSearch search;
  search.finished = true;
  const std::vector<Component> all = judge(model, graph);
  const Component* nearest = nullptr;
  for (const Component& component : all)
    if (stands_still(component) && (nearest == nullptr || component.first < nearest->first))
      nearest = &component;
  if (nearest == nullptr) return search;
  search.found = in_words(*nearest);
  search.state = model.narrator().json(graph.at(nearest->first));
  search.run = graph.run_to(nearest->first);
  return search;
}

}  // namespace lockstep
