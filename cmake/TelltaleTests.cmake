# How a folder of tests becomes ctest entries. Each entry carries the folder's label, so that `ctest -L unit` and the
# presets choose by it.
#
#   telltale_gtest(NAME unit_tests LABEL unit)                   one program of every *_test.cc below the folder, an entry
#                                                                a test; OPTIMIZE: the tests themselves are optimised;
#                                                                WHOLE: one entry for all, when starting costs most;
#                                                                SHARDS: so many of these, for as many processors
#   telltale_script_tests(LABEL golden)                          every *_test.py of the folder, one entry each
#   telltale_test_environment(TEST)                              what every test may rely on

include(GoogleTest)

# Tests find the sources, the build and the command through these, wherever they are started from.
set(TELLTALE_TEST_ENVIRONMENT "TELLTALE_SOURCE_DIR=${PROJECT_SOURCE_DIR}" "TELLTALE_BUILD_DIR=${PROJECT_BINARY_DIR}"
                              "PYTHONDONTWRITEBYTECODE=1")
if(TELLTALE_BUILD_CLI)
  list(APPEND TELLTALE_TEST_ENVIRONMENT "TELLTALE=${PROJECT_BINARY_DIR}/telltale")
endif()

function(telltale_gtest)
  cmake_parse_arguments(PARSE_ARGV 0 arg "OPTIMIZE;WHOLE" "NAME;LABEL;SHARDS" "")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*_test.cc")
  if(NOT sources)
    return()
  endif()
  add_executable(${arg_NAME} ${sources})
  target_include_directories(${arg_NAME} PRIVATE "${PROJECT_SOURCE_DIR}/lib" "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(
    ${arg_NAME} PRIVATE TELLTALE_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                        TELLTALE_HAVE_HYPERSCAN=${TELLTALE_HAVE_HYPERSCAN})
  list(TRANSFORM TELLTALE_LIBRARY_MODULES PREPEND PkgConfig::telltale_ OUTPUT_VARIABLE libraries)
  target_link_libraries(${arg_NAME} PRIVATE telltale::static ${libraries} nlohmann_json::nlohmann_json GTest::gtest_main)
  if(TELLTALE_BUILD_CLI)
    target_link_libraries(${arg_NAME} PRIVATE telltale_cli)
  endif()
  telltale_compile_options(${arg_NAME})
  telltale_unity_groups(${arg_NAME} ${sources})
  # The library under test keeps its flags; tests only have to compile quickly, unless they work for minutes themselves.
  if(NOT arg_OPTIMIZE)
    target_compile_options(${arg_NAME} PRIVATE -O0)
  endif()
  # Where the library counts its branches for the fuzz targets, nobody asks for those of the tests.
  if(CMAKE_CXX_FLAGS MATCHES "fuzzer-no-link")
    target_compile_options(${arg_NAME} PRIVATE -fno-sanitize=fuzzer-no-link)
  endif()
  # For work on the tests each is compiled alone; else a folder is one, and reads GoogleTest in less time than it would
  # take to precompile.
  if(TELLTALE_PRECOMPILE)
    target_precompile_headers(${arg_NAME} PRIVATE <gtest/gtest.h>)
  else()
    set_target_properties(${arg_NAME} PROPERTIES UNITY_BUILD ON)
  endif()
  # A sanitized program takes a fifth of a second to begin, which is longer than most tests.
  if(CMAKE_CXX_FLAGS MATCHES "-fsanitize=" AND NOT arg_OPTIMIZE)
    set(arg_WHOLE TRUE)
  endif()
  # What takes longest begins first, so that it is not waited for alone.
  set(cost 1)
  if(arg_OPTIMIZE OR arg_WHOLE)
    set(cost 100)
  endif()
  if(arg_WHOLE)
    telltale_whole_test(${arg_NAME} ${arg_LABEL} ${cost} "${arg_SHARDS}")
    return()
  endif()
  gtest_discover_tests(
    ${arg_NAME}
    TEST_PREFIX "${arg_LABEL}."
    DISCOVERY_MODE PRE_TEST
    DISCOVERY_TIMEOUT 60
    NO_PRETTY_VALUES
    PROPERTIES LABELS "${arg_LABEL}" ENVIRONMENT "${TELLTALE_TEST_ENVIRONMENT}" COST ${cost})
endfunction()

# Each of the entries runs its share of the program's tests.
function(telltale_whole_test program label cost shards)
  if(NOT shards)
    set(shards 1)
  endif()
  foreach(shard RANGE 1 ${shards})
    set(name ${label})
    if(shards GREATER 1)
      string(APPEND name ".${shard}-of-${shards}")
    endif()
    math(EXPR index "${shard} - 1")
    add_test(NAME ${name} COMMAND ${program})
    telltale_test_environment(${name} ${label})
    set_tests_properties(${name} PROPERTIES COST ${cost})
    set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT GTEST_TOTAL_SHARDS=${shards} GTEST_SHARD_INDEX=${index})
  endforeach()
endfunction()

function(telltale_test_environment test label)
  set_tests_properties(${test} PROPERTIES LABELS "${label}" ENVIRONMENT "${TELLTALE_TEST_ENVIRONMENT}")
endfunction()

function(telltale_script_tests)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "LABEL" "")
  file(GLOB scripts CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*_test.py")
  foreach(script IN LISTS scripts)
    get_filename_component(name "${script}" NAME_WE)
    add_test(NAME ${arg_LABEL}.${name} COMMAND Python3::Interpreter "${script}")
    telltale_test_environment(${arg_LABEL}.${name} ${arg_LABEL})
  endforeach()
endfunction()
