#include "classify/digit_readers.h"

#include <algorithm>
#include <cstddef>

#include "base/ascii.h"
#include "text/characters.h"

namespace telltale::internal {
namespace {

bool is_foreign(std::string_view text) { return find_non_ascii(text, 0) != text.size(); }

// The letters of `text`, and a 0 for each digit, whatever it is.
std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    const char letter = to_letter_or_digit(c);
    if (letter != '\0') letters.push_back(is_digit(letter) ? '0' : letter);
  }
  return letters;
}

// What stands for a word of which letters of another alphabet are a part: every text that has such letters may have it.
constexpr std::string_view kForeign = "?";

std::vector<std::string> findable(const RequiredWord& alternatives) {
  std::vector<std::string> words;
  for (const std::string& word : alternatives)
    words.push_back(is_foreign(word) ? std::string(kForeign) : letters_of(word));
  return words;
}

bool may_begin_with_digit(const PreparedPattern& pattern) {
  const auto holds_digit = [](std::string_view bytes) { return std::any_of(bytes.begin(), bytes.end(), is_digit); };
  const std::vector<std::string>& known = pattern.literal_begins.empty() ? pattern.first_bytes : pattern.literal_begins;
  return known.empty() || std::any_of(known.begin(), known.end(), holds_digit);
}

// A text in which the digits in question may be any.
class OpenText {
 public:
  OpenText(const MappedText& text, const std::vector<TimePlace>& places) : text_(text) {
    open_.resize(text.text.size());
    for (const TimePlace& place : places) {
      const auto from = std::lower_bound(text.begin.begin(), text.begin.end(), place.begin) - text.begin.begin();
      for (auto i = static_cast<std::size_t>(from); i < text.text.size() && text.begin[i] < place.end; ++i) {
        if (!is_digit(text.text[i])) continue;
        open_[i] = true;
        digits_.push_back(i);
      }
    }
  }

  [[nodiscard]] std::string_view text() const noexcept { return text_.text; }

  // Appends the ways in which one of `runs` fits into [from, to) so that it reads an open digit.
  void add_traps(const std::vector<DigitRun>& runs, std::size_t from, std::size_t to,
                 std::vector<DigitTrap>* traps) const {
    for (const DigitRun& run : runs) {
      std::size_t next = from;  // each place for a run is looked at once, whichever of its digits is open
      for (const std::size_t digit : digits_) {
        const std::size_t last = std::min(digit, to - std::min(to, run.size()));
        for (std::size_t at = std::max(next, digit - std::min(digit, run.size() - 1)); at <= last; ++at) {
          if (at + run.size() <= to && fits(run, at)) add_trap(run, at, traps);
        }
        next = std::max(next, last + 1);
      }
    }
  }

 private:
  [[nodiscard]] bool fits(const DigitRun& run, std::size_t at) const {
    for (std::size_t i = 0; i < run.size(); ++i) {
      if (open_[at + i] ? run[i].digits() == 0 : !run[i].takes(text_.text[at + i])) return false;
    }
    return true;
  }

  void add_trap(const DigitRun& run, std::size_t at, std::vector<DigitTrap>* traps) const {
    DigitTrap trap;
    for (std::size_t i = 0; i < run.size(); ++i) {
      if (open_[at + i] && run[i].tells_digits_apart()) trap.push_back({text_.begin[at + i], run[i]});
    }
    if (!trap.empty()) traps->push_back(std::move(trap));
  }

  const MappedText& text_;
  std::vector<bool> open_;
  std::vector<std::size_t> digits_;
};

// The letters and digits of `window`, and where they stand.
MappedText mapped_letters_of(std::string_view window) {
  MappedText letters;
  letters.reserve(window.size());
  for (std::size_t i = 0; i < window.size(); ++i) {
    const char letter = to_letter_or_digit(window[i]);
    if (letter != '\0') letters.append(letter, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1));
  }
  return letters;
}

}  // namespace

bool springs(const DigitTrap& trap, std::string_view window) {
  return std::all_of(trap.begin(), trap.end(),
                     [&](const OpenDigit& open) { return open.place.takes(window[open.offset]); });
}

void DigitReaders::add(const PreparedPattern& pattern, const FieldPattern& compiled, const PatternScope& scope) {
  if (pattern.digit_runs.empty()) return;
  Reader& reader = readers_.emplace_back(Reader{compiled, may_begin_with_digit(pattern), scope.behind_wording, {}});
  GateNeed need = scope.need;
  need.insert(need.end(), pattern.required_words.begin(), pattern.required_words.end());
  for (const RequiredWord& alternatives : need) reader.words.push_back(findable(alternatives));
}

void DigitReaders::add_words(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (std::none_of(word.begin(), word.end(), is_digit)) continue;
    DigitRun run;
    for (const char c : mapped_letters_of(word).text) run.emplace_back().add(static_cast<unsigned char>(c));
    if (std::find(words_.begin(), words_.end(), run) == words_.end()) words_.push_back(std::move(run));
  }
}

std::vector<DigitTrap> DigitReaders::traps_of_words(const std::vector<TimePlace>& places,
                                                    std::string_view window) const {
  if (places.empty()) return {};
  const MappedText letters = mapped_letters_of(window);
  std::vector<DigitTrap> traps;
  OpenText(letters, places).add_traps(words_, 0, letters.text.size(), &traps);
  return traps;
}

std::vector<DigitTrap> DigitReaders::traps(const std::vector<TimePlace>& places, const Workspace& space) const {
  const OpenText message(space.message, places);
  const OpenText line(space.text_of(TextForm::kLine), places);
  const std::string letters =
      letters_of(space.clean.text) + (is_foreign(space.clean.text) ? std::string(kForeign) : std::string());
  const auto is_there = [&](const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return letters.find(word) != std::string::npos; });
  };
  std::vector<DigitTrap> traps;
  for (const Reader& reader : readers_) {
    if (!std::all_of(reader.words.begin(), reader.words.end(), is_there)) continue;
    const auto add = [&](const OpenText& text, std::size_t from) {
      const std::size_t begin = reader.begins_with_digit ? 0 : reader.pattern.may_begin(text.text(), 0);
      text.add_traps(reader.pattern.digit_runs(), std::max(begin, from), text.text().size(), &traps);
    };
    add(message, reader.behind_wording ? space.first_frame : 0);
    if (!reader.behind_wording) add(line, 0);
  }
  for (const AskedCondition& asked : space.digit_conditions) {
    const OpenText& text = asked.form == TextForm::kMessage ? message : line;
    text.add_traps(asked.pattern->digit_runs(), asked.begin, asked.end, &traps);
  }
  return traps;
}

}  // namespace telltale::internal
