// The files that `lockstep new` writes: those of tools/templates.
#pragma once

#include <string>
#include <vector>

namespace lockstep {

struct Template {
  std::string name;  // "whole"
  std::string text;
};

const std::vector<Template>& templates();

}  // namespace lockstep
