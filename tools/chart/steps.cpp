#include "tools/chart/steps.hpp"

#include "tools/chart/plan.hpp"
#include "tools/terminal/page.hpp"
#include "tools/terminal/text.hpp"

#include <algorithm>

namespace lockstep {
namespace {

constexpr int gap = 2;  // columns between labels and changes
constexpr int change_min = 24;

class List {
 public:
  List(const Trace& trace, const ChartOptions& options)
      : trace_(trace), plan_(plan(trace)), canvas_(options.width), options_(options) {
    digits_ = columns_of(std::to_string(trace.steps.size()));
    if (std::find(plan_.passes.begin(), plan_.passes.end(), true) != plan_.passes.end())
      digits_ = 2 * digits_ + 1;  // "5–6"
    int widest = 0;
    for (std::size_t i = 0; i < trace.steps.size(); i = last_of_time(plan_, i) + 1)
      widest = std::max(widest, columns_of(time_in_words(trace, i, last_of_time(plan_, i))));
    const int half = options.width / 2;
    changes_at_ = labels_at() + std::min(widest, half - labels_at()) + gap;
  }

  std::string text() {
    for (std::size_t i = 0; i < trace_.steps.size(); i = last_of_time(plan_, i) + 1) add(i);
    return canvas_.text(options_.colour, options_.unicode);
  }

 private:
  // After the number and a sign for faults.
  int labels_at() const { return 2 + digits_ + 3; }

  void add(std::size_t i) {
    const TraceStep& step = trace_.steps[i];
    const bool last = is_breaking(trace_, i);
    if (i == trace_.loop_from) canvas_.write(row_++, 0, "again and again, forever:", {});
    const std::size_t end = last_of_time(plan_, i);
    const std::string number =
        std::to_string(i + 1) + (end > i ? "–" + std::to_string(end + 1) : "");
    const Style violated{Colour::red, true, false}, plain{Colour::none, false, true};
    canvas_.write(row_, 2 + digits_ - columns_of(number), number, last ? violated : plain);
    if (last) canvas_.put(row_, 0, U'►', violated);
    const Style fault{Colour::yellow, true, false};
    if (step.fault) canvas_.put(row_, labels_at() - 2, U'◆', fault);
    const int label_row =
        label(time_in_words(trace_, i, end), step.fault ? fault : lane_style(plan_, step.lane));
    const int change_row = changes(changes_in(i, end));
    row_ = std::max(label_row, change_row);
  }

  // What steps [first, last] change in all.
  std::vector<Change> changes_in(std::size_t first, std::size_t last) const {
    std::vector<Change> all = trace_.steps[first].changes;
    for (std::size_t i = first + 1; i <= last; ++i)
      for (const Change& change : trace_.steps[i].changes) {
        const auto same = std::find_if(all.begin(), all.end(), [&](const Change& one) {
          return one.field == change.field && one.after == change.before;
        });
        if (same == all.end())
          all.push_back(change);
        else
          same->after = change.after;
      }
    return all;
  }

  int label(const std::string& text, Style style) {
    int row = row_;
    for (const std::string& line : wrap(text, changes_at_ - gap - labels_at()))
      canvas_.write(row++, labels_at(), line, style);
    return row;
  }

  // Short changes share a row.
  int changes(const std::vector<Change>& changes) {
    int row = row_, column = changes_at_;
    const int room = std::max(options_.width - changes_at_, change_min);
    for (const Change& change : changes) {
      const std::string arrow = options_.unicode ? " → " : " -> ";
      const std::string text =
          cut(change.field + ": " + change.before + arrow + change.after, room);
      if (column > changes_at_ && column + columns_of(text) > options_.width) {
        ++row;
        column = changes_at_;
      }
      canvas_.write(row, column, text, {});
      canvas_.write(row, column, change.field + ":", {Colour::none, false, true});
      column += columns_of(text) + 3;
    }
    return changes.empty() ? row : row + 1;
  }

  const Trace& trace_;
  const Plan plan_;
  Canvas canvas_;
  const ChartOptions& options_;
  int digits_ = 1;
  int changes_at_ = 0;
  int row_ = 0;
};

std::string heading(const Trace& trace, const ChartOptions& options) {
  const std::size_t faults = trace.faults();
  std::string text = trace.kind + (trace.witness ? " that shows \"" : " that violates \"") +
                     trace.property + "\": " +
                     (trace.loop_from ? stem_and_loop(trace.stem(), trace.loop())
                                      : counted(trace.steps.size(), "step"));
  if (faults > 0) text += ", " + counted(faults, "fault");
  Page page(options);
  page.paragraph("", text, {Colour::none, true, false});
  return page.text();
}

}  // namespace

std::string list_of_steps(const Trace& trace, const ChartOptions& wanted) {
  ChartOptions options = wanted;
  options.width = std::clamp(wanted.width, chart_width_min, chart_width_max);
  return List(trace, options).text();
}

std::string drawn(const Trace& trace, const ChartOptions& options, bool steps) {
  ChartOptions used = options;
  used.width = std::clamp(options.width, chart_width_min, chart_width_max);
  std::string page = heading(trace, used) + "\n" + chart(trace, used);
  if (steps && !trace.steps.empty()) page.append("\n").append(list_of_steps(trace, used));
  return page;
}

}  // namespace lockstep
