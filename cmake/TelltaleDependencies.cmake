# What the library, the command and the tests stand on. Targets: PkgConfig::telltale_re2, PkgConfig::telltale_libhs,
# PkgConfig::telltale_libsodium, nlohmann_json::nlohmann_json, CLI11::CLI11, ZLIB::ZLIB, PkgConfig::telltale_libzstd,
# GTest::*, benchmark::*.
# The prefix keeps our pkg-config targets apart from those of a project that embeds us.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
# RE2 ships a CMake package only since 2023, a pkg-config file always.
pkg_check_modules(telltale_re2 REQUIRED IMPORTED_TARGET re2)
# Hashes, and the seals of the cache. 1.0.12 made sodium_init() thread-safe.
pkg_check_modules(telltale_libsodium REQUIRED IMPORTED_TARGET libsodium>=1.0.12)

if(TELLTALE_HYPERSCAN STREQUAL "AUTO")
  pkg_check_modules(telltale_libhs QUIET IMPORTED_TARGET libhs>=5)
elseif(TELLTALE_HYPERSCAN)
  pkg_check_modules(telltale_libhs REQUIRED IMPORTED_TARGET libhs>=5)
endif()

# The pkg-config modules that the library links; the targets are PkgConfig::telltale_MODULE.
set(TELLTALE_LIBRARY_MODULES re2 libsodium)
set(TELLTALE_HAVE_HYPERSCAN 0)
if(TELLTALE_HYPERSCAN AND TARGET PkgConfig::telltale_libhs)
  list(APPEND TELLTALE_LIBRARY_MODULES libhs)
  set(TELLTALE_HAVE_HYPERSCAN 1)
  message(STATUS "Engines: Hyperscan ${telltale_libhs_VERSION} and RE2")
else()
  message(STATUS "Engines: RE2 alone (TELLTALE_HYPERSCAN=${TELLTALE_HYPERSCAN})")
endif()

if(TELLTALE_BUILD_CLI)
  find_package(CLI11 REQUIRED)
  find_package(ZLIB REQUIRED)
  pkg_check_modules(telltale_libzstd REQUIRED IMPORTED_TARGET libzstd)
endif()
if(TELLTALE_BUILD_TESTS)
  find_package(GTest REQUIRED)
  find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)
endif()
if(TELLTALE_BUILD_BENCH)
  find_package(benchmark REQUIRED)
endif()
