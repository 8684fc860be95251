# The flags of everything that is ours: telltale_compile_options(TARGET); what is compiled together in a unity build:
# telltale_unity_groups(TARGET SOURCE...).

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
endif()

function(telltale_compile_options target)
  target_compile_features(${target} PRIVATE cxx_std_20)
  # Hidden by default: the shared library shows what carries TELLTALE_EXPORT and nothing else.
  set_target_properties(
    ${target}
    PROPERTIES CXX_EXTENSIONS OFF
               CXX_VISIBILITY_PRESET hidden
               VISIBILITY_INLINES_HIDDEN ON
               POSITION_INDEPENDENT_CODE ON)
  # g++ 12 sees overlapping and endless copies in `"text" + std::string` (its bug 105651) and temporaries that outlive
  # themselves in `condition ? f({...}) : g`, where there are none; clang-tidy and the address sanitizer look for the
  # true ones.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-dangling-pointer -Wno-stringop-overflow -Wno-array-bounds)
  endif()
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wconversion -Wshadow $<$<BOOL:${TELLTALE_WERROR}>:-Werror>)
endfunction()

# In a unity build (CMAKE_UNITY_BUILD) the sources of one folder are one, so a name in an unnamed namespace stands for one
# thing in its folder. CMake's own groups would change with every file that is added.
function(telltale_unity_groups target)
  set_target_properties(
    ${target} PROPERTIES UNITY_BUILD_MODE GROUP UNITY_BUILD_CODE_BEFORE_INCLUDE
                         "// NOLINTNEXTLINE(bugprone-suspicious-include): that is what this file is for")
  foreach(source IN LISTS ARGN)
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(GET folder FILENAME name)
    set_source_files_properties("${source}" PROPERTIES UNITY_GROUP ${name})
  endforeach()
endfunction()
