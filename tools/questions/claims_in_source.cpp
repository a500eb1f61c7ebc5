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

const Expected* find(const std::vector<Expected>& all, const std::string& property) {
  for (const Expected& one : all)
    if (one.property == property) return &one;
  return nullptr;
}

// "4", "2, 12", "never_asked".
std::string value_of(const Expected& expected) {
  if (expected.never_asked) return "never_asked";
  return std::to_string(expected.steps) +
         (expected.loop ? ", " + std::to_string(*expected.loop) : "");
}

std::string written(const Expected& expected) {
  return std::string("{\"").append(expected.property) + "\", " + value_of(expected) + '}';
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
  const Range& value_in(const SourceItem& item) const {
    if (!item.value)
      refuse(item.all.from, '`' + text(item.all) + "` is not written as {\"property\", 4}");
    return *item.value;
  }
  std::string text(const Range& range) const {
    return source_.substr(range.from, range.to - range.from);
  }

  void change_numbers(const SourceCall& call, const RecordedClaim& claim) {
    for (std::size_t i = 0; i < call.items.size(); ++i) {
      const Expected& found = *find(claim.after, claim.before[i].property);
      if (found == claim.before[i]) continue;
      const Range& value = value_in(call.items[i]);
      edits_.push_back({value.from, value.to, value_of(found)});
    }
  }

  // What stays keeps its words.
  void change_list(const SourceCall& call, const RecordedClaim& claim) {
    std::string list;
    const auto add = [&](const std::string& item) { list += (list.empty() ? "" : ", ") + item; };
    for (std::size_t i = 0; i < call.items.size(); ++i) {
      const Expected* found = find(claim.after, claim.before[i].property);
      if (found != nullptr) add(with_value(call.items[i], claim.before[i], *found));
    }
    for (const Expected& found : claim.after)
      if (find(claim.before, found.property) == nullptr) add(written(found));
    const bool left_out = list.empty() && !call.has_more;
    edits_.push_back({call.settings_end, call.end, left_out ? "" : ", {" + list + "}"});
  }

  std::string with_value(const SourceItem& item, const Expected& before,
                         const Expected& after) const {
    if (before == after) return text(item.all);
    const Range& value = value_in(item);
    return text({item.all.from, value.from}) + value_of(after) + text({value.to, item.all.to});
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
    if ((calls[i].settings && *calls[i].settings != claims[i].settings) ||
        calls[i].liveness != claims[i].liveness)
      rewriter.refuse(calls[i].at, "the claim is not the one that the program was compiled with");
    if (claims[i].before != claims[i].after) rewriter.rewrite(calls[i], claims[i]);
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
