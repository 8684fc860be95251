// Which build of this code is running, with which builds of the libraries that its results depend on.
#ifndef TELLTALE_LIB_BASE_BUILD_IDENTITY_H_
#define TELLTALE_LIB_BASE_BUILD_IDENTITY_H_

#include <initializer_list>
#include <string>
#include <string_view>

namespace telltale::internal {

// The build ids (ld --build-id, on by default in most distributions) of the program or library that holds this code
// and of each loaded library that is called as one of `libraries` ("libhs"), also when a wheel has put a hash behind
// its name; a library that is linked statically is part of the former. Empty when one of them has none: then two builds
// cannot be told apart, and nothing that one of them made may be used by another. Two builds of one version have
// different ids.
[[nodiscard]] std::string build_identity(std::initializer_list<std::string_view> libraries);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_BUILD_IDENTITY_H_
