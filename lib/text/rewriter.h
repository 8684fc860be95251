// Rewriter: what every step of clean() is written with. A step walks the text once and names the parts to replace;
// everything between them is copied in bulk, and nothing at all is copied when there is nothing to replace.
#ifndef TELLTALE_LIB_TEXT_REWRITER_H_
#define TELLTALE_LIB_TEXT_REWRITER_H_

#include <cstddef>
#include <string_view>

#include "text/mapped_text.h"

namespace telltale::internal {

class Rewriter {
 public:
  // `out` is touched at the first replacement only.
  Rewriter(const MappedText& in, MappedText* out) : in_(in), out_(out) {}

  // in.text[from, to), not empty and behind all earlier replacements, becomes `with` (may be empty). The bytes of
  // `with` stand for everything that the replaced bytes stood for.
  void replace(std::size_t from, std::size_t to, std::string_view with) {
    copy_until(from);
    if (!with.empty()) out_->append(with, in_.begin[from], in_.end[to - 1]);
    done_ = to;
  }

  void drop(std::size_t from, std::size_t to) { replace(from, to, {}); }

  // Copies the rest. False when nothing was replaced: `out` is then untouched.
  bool finish() {
    if (!changed_) return false;
    out_->append_from(in_, done_, in_.text.size());
    return true;
  }

  // The last byte written so far, the unchanged bytes up to `at` included; '\0' at the beginning.
  [[nodiscard]] char last_before(std::size_t at) const {
    if (at > done_) return in_.text[at - 1];
    return changed_ && !out_->text.empty() ? out_->text.back() : '\0';
  }

 private:
  void copy_until(std::size_t from) {
    if (!changed_) out_->clear();
    changed_ = true;
    out_->append_from(in_, done_, from);
  }

  const MappedText& in_;
  MappedText* out_;
  std::size_t done_ = 0;
  bool changed_ = false;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_REWRITER_H_
