# lockstep_loads_protocols(<program>): the program can check a protocol's file, as `lockstep check
# ./my_lock.cpp` does. What it compiles finds all of the kit in the program, also what the program
# itself does not need. A file lockstep.headers beside the program says where the headers are, and
# goes along when the program is moved.
#
# The archives are named to the linker as a whole and then again as what they are, libraries: CMake's
# own WHOLE_ARCHIVE would name them twice as a whole.
function(lockstep_loads_protocols target)
  set_target_properties(${target} PROPERTIES ENABLE_EXPORTS ON)
  set(files "")
  foreach(library IN ITEMS checker properties kit composition)
    string(APPEND files ",$<TARGET_FILE:lockstep::${library}>")
    target_link_libraries(${target} PRIVATE lockstep::${library})
  endforeach()
  target_link_options(${target} PRIVATE "LINKER:--whole-archive${files},--no-whole-archive")
  file(GENERATE OUTPUT $<TARGET_FILE_DIR:${target}>/lockstep.headers CONTENT "${LOCKSTEP_HEADERS}\n")
endfunction()
