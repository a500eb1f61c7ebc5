#include "tools/questions/claims_in_source.hpp"

#include "checker/errors/errors.hpp"
#include "tools/questions/source_scan.hpp"

#include <algorithm>
#include <optional>

namespace lockstep {
namespace {

std::size_t line_of(const std::string& source, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::count(
                 source.begin(), source.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

bool same(const std::vector<Expected>& some, const std::vector<Expected>& others) {
  return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                    [](const Expected& a, const Expected& b) {
                      return a.property == b.property && a.steps == b.steps;
                    });
}

const Expected* find(const std::vector<Expected>& all, const std::string& property) {
  for (const Expected& one : all)
    if (one.property == property) return &one;
  return nullptr;
}

std::string written(const Expected& expected) {
  return std::string("{\"").append(expected.property) + "\", " + std::to_string(expected.steps) +
         '}';
}

class Rewriter {
 public:
  Rewriter(const std::string& source, const std::string& file) : source_(source), file_(file) {}

  void rewrite(const SourceCall& call, const RecordedClaim& claim) {
    if (!call.plain || call.items.size() != claim.before.size())
      refuse(call.at, "the claim is not written as m.claim(\"settings\", {{\"property\", 4}})");
    const bool the_same_properties =
        claim.before.size() == claim.after.size() &&
        std::all_of(claim.before.begin(), claim.before.end(), [&](const Expected& one) {
          return find(claim.after, one.property) != nullptr;
        });
    if (the_same_properties)
      change_numbers(call, claim);
    else
      change_list(call, claim);
  }

  [[noreturn]] void refuse(std::size_t at, const std::string& sentence) const {
    throw Refused(file_ + ":" + std::to_string(line_of(source_, at)) + ": " + sentence +
                  ": change it by hand");
  }

  std::vector<Edit> take() { return std::move(edits_); }

 private:
  const Range& number_of(const SourceItem& item) const {
    if (!item.number)
      refuse(item.all.from, '`' + text(item.all) + "` is not written as {\"property\", 4}");
    return *item.number;
  }
  std::string text(const Range& range) const {
    return source_.substr(range.from, range.to - range.from);
  }

  void change_numbers(const SourceCall& call, const RecordedClaim& claim) {
    for (std::size_t i = 0; i < call.items.size(); ++i) {
      const Expected& found = *find(claim.after, claim.before[i].property);
      if (found.steps == claim.before[i].steps) continue;
      const Range& number = number_of(call.items[i]);
      edits_.push_back({number.from, number.to, std::to_string(found.steps)});
    }
  }

  // What stays keeps its words.
  void change_list(const SourceCall& call, const RecordedClaim& claim) {
    std::string list;
    const auto add = [&](const std::string& item) { list += (list.empty() ? "" : ", ") + item; };
    for (std::size_t i = 0; i < call.items.size(); ++i) {
      const Expected* found = find(claim.after, claim.before[i].property);
      if (found != nullptr) add(with_steps(call.items[i], claim.before[i], *found));
    }
    for (const Expected& found : claim.after)
      if (find(claim.before, found.property) == nullptr) add(written(found));
    edits_.push_back({call.settings_end, call.end, list.empty() ? "" : ", {" + list + "}"});
  }

  std::string with_steps(const SourceItem& item, const Expected& before,
                         const Expected& after) const {
    if (before.steps == after.steps) return text(item.all);
    const Range& number = number_of(item);
    return text({item.all.from, number.from}) + std::to_string(after.steps) +
           text({number.to, item.all.to});
  }

  const std::string& source_;
  const std::string& file_;
  std::vector<Edit> edits_;
};

}  // namespace

std::vector<Edit> claim_edits(const std::string& source, const std::string& file,
                              const std::vector<RecordedClaim>& claims) {
  const std::vector<SourceCall> calls = claim_calls(source);
  Rewriter rewriter(source, file);
  if (calls.size() != claims.size())
    throw Refused(file + " has " + std::to_string(calls.size()) + " calls of claim(), and the " +
                  "protocol has " + std::to_string(claims.size()) +
                  " claims: which is which cannot be told, so change them by hand");
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (calls[i].settings && *calls[i].settings != claims[i].settings)
      rewriter.refuse(calls[i].at, "the claim is not the one that the program was compiled with");
    if (!same(claims[i].before, claims[i].after)) rewriter.rewrite(calls[i], claims[i]);
  }
  return rewriter.take();
}

std::string edited(const std::string& source, const std::vector<Edit>& edits) {
  std::string text;
  std::size_t done = 0;
  for (const Edit& edit : edits) {
    text += source.substr(done, edit.from - done) + edit.text;
    done = edit.to;
  }
  return text + source.substr(done);
}

std::string difference(const std::string& source, const std::vector<Edit>& edits) {
  std::string text;
  for (std::size_t i = 0; i < edits.size();) {
    // All edits that share lines.
    const std::size_t begin = source.rfind('\n', edits[i].from) + 1;  // npos + 1: the first line
    std::size_t end = edits[i].from;
    std::vector<Edit> here;
    do {
      here.push_back({edits[i].from - begin, edits[i].to - begin, edits[i].text});
      end = std::min(source.find('\n', edits[i].to), source.size());
      ++i;
    } while (i < edits.size() && edits[i].from <= end);
    const std::string before = source.substr(begin, end - begin);
    std::size_t line = line_of(source, begin);
    const auto put = [&](const char* sign, const std::string& lines, std::size_t number) {
      for (std::size_t from = 0; from <= lines.size(); ++number) {
        const std::size_t to = std::min(lines.find('\n', from), lines.size());
        text += sign + std::to_string(number) + ": " + lines.substr(from, to - from) + "\n";
        from = to + 1;
      }
    };
    put("- ", before, line);
    put("+ ", edited(before, here), line);
  }
  return text;
}

}  // namespace lockstep
