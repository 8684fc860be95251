// FieldPattern: one pattern in RE2: is it really there, where exactly, with which fields.
#ifndef TELLTALE_LIB_ENGINE_FIELD_PATTERN_H_
#define TELLTALE_LIB_ENGINE_FIELD_PATTERN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pack/pattern.h"
#include "telltale/result.h"

namespace telltale::internal {

// [begin, end) of a group in the searched text; an unset group has begin == npos.
struct Span {
  std::size_t begin = std::string_view::npos;
  std::size_t end = std::string_view::npos;
  [[nodiscard]] bool set() const noexcept { return begin != std::string_view::npos; }
  friend bool operator==(const Span&, const Span&) = default;
};

// Where a pattern has to match.
enum class MatchEnd : std::uint8_t {
  kAnywhere,
  kEndOfText,  // every match ends where the text does
};

class FieldPattern {
 public:
  // A pattern that RE2 refuses is a problem (code "pattern-engine"). What the pattern knows of where a match can begin
  // is used: looking there first costs a tenth of a search.
  static Result<FieldPattern> compile(std::shared_ptr<const PreparedPattern> pattern,
                                      MatchEnd end = MatchEnd::kAnywhere);

  // `pattern` in the common dialect with named groups.
  static Result<FieldPattern> compile(std::string_view pattern);

  // One that compile() took before, in this build: compiled when a text is first asked for it that has the words which
  // every match has, because a start that has all else in a cache, and a first text, would spend most of their time
  // here. Thread-safe like everything else.
  static FieldPattern known_good(std::shared_ptr<const PreparedPattern> pattern, MatchEnd end = MatchEnd::kAnywhere);

  // The leftmost match in text[from, text.size()), without its fields, which cost six times as much. Thread-safe.
  // Nothing: no match (or RE2 ran out of its memory budget, in which case it has already fallen back to its slower,
  // constant-memory matcher).
  [[nodiscard]] std::optional<Span> find(std::string_view text, std::size_t from) const;

  // Where the first place in text[from, text.size()) is at which a match may begin; npos: there is none.
  [[nodiscard]] std::size_t may_begin(std::string_view text, std::size_t from) const;

  // Only a match that begins exactly at `from`.
  [[nodiscard]] std::optional<Span> find_at(std::string_view text, std::size_t from) const;

  // The fields of a match that find() or find_at() found in this text: spans[0] is the whole match, spans[i] the i-th
  // field. `spans` is resized to 1 + field_names().size().
  void fields_of(std::string_view text, const Span& match, std::vector<Span>* spans) const;

  // No other pattern of this process has the same number.
  [[nodiscard]] std::uint64_t number() const noexcept;

  [[nodiscard]] MatchEnd match_end() const noexcept;

  // Whether a match may begin with `byte`; true when that is not known. Needs nothing that is compiled at first use.
  [[nodiscard]] bool may_begin_with(char byte) const;

  // Pattern::digit_runs(); empty when no match depends on which digit it is that stands in a place.
  [[nodiscard]] const std::vector<DigitRun>& digit_runs() const noexcept;

  // Whether the pattern occurs at all; cheaper than search().
  [[nodiscard]] bool occurs(std::string_view text) const;

  [[nodiscard]] const std::vector<std::string>& field_names() const noexcept;  // in the order of their groups

 private:
  struct Impl;
  explicit FieldPattern(std::shared_ptr<const Impl> impl);
  std::shared_ptr<const Impl> impl_;  // copies share what was compiled
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_FIELD_PATTERN_H_
