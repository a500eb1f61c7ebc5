#include "tools/step/why_not.hpp"

#include "checker/errors/errors.hpp"
#include "checker/model/narrator.hpp"
#include "checker/model/walk.hpp"
#include "models/kit/catalogue/catalogue.hpp"
#include "models/kit/protocol/guarded_model.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <iterator>

namespace lockstep {
namespace {

std::vector<std::string> quoted(const std::vector<std::string>& names) {
  std::vector<std::string> all;
  for (const std::string& name : names) all.push_back("`" + name + "`");
  return all;
}

// Of an action that these settings do not have at all, a model may not be able to say who takes it.
std::string label(const Model& model, Move move, const StateBytes& state) {
  try {
    return model.narrator().label(move, state.data());
  } catch (const ContractBroken&) {
    return model.shape().actions[move.action].name;
  }
}

unsigned lane(const Model& model, Move move, const StateBytes& state) {
  try {
    return model.narrator().lane(move, state.data());
  } catch (const ContractBroken&) {
    return lanes_max;
  }
}

bool is_one_of_many(const std::string& lane) {
  return !lane.empty() && std::isdigit(static_cast<unsigned char>(lane.back())) != 0;
}

// Whose step it is: "client 1". Of a step of the lock service: the client that it is about.
std::string actor(const Model& model, Move move, const StateBytes& state) {
  const auto& lanes = model.shape().lanes;
  const unsigned mine = lane(model, move, state);
  if (mine < lanes.size() && is_one_of_many(lanes[mine])) return lanes[mine];
  const std::string words = label(model, move, state);
  for (const std::string& other : lanes)
    if (is_one_of_many(other) && words.find(other) != std::string::npos) return other;
  return "";
}

bool is_own_step(const Model& model, Move move, const StateBytes& state) {
  const auto& lanes = model.shape().lanes;
  const unsigned mine = lane(model, move, state);
  return mine < lanes.size() && is_one_of_many(lanes[mine]);
}

std::string reason(const Model& model, const Forbidden& step, const StateBytes& state,
                   const NamedValues& parameters) {
  if (step.guard == nullptr) return "not possible; the action does not say why with a WHEN";
  const std::string values = values_named(
      step.guard->text, model.narrator().json(state.data()),
      {actor(model, step.move, state), is_own_step(model, step.move, state), parameters});
  return "the guard `" + std::string(step.guard->text) + "` (" +
         std::filesystem::path(step.guard->file).filename().string() + ":" +
         std::to_string(step.guard->line) + ") is false" + (values.empty() ? "" : "; " + values);
}

std::vector<std::uint16_t> numbers_of(const Shape& shape, const std::string& name) {
  std::vector<std::uint16_t> numbers;
  for (std::size_t i = 0; i < shape.actions.size(); ++i)
    if (shape.actions[i].name == name) numbers.push_back(static_cast<std::uint16_t>(i));
  return numbers;
}

// Whether `name` is in `text`, and begins and ends there with a word.
bool has_words(const std::string& text, const std::string& name) {
  const auto in_word = [&](std::size_t at) {
    return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0;
  };
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1))
    if ((at == 0 || !in_word(at - 1)) && !in_word(at + name.size())) return true;
  return false;
}

}  // namespace

std::vector<std::uint16_t> actions_named(const Shape& shape, const std::string& name) {
  std::vector<std::string> names;
  for (const Action& action : shape.actions)
    if (std::find(names.begin(), names.end(), action.name) == names.end())
      names.push_back(action.name);
  std::vector<std::string> meant;
  using Fits = bool (*)(const std::string&, const std::string&);
  for (const Fits fits :
       {Fits([](const std::string&one, const std::string&word) { return one == word; }),
        Fits(has_words), Fits([](const std::string&one, const std::string&word) {
          return one.find(word) != std::string::npos;
        })}) {
    if (!meant.empty()) break;
    std::copy_if(names.begin(), names.end(), std::back_inserter(meant),
                 [&](const std::string& one) { return fits(one, name); });
  }
  if (meant.size() == 1) return numbers_of(shape, meant.front());
  if (meant.size() > 1)
    throw Refused("several actions have `" + name + "` in their names: " + listed(quoted(meant)));
  const std::string near = nearest(name, names);
  throw Refused(
      "unknown action `" + name + "`; " +
      (near.empty() ? "there are " + listed(quoted(names)) : "did you mean `" + near + "`?"));
}

std::vector<std::string> why_not(const Model& model, std::uint16_t action, const StateBytes& state,
                                 const NamedValues& parameters) {
  const auto* guarded = dynamic_cast<const GuardedModel*>(&model);
  if (guarded == nullptr) throw Refused("this model does not say what its guards are");
  std::vector<std::string> sentences;
  const auto steps = successors(model, state);
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (steps[i].move.action == action)
      sentences.push_back(label(model, steps[i].move, state) + ": possible, step " +
                          std::to_string(i + 1));
  for (const Forbidden& step : guarded->forbidden(action, state.data()))
    sentences.push_back(label(model, step.move, state) + ": " +
                        reason(model, step, state, parameters));
  if (sentences.empty())
    sentences.push_back("`" + model.shape().actions[action].name +
                        "`: nothing in this state to take it with, such as a message");
  return sentences;
}

}  // namespace lockstep
