#include "telltale/stream.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/line_ends.h"
#include "classify/classifier_impl.h"
#include "text/characters.h"
#include "text/encoding.h"
#include "text/records.h"

namespace telltale {
namespace {

// A source that never ends a record is cut here; as far as a window ever reaches (classify/scan.h), twice.
constexpr std::size_t kHeldBack = 2 * internal::kReach;

// Where the text can be cut so that no message crosses: the begin of the last whole line that begins a record.
std::size_t safe_cut(std::string_view text) {
  const std::size_t floor = text.size() > kHeldBack ? text.size() - kHeldBack : 0;
  std::size_t end = text.rfind('\n');  // of the line that is looked at; behind it stands an unfinished one
  while (end != std::string_view::npos && end > floor) {
    const std::size_t before = text.rfind('\n', end - 1);
    if (before == std::string_view::npos) break;
    const std::size_t previous = before == 0 ? std::string_view::npos : text.rfind('\n', before - 1);
    const std::size_t previous_begin = previous == std::string_view::npos ? 0 : previous + 1;
    if (internal::begins_record(text.substr(previous_begin, before - previous_begin),
                                text.substr(before + 1, end - before - 1))) {
      return before + 1;
    }
    end = before;
  }
  return floor;
}

}  // namespace

struct Stream::State {
  explicit State(Classifier c) : classifier(std::move(c)) {}

  Classifier classifier;
  std::string held;  // not yet classified, preceded by `context` bytes that are
  std::size_t context = 0;
  std::uint64_t offset = 0;      // of held[0] in the source
  std::uint64_t lines = 0;       // line ends before held[0]
  std::uint64_t line_begin = 0;  // offset in the source of the line that held[0] is in
  bool started = false;
  bool is_utf16 = false;  // then everything is held until finish()

  Limits classify_up_to(std::size_t cut, const Sink& sink);
  void forget(std::size_t count);
};

// Classifies all that is held; what begins at or behind `cut` comes again with more text behind it.
Limits Stream::State::classify_up_to(std::size_t cut, const Sink& sink) {
  const std::size_t first = context;
  Match shifted;
  const Limits limits = classifier.classify(held, [&](const Match& match) {
    if (match.begin < first || match.begin >= cut) return true;
    shifted = match;
    shifted.move_by(offset, lines, offset - line_begin);
    return sink(shifted);
  });
  // What the next piece's paragraphs may look back at.
  const std::size_t keep = std::min(cut, internal::kReach);
  forget(cut - keep);
  context = keep;
  return limits;
}

void Stream::State::forget(std::size_t count) {
  const std::string_view forgotten = std::string_view(held).substr(0, count);
  const std::size_t line_ends = internal::count_line_ends(forgotten);
  lines += line_ends;
  if (line_ends != 0) line_begin = offset + internal::find_last(forgotten, '\n') + 1;
  held.erase(0, count);
  offset += count;
}

Stream::Stream(Classifier classifier) : state_(std::make_unique<State>(std::move(classifier))) {}
Stream::~Stream() = default;
Stream::Stream(Stream&&) noexcept = default;
Stream& Stream::operator=(Stream&&) noexcept = default;

Limits Stream::feed(std::string_view bytes, const Sink& sink) {
  State& state = *state_;
  if (bytes.empty()) return {};
  state.held.append(bytes);
  if (!state.started) {
    if (state.held.size() < 4) return {};
    state.started = true;
    state.is_utf16 = internal::detect_encoding(state.held) != internal::Encoding::kUtf8;
  }
  if (state.is_utf16) return {};
  const std::size_t cut = safe_cut(state.held);
  return cut > state.context ? state.classify_up_to(cut, sink) : Limits();
}

Limits Stream::finish(const Sink& sink) {
  State& state = *state_;
  const Limits limits = state.held.empty() ? Limits() : state.classify_up_to(state.held.size(), sink);
  *state_ = State(std::move(state.classifier));
  return limits;
}

}  // namespace telltale
