// Any bytes through the text layer: what holds of every text must hold of these. The first byte chooses the reach of
// the window.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/clean.h"
#include "text/encoding.h"
#include "text/labelled_lines.h"
#include "text/message.h"
#include "text/records.h"

namespace {

using telltale::internal::MappedText;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_sound(const MappedText& text, std::size_t original_size) {
  require(text.text.size() == text.begin.size() && text.text.size() == text.end.size());
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    require(text.begin[i] < text.end[i] && text.end[i] <= original_size);
    require(i == 0 || (text.begin[i - 1] <= text.begin[i] && text.end[i - 1] <= text.end[i]));
  }
}

void check_message(const MappedText& clean_text, std::size_t original_size) {
  MappedText message;
  std::string cased;
  telltale::internal::fold_message(clean_text, &message, &cased);
  require_sound(message, original_size);
  require(cased.size() == message.text.size() && message.text.size() <= clean_text.text.size());
  char before = '\n';  // a record is never empty
  for (std::size_t i = 0; i < cased.size(); ++i) {
    const char c = message.text[i];
    require(c == '\n' ? before != '\n' : !telltale::internal::is_silent(static_cast<unsigned char>(c)));
    require(c == cased[i] || (cased[i] >= 'A' && cased[i] <= 'Z' && c == cased[i] - 'A' + 'a'));
    before = c;
  }
  require(cased.empty() || before != '\n');
}

void check_clean(std::string_view raw) {
  MappedText out;
  MappedText scratch;
  const bool settled = telltale::internal::clean(raw, &out, &scratch);
  require_sound(out, raw.size());
  require(out.text.size() <= raw.size());
  check_message(out, raw.size());
  if (!settled) return;
  MappedText again;
  require(telltale::internal::clean(out.text, &again, &scratch));
  require(again.text == out.text);
}

void check_labelled(std::string_view text, const telltale::internal::Window& window, std::size_t said_from) {
  using telltale::internal::LabelledLines;
  const std::size_t limit = std::min(text.size(), window.end + 200);
  MappedText joined;
  const LabelledLines lines = telltale::internal::join_labelled_lines(text, window, said_from, limit, &joined);
  require_sound(joined, text.size() - window.begin);
  require(said_from <= lines.first && lines.first <= lines.end && lines.end <= std::max(limit, lines.first));
  require(telltale::internal::labelled_lines(text, window, said_from, limit).end == lines.end);
}

void check_windows(std::string_view text, std::size_t reach) {
  for (std::size_t at = 0; at < text.size(); at += 1 + text.size() / 16) {
    const telltale::internal::Window window = telltale::internal::record_window(text, at, at, reach);
    require(window.begin <= at && at <= window.end && window.end <= text.size());
    require(at - window.begin <= reach && window.end - at <= reach);
    if (!window.cut) check_labelled(text, window, at);
  }
}

void check_encoding(std::string_view bytes) {
  const telltale::internal::Encoding encoding = telltale::internal::detect_encoding(bytes);
  if (encoding == telltale::internal::Encoding::kUtf8) return;
  const telltale::internal::Transcoded transcoded(bytes, encoding);
  std::uint64_t before = 0;
  for (std::size_t i = 0; i <= transcoded.text().size(); ++i) {
    const std::uint64_t original = transcoded.to_original(i);
    require(before <= original && original <= bytes.size());
    before = original;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  check_clean(text);
  check_windows(text, data[0]);
  check_encoding(text);
  return 0;
}
