// HTML as people paste it: entities and tags. The step `entities` undoes them; records.cc looks through them at the
// start of raw lines.
#ifndef TELLTALE_LIB_TEXT_HTML_H_
#define TELLTALE_LIB_TEXT_HTML_H_

#include <cstddef>
#include <string_view>

namespace telltale::internal {

// `&quot;`, `&#34;`, `&#x22;`, encoded any number of times (`&amp;amp;quot;`). `length` 0: there is none at `at`.
struct Entity {
  std::size_t length = 0;
  char32_t code_point = 0;
};
[[nodiscard]] Entity html_entity(std::string_view text, std::size_t at) noexcept;

// A tag of a fixed list, or the begin of a comment. Words in angle brackets that are no tag (<none>, <nil>,
// <company_name>, <https://...>) are none. `bytes` is what remains: nothing, a blank, a line end, or an empty line
// where a new paragraph begins.
struct Tag {
  std::size_t length = 0;
  std::string_view bytes;
};
[[nodiscard]] Tag html_tag(std::string_view text, std::size_t at) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_HTML_H_
