# Compiles CASE with REFUSED=0 and REFUSED=1. A whole compilation, since -fsyntax-only does not
# report unused functions.

separate_arguments(FLAGS)

# What the compiler looks through anyway must not be named: it would come too early.
set(includes -I${ROOT})
if(BOOST AND NOT BOOST STREQUAL "/usr/include")
  list(APPEND includes -isystem ${BOOST})
endif()

function(compile refused)
  execute_process(
    COMMAND ${COMPILER} ${FLAGS} ${includes} -DREFUSED=${refused}
      -O0 -c ${CASE} -o /dev/null
    RESULT_VARIABLE status ERROR_VARIABLE said)
  set(status ${status} PARENT_SCOPE)
  set(said "${said}" PARENT_SCOPE)
endfunction()

function(fail why)
  message("${CASE}:1: ${why}")
  message(FATAL_ERROR)
endfunction()

file(STRINGS ${CASE} first_line LIMIT_COUNT 1)
if(NOT first_line MATCHES "^// refuses: (.+)$")
  fail("the first line should be `// refuses: <words of the compiler's message>`")
endif()
set(reason "${CMAKE_MATCH_1}")

compile(0)
if(NOT status EQUAL 0)
  fail("should compile with REFUSED=0, and does not\n${said}")
endif()

compile(1)
if(status EQUAL 0)
  fail("compiles, and should be refused: ${reason}")
endif()
string(FIND "${said}" "${reason}" at)
if(at EQUAL -1)
  fail("is refused for another reason than: ${reason}\n${said}")
endif()
