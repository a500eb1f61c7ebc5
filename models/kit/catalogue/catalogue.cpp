#include "models/kit/catalogue/catalogue.hpp"

#include "checker/errors/errors.hpp"

#include <algorithm>

namespace lockstep {
namespace {

// Typing errors between two words: letters added, left out, changed, or swapped with a neighbour
// (Damerau 1964; the restricted form, in which a letter is not edited twice).
std::size_t typing_errors(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> errors(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        errors[i][j] = i + j;
        continue;
      }
      const std::size_t changed = a[i - 1] != b[j - 1] ? 1 : 0;
      std::size_t least =
          std::min({errors[i - 1][j] + 1, errors[i][j - 1] + 1, errors[i - 1][j - 1] + changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        least = std::min(least, errors[i - 2][j - 2] + 1);
      errors[i][j] = least;
    }
  }
  return errors[a.size()][b.size()];
}

}  // namespace

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;  // further is no typing error
  for (const std::string& candidate : known) {
    const std::size_t errors = typing_errors(word, candidate);
    if (errors < least) {
      least = errors;
      best = candidate;
    }
  }
  return best;
}

std::vector<Setting> parse_settings(const std::vector<std::string>& words) {
  std::vector<Setting> settings;
  for (const std::string& given : words) {
    std::size_t from = 0;
    while ((from = given.find_first_not_of(' ', from)) != std::string::npos) {
      const std::size_t to = std::min(given.find(' ', from), given.size());
      const std::string word = given.substr(from, to - from);
      const std::size_t equals = word.find('=');
      if (equals == std::string::npos || equals == 0)
        throw Refused("`" + word + "` is not a setting: write name=value, as in clients=3");
      settings.push_back({word.substr(0, equals), word.substr(equals + 1)});
      from = to;
    }
  }
  return settings;
}

std::string to_word(const Setting& setting) { return setting.name + '=' + setting.value; }

std::vector<Setting> with(std::vector<Setting> settings, const std::vector<Setting>& changes) {
  for (const Setting& change : changes) {
    std::erase_if(settings, [&](const Setting& one) { return one.name == change.name; });
    settings.push_back(change);
  }
  return settings;
}

const CatalogueEntry& find_protocol(const Catalogue& among, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& entry : among) {
    if (entry->name() == name) return *entry;
    names.push_back(entry->name());
  }
  const std::string near = nearest(name, names);
  throw Refused("unknown protocol `" + name + "`" +
                (near.empty() ? "; `lockstep list` names all" : "; did you mean `" + near + "`?"));
}

}  // namespace lockstep
