# telltale_embed_packs(OUTPUT FILE RULES DIR): at build time, writes FILE, a C++ source that defines
# telltale::internal::embedded_files() (lib/pack/builtin_packs.h) with every JSON file of every pack in DIR.
#
# The file runs itself as a script for the build step, so that the list of files and what is done with it stand together.
# Each file becomes one raw string literal: no escaping, and 50 times faster to compile than an array of numbers.
# g++ and clang++ know no limit for the length of a literal (the standard's minimum is 65,536 bytes; only -Wpedantic
# complains, hence the pragma).

set(TELLTALE_EMBED_PACKS_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")
# A raw literal ends at this; no pack may hold it.
set(TELLTALE_EMBED_DELIMITER "telltale_pack")

function(telltale_embed_packs)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "OUTPUT;RULES" "")
  file(GLOB_RECURSE files CONFIGURE_DEPENDS "${arg_RULES}/*.json")
  add_custom_command(
    OUTPUT "${arg_OUTPUT}"
    COMMAND "${CMAKE_COMMAND}" -D "OUTPUT=${arg_OUTPUT}" -D "RULES=${arg_RULES}" -P "${TELLTALE_EMBED_PACKS_SCRIPT}"
    DEPENDS ${files} "${TELLTALE_EMBED_PACKS_SCRIPT}"
    COMMENT "Embedding the packs of rules/"
    VERBATIM)
endfunction()

# Appends one file to the variable `out` of the caller.
function(embed_file out rules path)
  file(READ "${rules}/${path}" content)
  foreach(forbidden IN ITEMS ")${TELLTALE_EMBED_DELIMITER}\"" "\r")
    string(FIND "${content}" "${forbidden}" position)
    if(NOT position EQUAL -1)
      message(FATAL_ERROR "rules/${path}: holds a carriage return or the delimiter of raw string literals")
    endif()
  endforeach()
  set(literal "R\"${TELLTALE_EMBED_DELIMITER}(${content})${TELLTALE_EMBED_DELIMITER}\"sv")
  set(${out} "${${out}}      {\"${path}\"sv, ${literal}},\n" PARENT_SCOPE)
endfunction()

function(write_embedded_packs output rules)
  set(source [[
// Generated from rules/ by cmake/EmbedPacks.cmake.
#include "pack/builtin_packs.h"

#pragma GCC diagnostic ignored "-Woverlength-strings"

namespace telltale::internal {

const std::vector<EmbeddedFile>& embedded_files() {
  using namespace std::string_view_literals;
  static const std::vector<EmbeddedFile> files = {
]])
  file(GLOB packs RELATIVE "${rules}" "${rules}/*/pack.json")
  foreach(pack IN LISTS packs)
    get_filename_component(folder "${pack}" DIRECTORY)
    file(GLOB_RECURSE files RELATIVE "${rules}" "${rules}/${folder}/*.json")
    list(SORT files)
    foreach(path IN LISTS files)
      embed_file(source "${rules}" "${path}")
    endforeach()
  endforeach()
  string(APPEND source "  };\n  return files;\n}\n\n}  // namespace telltale::internal\n")
  file(WRITE "${output}" "${source}")
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  write_embedded_packs("${OUTPUT}" "${RULES}")
endif()
