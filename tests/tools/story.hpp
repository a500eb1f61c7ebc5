// Writes a trace step by step.
#pragma once

#include "checker/report/trace.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace lockstep {

class Story {
 public:
  Story(std::string property, std::string sentence, std::vector<std::string> lanes) {
    trace_.protocol = "story";
    trace_.parameters = {"clients=2"};
    trace_.property = std::move(property);
    trace_.sentence = std::move(sentence);
    trace_.lanes = std::move(lanes);
    trace_.start = "{}";
  }

  Story& step(unsigned lane, const std::string& label) {
    TraceStep step;
    step.lane = lane;
    step.label = trace_.lanes[lane] == "time" ? label : trace_.lanes[lane] + " " + label;
    step.action = label;
    step.bars = bars_;
    trace_.steps.push_back(step);
    return *this;
  }
  Story& fault() {
    last().fault = true;
    return *this;
  }
  // The messages of a story are numbered from 1 as they are sent.
  Story& send(unsigned to, const std::string& text) { return send(last().lane, to, text); }
  Story& send(unsigned from, unsigned to, const std::string& text) {
    flights_.push_back({flights_.size() + 1, {from, to, text}});
    last().sent.push_back(flights_.back());
    return *this;
  }
  Story& receive(std::size_t id) {
    last().received.push_back(flights_.at(id - 1));
    return *this;
  }
  Story& begin(unsigned lane, BarKind kind, const std::string& text = "") {
    bars_.push_back({lane, kind, text});
    last().bars = bars_;
    return *this;
  }
  Story& end(unsigned lane, BarKind kind) {
    std::erase_if(bars_, [&](const Bar& bar) { return bar.lane == lane && bar.kind == kind; });
    last().bars = bars_;
    return *this;
  }
  Story& change(const std::string& field, const std::string& before, const std::string& after) {
    last().changes.push_back({field, before, after});
    return *this;
  }
  Trace told() const { return trace_; }

 private:
  TraceStep& last() { return trace_.steps.back(); }

  Trace trace_;
  std::vector<Bar> bars_;
  std::vector<Flight> flights_;
};

}  // namespace lockstep
