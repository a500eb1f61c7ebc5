# What every target of ours has in common. Flags are set on our targets only, never globally.

include(GNUInstallDirs)

include(${CMAKE_CURRENT_LIST_DIR}/warnings.cmake)
if(LOCKSTEP_WERROR)
  list(APPEND LOCKSTEP_WARNINGS -Werror)
endif()

# lockstep_flags(<target>): warnings, and the sanitizers that were asked for.
#
# g++ would spend a twentieth of its time on collecting garbage; so its heap may grow to 500 MB first.
function(lockstep_flags target)
  target_compile_options(${target} PRIVATE ${LOCKSTEP_WARNINGS}
    $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=500000>)
  if(LOCKSTEP_SANITIZE)
    target_compile_definitions(${target} PRIVATE LOCKSTEP_SANITIZED)
    if(LOCKSTEP_SANITIZE STREQUAL "thread")
      target_compile_definitions(${target} PRIVATE LOCKSTEP_SANITIZED_THREADS)
    endif()
    target_compile_options(${target} PRIVATE
      -fsanitize=${LOCKSTEP_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${LOCKSTEP_SANITIZE})
  endif()
endfunction()

# lockstep_precompile(<target> <header>...): what most of its files include, compiled once. With
# LOCKSTEP_PRECOMPILE off, each file has to include what it needs.
option(LOCKSTEP_PRECOMPILE "Compile common headers once" ON)
function(lockstep_precompile target)
  if(LOCKSTEP_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()

# lockstep_precompile_as(<name> <target> <header>...): the same, once for all targets of that name. They
# have to be compiled with the same flags.
function(lockstep_precompile_as name target)
  if(NOT LOCKSTEP_PRECOMPILE)
    return()
  endif()
  get_property(owner GLOBAL PROPERTY lockstep_precompiled_${name})
  if(owner)
    target_precompile_headers(${target} REUSE_FROM ${owner})
  else()
    target_precompile_headers(${target} PRIVATE ${ARGN})
    set_property(GLOBAL PROPERTY lockstep_precompiled_${name} ${target})
  endif()
endfunction()

# lockstep_compile_together(<target>): the files of each folder, so that what they include is read once. Only where no
# two files of a folder have helpers of the same name, so not for protocols, nor for tests. With
# LOCKSTEP_TOGETHER off, each file has to include what it needs.
option(LOCKSTEP_TOGETHER "Compile the files of a library's folder together" ON)
function(lockstep_compile_together target)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(GET folder FILENAME folder)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder})
  endforeach()
  set_target_properties(${target} PROPERTIES
    UNITY_BUILD ${LOCKSTEP_TOGETHER} UNITY_BUILD_MODE GROUP)
endfunction()

# lockstep_quick_to_compile(<target>): what is counted in seconds, the search and what it calls, is elsewhere.
function(lockstep_quick_to_compile target)
  if(LOCKSTEP_SANITIZE)
    target_compile_options(${target} PRIVATE -O0)
  else()
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  endif()
endfunction()

# lockstep_library(<name> [WHOLE] [WITHOUT <folder>...] [PUBLIC <target>...] [PRIVATE <target>...])
#
# The sources of this folder and of those below it, but for some, as lockstep::<name>. Its headers are
# spelled from the root, "checker/model/model.hpp", in the tree and when installed.
#
# WHOLE: a program that links it gets all of it, since what registers itself is needed by nobody.
# Then lockstep::<name> hands on the archive, which is lockstep::<name>_archive.
function(lockstep_library name)
  cmake_parse_arguments(PARSE_ARGV 1 needs "WHOLE" "" "WITHOUT;PUBLIC;PRIVATE")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS *.hpp)
  foreach(folder IN LISTS needs_WITHOUT)
    list(FILTER sources EXCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/${folder}/")
    list(FILTER headers EXCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/${folder}/")
  endforeach()
  set(archive ${name})
  if(needs_WHOLE)
    set(archive ${name}_archive)
    add_library(lockstep_${name} INTERFACE)
    add_library(lockstep::${name} ALIAS lockstep_${name})
    set_target_properties(lockstep_${name} PROPERTIES EXPORT_NAME ${name})
    target_link_libraries(lockstep_${name}
      INTERFACE "$<LINK_LIBRARY:WHOLE_ARCHIVE,lockstep::${archive}>")
    install(TARGETS lockstep_${name} EXPORT lockstepTargets)
  endif()
  lockstep_archive(${archive} "${sources}" "${headers}")
  if(sources AND NOT needs_WHOLE)
    lockstep_compile_together(lockstep_${archive})
  endif()
  target_link_libraries(lockstep_${archive} ${scope} ${needs_PUBLIC})
  if(needs_PRIVATE)
    target_link_libraries(lockstep_${archive} PRIVATE ${needs_PRIVATE})
  endif()
endfunction()

# lockstep_archive(<name> <sources> <headers>): these as lockstep::<name>. Sets `scope` to PUBLIC, or
# to INTERFACE when there are headers only.
function(lockstep_archive name sources headers)
  set(target lockstep_${name})
  set(scope INTERFACE)
  if(sources)
    set(scope PUBLIC)
    add_library(${target} STATIC ${sources})
    lockstep_flags(${target})
  else()
    add_library(${target} INTERFACE)
  endif()
  add_library(lockstep::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_compile_features(${target} ${scope} cxx_std_20)
  target_sources(${target} ${scope}
    FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${headers})
  install(TARGETS ${target} EXPORT lockstepTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/lockstep)
  set(scope ${scope} PARENT_SCOPE)
endfunction()
