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

// Kept of what is classified: as far as surroundings reach back, and a byte by which they end where the text does not.
constexpr std::size_t kKept = internal::kReach + 1;

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
  Limits classify_rest(const Sink& sink) const;
  // Hands on what begins in held[context, end), as matches of the source.
  [[nodiscard]] Sink in_source(std::size_t end, const Sink& sink) const;
  void forget(std::size_t count);
};

// Classifies what is held. What begins at or behind `cut` comes again with more text behind it, and so does what is
// told by its surroundings when they are not all there.
Limits Stream::State::classify_up_to(std::size_t cut, const Sink& sink) {
  const Sink to_source = in_source(cut, sink);
  const internal::Scan::Part part =
      internal::Scan(*classifier.impl_->set, classifier.impl_->options, held, to_source).run_part();
  cut = std::max(context, std::min(cut, part.decided_to));
  const std::size_t keep = std::min(cut, kKept);
  forget(cut - keep);
  context = keep;
  return part.limits;
}

Limits Stream::State::classify_rest(const Sink& sink) const {
  return classifier.classify(held, in_source(held.size(), sink));
}

Stream::Sink Stream::State::in_source(std::size_t end, const Sink& sink) const {
  return [this, end, &sink, moved = Match()](const Match& match) mutable {
    if (match.begin < context || match.begin >= end) return true;
    moved = match;
    moved.move_by(offset, lines, offset - line_begin);
    return sink(moved);
  };
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
  const Limits limits = state.held.empty() ? Limits() : state.classify_rest(sink);
  *state_ = State(std::move(state.classifier));
  return limits;
}

}  // namespace telltale
