#include "text/message.h"

#include <array>
#include <cstdint>
#include <string_view>

#include "text/characters.h"
#include "text/records.h"

namespace telltale::internal {
namespace {

constexpr bool silent(unsigned char byte) noexcept {
  constexpr std::string_view kSilent = "\"'`\\*|<>~";
  return byte <= ' ' || byte == 0x7F || kSilent.find(static_cast<char>(byte)) != std::string_view::npos;
}

// What each byte becomes: 0 when it is silent.
constexpr std::array<char, 256> fold_table() {
  std::array<char, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    if (silent(static_cast<unsigned char>(byte))) continue;
    table[byte] = is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return table;
}

constexpr std::array<char, 256> kFolded = fold_table();

// Writes folded bytes behind each other. The buffers are as long as they can get from the start, so that the loop over
// the bytes has no branch: a silent byte is written too, and overwritten by the next.
class Fold {
 public:
  Fold(const MappedText& clean, MappedText* message, std::string* cased)
      : clean_(clean), message_(message), cased_(cased) {
    resize(clean.text.size() + 1);  // one more: a silent byte may be written behind the last
  }

  void line(std::size_t from, std::size_t to) {
    // Local pointers: a write through char* could change any member, so the compiler would load each again.
    const char* const in = clean_.text.data();
    const std::uint32_t* const in_begin = clean_.begin.data();
    const std::uint32_t* const in_end = clean_.end.data();
    char* const folded = message_->text.data();
    char* const cased = cased_->data();
    std::uint32_t* const begin = message_->begin.data();
    std::uint32_t* const end = message_->end.data();
    std::size_t size = size_;
    for (std::size_t i = from; i < to; ++i) {
      const char c = kFolded[static_cast<unsigned char>(in[i])];
      folded[size] = c;
      cased[size] = in[i];
      begin[size] = in_begin[i];
      end[size] = in_end[i];
      size += c != 0 ? 1U : 0U;
    }
    size_ = size;
  }

  // Byte `i` of the clean text, a line end, becomes the end of a record; no record is ever empty.
  void end_record(std::size_t i) {
    if (size_ == 0 || message_->text[size_ - 1] == '\n') return;
    message_->text[size_] = (*cased_)[size_] = '\n';
    message_->begin[size_] = clean_.begin[i];
    message_->end[size_] = clean_.end[i];
    ++size_;
  }

  void finish() {
    if (size_ > 0 && message_->text[size_ - 1] == '\n') --size_;
    resize(size_);
  }

 private:
  void resize(std::size_t size) {
    message_->text.resize(size);
    message_->begin.resize(size);
    message_->end.resize(size);
    cased_->resize(size);
  }

  const MappedText& clean_;
  MappedText* message_;
  std::string* cased_;
  std::size_t size_ = 0;
};

}  // namespace

bool is_silent(unsigned char byte) noexcept { return silent(byte); }

void fold_message(const MappedText& clean, MappedText* message, std::string* cased) {
  Fold fold(clean, message, cased);
  const std::string_view text = clean.text;
  std::string_view previous;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t found = text.find('\n', at);
    const std::size_t end = found == std::string_view::npos ? text.size() : found;
    const std::string_view line = text.substr(at, end - at);
    const LineJoint joint = join_lines(previous, line);
    if (at > 0 && joint.begins_record) fold.end_record(at - 1);
    if (!joint.is_blank) fold.line(at, end);  // rulers and fences say nothing
    previous = line;
    at = end + 1;
  }
  fold.finish();
}

}  // namespace telltale::internal
