#include "checker/contract/zeno.hpp"

#include "checker/contract/promises.hpp"
#include "checker/model/narrator.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <cstring>
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

// The reachable states, and the steps between them that are no faults.
class Graph {
 public:
  explicit Graph(const TimedModel& model) : model_(model) {
    for (const Taken& start : starts_of(model)) index_of(start.bytes());
  }

  // False when there are more states than that.
  bool explore(std::uint64_t states_max) {
    for (std::size_t from = 0; from < states.size(); ++from) {
      if (states.size() > states_max) return false;
      for (const Taken& step : steps_of(model_, at(from))) {
        const std::size_t to = index_of(step.bytes());
        if (!model_.shape().actions[step.move.action].fault) edges.push_back({from, to, step.move});
      }
    }
    return true;
  }

  const std::byte* at(std::size_t index) const {
    return reinterpret_cast<const std::byte*>(states[index].data());
  }

  std::vector<std::vector<std::uint64_t>> states;
  std::vector<Edge> edges;

 private:
  std::size_t index_of(const std::byte* state) {
    std::vector<std::uint64_t> words(model_.shape().width / 8);
    std::memcpy(words.data(), state, model_.shape().width);
    model_.canonicalise(reinterpret_cast<std::byte*>(words.data()), model_.shape().reductions,
                        nullptr);
    std::string key(reinterpret_cast<const char*>(words.data()), model_.shape().width);
    const auto [found, fresh] = index_.emplace(std::move(key), states.size());
    if (fresh) states.push_back(std::move(words));
    return found->second;
  }

  const TimedModel& model_;
  std::unordered_map<std::string, std::size_t> index_;
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

std::string in_words(const TimedModel& model, const Graph& graph, const Component& component) {
  std::string steps;
  for (const std::string& name : component.steps)
    steps += (steps.empty() ? "\"" : ", \"") + name + '"';
  return "time stands still for ever: from " + model.narrator().json(graph.at(component.first)) +
         " only these steps are left, which take no time: " + steps;
}

}  // namespace

ZenoSearch find_zeno(const TimedModel& model, std::uint64_t states_max) {
  Graph graph(model);
  if (!graph.explore(states_max)) return {};
  for (const Component& component : judge(model, graph))
    if (component.has_step && !component.goes_on && (component.runs || component.overdue))
      return {true, in_words(model, graph, component)};
  return {true, ""};
}

}  // namespace lockstep
