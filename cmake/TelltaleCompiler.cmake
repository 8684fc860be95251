# The flags of everything that is ours: telltale_compile_options(TARGET).

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
