# `cmake --install`: libraries, headers, CMake package, pkg-config file, packs, and the command when it was built.

include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/telltale")

# Two export sets: who links the shared library needs none of the packages that the static one needs.
foreach(kind IN ITEMS static shared)
  install(TARGETS telltale_${kind} EXPORT telltale-${kind} FILE_SET HEADERS)
  install(EXPORT telltale-${kind} DESTINATION "${package_dir}" NAMESPACE telltale:: FILE telltale-${kind}-targets.cmake)
endforeach()
if(TELLTALE_BUILD_CLI)
  install(TARGETS telltale)
  include(TelltalePages)
  telltale_install_pages(telltale)
endif()

list(JOIN TELLTALE_LIBRARY_MODULES " " TELLTALE_LIBRARY_MODULES_WORDS)
configure_package_config_file(cmake/telltale-config.cmake.in telltale-config.cmake INSTALL_DESTINATION "${package_dir}")
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file(telltale-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/telltale-config.cmake"
              "${CMAKE_CURRENT_BINARY_DIR}/telltale-config-version.cmake" DESTINATION "${package_dir}")

# The .pc file finds its prefix from its own place, so that an installed tree can be moved.
file(RELATIVE_PATH TELLTALE_PC_PREFIX "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" TELLTALE_PC_PREFIX "${TELLTALE_PC_PREFIX}")
list(JOIN TELLTALE_LIBRARY_MODULES ", " TELLTALE_PC_REQUIRES)
# What a linker of C programs would leave out of a static one.
set(TELLTALE_PC_RUNTIME "")
foreach(runtime IN ITEMS stdc++ c++)
  if(runtime IN_LIST CMAKE_CXX_IMPLICIT_LINK_LIBRARIES)
    string(APPEND TELLTALE_PC_RUNTIME " -l${runtime}")
  endif()
endforeach()
configure_file(cmake/telltale.pc.in telltale.pc @ONLY)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/telltale.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

install(DIRECTORY rules DESTINATION "${CMAKE_INSTALL_DATADIR}/telltale" FILES_MATCHING PATTERN "*.json" PATTERN "*.md")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
