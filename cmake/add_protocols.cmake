# lockstep_add_protocols(<target> <file>...): protocols of one's own in a program. They register
# themselves, so that lockstep::catalogue() has them. What the kit promises of a file, as that an action
# which is not registered does not compile, rests on warnings: they are errors in these files.
function(lockstep_add_protocols target)
  get_target_property(type ${target} TYPE)
  if(NOT type MATCHES "^(EXECUTABLE|OBJECT_LIBRARY|SHARED_LIBRARY|MODULE_LIBRARY)$")
    message(FATAL_ERROR "lockstep_add_protocols(${target} …): the linker leaves out of a "
      "static library what registers itself; make it an OBJECT library or a program")
  endif()
  target_sources(${target} PRIVATE ${ARGN})
  target_link_libraries(${target} PRIVATE lockstep::kit lockstep::properties)
  foreach(file IN LISTS ARGN)
    set_property(SOURCE ${file} APPEND PROPERTY COMPILE_OPTIONS -Wall -Wextra ${LOCKSTEP_PROMISES})
  endforeach()
endfunction()
