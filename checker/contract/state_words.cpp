#include "checker/contract/state_words.hpp"

#include "checker/contract/promises.hpp"
#include "checker/model/narrator.hpp"

#include <vector>

namespace lockstep {
namespace {

constexpr std::size_t fields_max = 12;  // a sentence with more is read by nobody

std::vector<Change> differences(const Model& model, const std::byte* one, const std::byte* other) {
  std::vector<Change> all = model.narrator().changes(one, other);
  std::erase_if(all, [](const Change& change) { return change.before == change.after; });
  return all;
}

template <class Words>
std::string listed_fields(const std::vector<Change>& all, Words&& words) {
  std::string text;
  for (std::size_t i = 0; i < all.size() && i < fields_max; ++i)
    text += (i == 0 ? "" : ", ") + words(all[i]);
  const std::size_t more = all.size() > fields_max ? all.size() - fields_max : 0;
  return more == 0 ? text
                   : text + " and " + std::to_string(more) + " more field" + (more > 1 ? "s" : "");
}

}  // namespace

std::string where(const Model& model, const std::byte* state) {
  const std::vector<Taken> starts = starts_of(model);
  if (starts.empty()) return "";
  const std::vector<Change> all = differences(model, starts.front().bytes(), state);
  if (all.empty()) return ", at the start";
  return ", where " +
         listed_fields(all, [](const Change& one) { return one.field + " is " + one.after; });
}

std::string difference_of(const Model& model, const std::byte* one, const std::byte* other) {
  const std::vector<Change> all = differences(model, one, other);
  if (all.empty()) return "nothing that has a name";
  return listed_fields(all, [](const Change& field) {
    return field.field + " (" + field.before + ", " + field.after + ")";
  });
}

}  // namespace lockstep
