#include "engine/field_pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include "base/ascii.h"
#include "base/made_once.h"
#include "base/word_finder.h"
#include "engine/engine_problem.h"
#include "engine/loosen.h"
#include "engine/occurrence.h"
#include "engine/re2_pattern.h"

namespace telltale::internal {

using re2::RE2;
using re2::StringPiece;

namespace {

// Shorter beginnings of several texts are everywhere: then each text is looked for on its own.
constexpr std::size_t kLongEnough = 3;

std::string common_beginning(const std::vector<std::string>& texts) {
  if (texts.empty()) return {};
  std::string common = texts[0];
  for (const std::string& text : texts) {
    const auto differs = std::mismatch(common.begin(), common.end(), text.begin(), text.end());
    common.erase(differs.first, common.end());
  }
  return common;
}

// Where a match can begin.
class Beginning {
 public:
  explicit Beginning(const PreparedPattern& pattern)
      : literals_(pattern.literal_begins.begin(), pattern.literal_begins.end()),
        common_(common_beginning(pattern.literal_begins)),
        places_(literals_.empty() ? pattern.first_bytes.size() : 0) {
    for (std::size_t place = 0; place < places_; ++place) {
      for (const char c : pattern.first_bytes[place])
        fits_[static_cast<unsigned char>(c)] |= static_cast<std::uint8_t>(1U << place);
    }
  }

  [[nodiscard]] bool is_known() const { return !literals_.empty() || places_ != 0; }

  // Whether a match can begin where `text` does.
  [[nodiscard]] bool is_at(std::string_view text) const {
    if (literals_.empty()) return fits(text);
    return std::any_of(literals_.begin(), literals_.end(),
                       [&](const WordFinder& literal) { return text.starts_with(literal.word()); });
  }

  // The first place from `from` on; npos: none.
  [[nodiscard]] std::size_t find(std::string_view text, std::size_t from) const {
    if (literals_.empty()) return find_fitting(text, from);
    if (common_.word().size() < kLongEnough) return find_each(text, from);
    std::size_t at = common_.find(text, from);
    while (at != std::string_view::npos && !is_at(text.substr(at))) at = common_.find(text, at + 1);
    return at;
  }

 private:
  [[nodiscard]] bool fits(std::string_view text) const {
    if (text.size() < places_) return false;
    for (std::size_t place = 0; place < places_; ++place) {
      if ((fits_[static_cast<unsigned char>(text[place])] >> place & 1U) == 0) return false;
    }
    return true;
  }

  [[nodiscard]] std::size_t find_fitting(std::string_view text, std::size_t from) const {
    for (std::size_t at = from; at + places_ <= text.size(); ++at) {
      if (fits(text.substr(at))) return at;
    }
    return std::string_view::npos;
  }

  [[nodiscard]] std::size_t find_each(std::string_view text, std::size_t from) const {
    std::size_t first = std::string_view::npos;
    for (const WordFinder& literal : literals_) first = std::min(first, literal.find(text, from));
    return first;
  }

  std::vector<WordFinder> literals_;
  WordFinder common_;       // what all of them begin with
  std::size_t places_ = 0;  // that fits_ speaks of
  std::array<std::uint8_t, 256> fits_{};
};

// Places tried one by one before RE2 looks at all of them at once, which takes no longer the more there are.
constexpr int kMostTries = 4;
// The same for places that the pattern without counts names, which are few.
constexpr int kMostLooseTries = 32;
// How often words are looked for before a pattern is compiled that is asked for again and again.
constexpr int kAskedWithoutCompiling = 16;

Span span_of(const StringPiece& piece, const char* text) {
  if (piece.data() == nullptr) return {};
  const auto begin = static_cast<std::size_t>(piece.data() - text);
  return {begin, begin + piece.size()};
}

std::optional<Span> whole_of(const RE2& regex, std::string_view text, std::size_t from, RE2::Anchor anchor) {
  if (text.data() == nullptr) text = "";
  StringPiece piece;
  if (from > text.size() || !regex.Match(text, from, text.size(), anchor, &piece, 1)) return std::nullopt;
  return span_of(piece, text.data());
}

// A pattern with what says where it has to end.
std::string text_up_to(const PreparedPattern& pattern, MatchEnd end) {
  return end == MatchEnd::kEndOfText ? "(?:" + pattern.text + ")\\z" : pattern.text;
}

// What is made of a pattern before it is used.
class Program {
 public:
  Program(const PreparedPattern& pattern, MatchEnd end)
      : regex(re2_text(text_up_to(pattern, end)), re2_options(pattern.text)) {
    for (const auto& [group, name] : regex.CapturingGroupNames()) groups.push_back(group);
    std::string least;
    std::string most;
    if (regex.ok() && regex.PossibleMatchRange(&least, &most, 1) && !least.empty() && !most.empty()) {
      first_least_ = static_cast<unsigned char>(least[0]);
      first_most_ = static_cast<unsigned char>(most[0]);
    }
  }

  // What RE2 itself would find out, at a tenth of the price: most patterns that are tried at a place do not begin
  // there.
  [[nodiscard]] bool can_begin_with(char first) const {
    const auto byte = static_cast<unsigned char>(first);
    return byte >= first_least_ && byte <= first_most_;
  }

  bool match(std::string_view text, std::size_t from, RE2::Anchor anchor, std::vector<Span>* spans) const;

  // The whole match alone: a good deal cheaper than with its fields.
  [[nodiscard]] std::optional<Span> whole(std::string_view text, std::size_t from, RE2::Anchor anchor) const {
    return whole_of(regex, text, from, anchor);
  }

  [[nodiscard]] bool occurs(std::string_view text) const {
    return regex.Match(text, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
  }

  RE2 regex;
  std::vector<int> groups;  // number of each field's group, ascending

 private:
  unsigned char first_least_ = 0;  // the range of a match's first byte
  unsigned char first_most_ = 255;
};

bool Program::match(std::string_view text, std::size_t from, RE2::Anchor anchor, std::vector<Span>* spans) const {
  // More groups than nearly every pattern has; the others pay an allocation.
  std::array<StringPiece, 16> few;
  std::vector<StringPiece> many;
  const auto wanted = static_cast<std::size_t>(groups.empty() ? 0 : groups.back()) + 1;
  if (wanted > few.size()) many.resize(wanted);
  StringPiece* const pieces = many.empty() ? few.data() : many.data();

  // An empty view may have no address, and then "unset" could not be told from "empty".
  if (text.data() == nullptr) text = "";
  if (from > text.size() || !regex.Match(text, from, text.size(), anchor, pieces, static_cast<int>(wanted)))
    return false;
  spans->assign(1 + groups.size(), Span{});
  (*spans)[0] = span_of(pieces[0], text.data());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    (*spans)[i + 1] = span_of(pieces[static_cast<std::size_t>(groups[i])], text.data());
  }
  return true;
}

// The pattern without the counts of its long repeats; nothing when it has none. A search for `a.{0,400}b` has to
// keep apart all places where an `a` stood: on text full of them it costs thousands of cycles a byte. Without the count
// one state tells them all.
struct PatternWithoutCounts {
  PatternWithoutCounts(const PreparedPattern& pattern, MatchEnd end) {
    const std::string text = text_up_to(pattern, end);
    const std::string loose = loosened(text);
    if (loose == text) return;
    regex.emplace(re2_text(loose), re2_options(loose));
    if (!regex->ok()) regex.reset();
  }

  std::optional<RE2> regex;
};

// The pattern divided into what counts and what does not; nothing when it has no long repeats.
struct DividedPattern {
  DividedPattern(const PreparedPattern& pattern, MatchEnd end) {
    const std::string text = text_up_to(pattern, end);
    if (loosened(text) != text) occurrence.emplace(text);
  }

  std::optional<Occurrence> occurrence;
};

}  // namespace

// What is made of a pattern, each when it is first asked for.
struct FieldPattern::Impl {
  Impl(std::shared_ptr<const PreparedPattern> prepared, MatchEnd where)
      : pattern(std::move(prepared)), end(where), number(next_number()) {}

  static std::uint64_t next_number() {
    static std::atomic<std::uint64_t> next{0};
    return ++next;
  }

  [[nodiscard]] const Beginning& beginning() const {
    static const PreparedPattern kUnknown;
    return begins.get(end == MatchEnd::kAnywhere ? *pattern : kUnknown);
  }
  [[nodiscard]] const Program& program() const { return compiled.get(*pattern, end); }
  [[nodiscard]] const std::optional<Occurrence>& divided() const { return parts.get(*pattern, end).occurrence; }

  // The leftmost match from `from` on, wherever it begins.
  [[nodiscard]] std::optional<Span> leftmost(std::string_view text, std::size_t from) const;

  // Compiling costs milliseconds, looking for words microseconds: a text says no to most patterns by its words. What is
  // asked for again and again is compiled all the same.
  [[nodiscard]] bool lacks_words(std::string_view text) const {
    if (parts.is_made() || compiled.is_made() || pattern->required_words.empty()) return false;
    if (asked.fetch_add(1, std::memory_order_relaxed) >= kAskedWithoutCompiling) return false;
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), to_lower);
    return !has_words(lowered, pattern->required_words);
  }

  std::shared_ptr<const PreparedPattern> pattern;
  MatchEnd end;
  std::uint64_t number;
  MadeOnce<Beginning> begins;
  MadeOnce<Program> compiled;
  MadeOnce<PatternWithoutCounts> without_counts;
  MadeOnce<DividedPattern> parts;
  mutable std::atomic<int> asked{0};
};

// What the pattern without counts does not match, the pattern does not match either; so no match begins before the
// first place of the former. At one place there is little to keep apart.
std::optional<Span> FieldPattern::Impl::leftmost(std::string_view text, std::size_t from) const {
  const std::optional<RE2>& loose = without_counts.get(*pattern, end).regex;
  for (int tries = 0; loose && tries < kMostLooseTries; ++tries) {
    const std::optional<Span> place = whole_of(*loose, text, from, RE2::UNANCHORED);
    if (!place) return std::nullopt;
    if (std::optional<Span> match = program().whole(text, place->begin, RE2::ANCHOR_START)) return match;
    from = place->begin + 1;
  }
  return program().whole(text, from, RE2::UNANCHORED);
}

FieldPattern::FieldPattern(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

Result<FieldPattern> FieldPattern::compile(std::shared_ptr<const PreparedPattern> pattern, MatchEnd end) {
  auto impl = std::make_shared<const Impl>(std::move(pattern), end);
  const RE2& regex = impl->program().regex;
  if (!regex.ok()) return pattern_refused("RE2", "a pattern", impl->pattern->text, regex.error());
  return FieldPattern(std::move(impl));
}

Result<FieldPattern> FieldPattern::compile(std::string_view pattern) {
  auto prepared = std::make_shared<PreparedPattern>();
  prepared->text = pattern;
  BytePlace one;
  one.add('1');
  prepared->digit_runs = {{one}};  // the pattern is not taken apart, so any digit may be one that it reads
  const RE2 regex(re2_text(pattern), re2_options(pattern));
  for (const auto& [group, name] : regex.CapturingGroupNames()) prepared->field_names.push_back(name);
  return compile(std::move(prepared));
}

FieldPattern FieldPattern::known_good(std::shared_ptr<const PreparedPattern> pattern, MatchEnd end) {
  return FieldPattern(std::make_shared<const Impl>(std::move(pattern), end));
}

std::optional<Span> FieldPattern::find(std::string_view text, std::size_t from) const {
  const Beginning& beginning = impl_->beginning();
  if (impl_->lacks_words(text.substr(std::min(from, text.size())))) return std::nullopt;
  if (!beginning.is_known()) return impl_->leftmost(text, from);
  std::size_t at = beginning.find(text, from);
  for (int tries = 0; tries < kMostTries && at != std::string_view::npos; ++tries) {
    if (std::optional<Span> match = impl_->program().whole(text, at, RE2::ANCHOR_START)) return match;
    at = beginning.find(text, at + 1);
  }
  return at == std::string_view::npos ? std::nullopt : impl_->leftmost(text, at);
}

std::size_t FieldPattern::may_begin(std::string_view text, std::size_t from) const {
  const Beginning& beginning = impl_->beginning();
  if (!beginning.is_known()) return from <= text.size() ? from : std::string_view::npos;
  return beginning.find(text, from);
}

std::optional<Span> FieldPattern::find_at(std::string_view text, std::size_t from) const {
  const Beginning& beginning = impl_->beginning();
  if (from < text.size() && beginning.is_known() && !beginning.is_at(text.substr(from))) return std::nullopt;
  const Program& program = impl_->program();
  if (from < text.size() && !program.can_begin_with(text[from])) return std::nullopt;
  return program.whole(text, from, RE2::ANCHOR_START);
}

void FieldPattern::fields_of(std::string_view text, const Span& match, std::vector<Span>* spans) const {
  const Program& program = impl_->program();
  if (!program.match(text, match.begin, RE2::ANCHOR_START, spans)) {  // out of memory: without fields
    spans->assign(1 + program.groups.size(), Span{});
    (*spans)[0] = match;
  }
}

std::uint64_t FieldPattern::number() const noexcept { return impl_->number; }

MatchEnd FieldPattern::match_end() const noexcept { return impl_->end; }

bool FieldPattern::may_begin_with(char byte) const {
  if (impl_->end == MatchEnd::kEndOfText) return true;
  const std::vector<std::string>& literals = impl_->pattern->literal_begins;
  if (!literals.empty())
    return std::any_of(literals.begin(), literals.end(), [&](const std::string& text) { return text[0] == byte; });
  const std::vector<std::string>& bytes = impl_->pattern->first_bytes;
  return bytes.empty() || bytes[0].find(byte) != std::string::npos;
}

const std::vector<DigitRun>& FieldPattern::digit_runs() const noexcept { return impl_->pattern->digit_runs; }

bool FieldPattern::occurs(std::string_view text) const {
  if (impl_->lacks_words(text)) return false;
  const std::optional<Occurrence>& divided = impl_->divided();
  return divided ? divided->in(text) : impl_->program().occurs(text);
}

const std::vector<std::string>& FieldPattern::field_names() const noexcept { return impl_->pattern->field_names; }

}  // namespace telltale::internal
