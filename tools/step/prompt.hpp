// The conversation of `lockstep step`: a line in, an answer out.
#pragma once

#include "checker/model/model.hpp"
#include "tools/report/outcome.hpp"
#include "tools/step/walk.hpp"
#include "tools/terminal/display.hpp"
#include "tools/terminal/page.hpp"

#include <string>
#include <vector>

namespace lockstep {

class Prompt {
 public:
  // `model` is the protocol of this name with these parameters, and must outlive it. Throws
  // ContractBroken, as answer() does.
  Prompt(const Model& model, std::string protocol, std::vector<ParameterValue> parameters,
         const Display& display);

  // What can happen in the present state, numbered.
  std::string steps() const;

  // What there is to say to `line`, a number or a command; a sentence when it is neither.
  std::string answer(const std::string& line);

  bool over() const { return over_; }  // `quit` was said

 private:
  struct Command;
  static const std::vector<Command>& commands();

  void help(Page& page, const std::string& rest);
  void list(Page& page, const std::string& rest);
  void undo(Page& page, const std::string& rest);
  void start(Page& page, const std::string& rest);
  void changes(Page& page, const std::string& rest);
  void state(Page& page, const std::string& rest);
  void chart(Page& page, const std::string& rest);
  void why_not(Page& page, const std::string& rest);
  void quit(Page& page, const std::string& rest);

  void take(Page& page, const std::string& number);
  void put_steps(Page& page) const;
  void put_broken(Page& page) const;
  Trace trace() const;

  const Model& model_;
  const std::string protocol_;
  const std::vector<ParameterValue> parameters_;
  const Display& display_;
  Walk walk_;
  bool over_ = false;
};

}  // namespace lockstep
