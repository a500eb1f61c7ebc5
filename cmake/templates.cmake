# lockstep_templates(<variable>): the files of tools/templates as texts in a source of this build, whose
# path goes to the variable.
function(lockstep_templates variable)
  file(GLOB templates CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tools/templates/*.cpp)
  set(rows "")
  foreach(template IN LISTS templates)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${template})
    cmake_path(GET template STEM name)
    file(READ ${template} text)
    string(APPEND rows "    {\"${name}\", R\"template(${text})template\"},\n")
  endforeach()
  set(source ${PROJECT_BINARY_DIR}/templates.cpp)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
#include "tools/commands/templates.hpp"

namespace lockstep {

const std::vector<Template>& templates() {
  static const std::vector<Template> all = {
@rows@  };
  return all;
}

}  // namespace lockstep
]])
  set(${variable} ${source} PARENT_SCOPE)
endfunction()
