// Globs of packs and options: `*` stands for any number of bytes, every other byte for itself.
//
// No `?`, classes or escapes: names of webhooks, services and findings hold none of these, and a glob that a reader
// understands at once is worth more.
#ifndef TELLTALE_LIB_BASE_GLOB_H_
#define TELLTALE_LIB_BASE_GLOB_H_

#include <cstddef>
#include <string_view>

namespace telltale::internal {

// Whether `glob` matches the whole of `text`. At most glob.size() * text.size() steps.
[[nodiscard]] bool glob_matches(std::string_view glob, std::string_view text) noexcept;

// How much a glob says; the greater one wins where two match. A glob without `*` is above all others; else the number
// of its literal bytes counts.
[[nodiscard]] std::size_t glob_specificity(std::string_view glob) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_GLOB_H_
