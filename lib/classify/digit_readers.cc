#include "classify/digit_readers.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <utility>

#include "base/ascii.h"
#include "gate/word_index.h"
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

// Words by their letters, and which of them stand in a text.
class DigitReaders::Words {
 public:
  // A word has one number, however often it is added.
  std::uint32_t number_of(std::string letters) {
    const auto next = static_cast<std::uint32_t>(numbers_.size());
    const auto [known, is_new] = numbers_.try_emplace(std::move(letters), next);
    if (!is_new) return known->second;
    if (known->first.size() < kGram) {
      short_.push_back(&*known);
    } else {
      long_.add(known->first);
      long_numbers_.push_back(next);
    }
    return next;
  }

  void finish() { long_.finish(); }

  // One for each number.
  [[nodiscard]] std::vector<bool> in(const std::string& letters) const {
    std::vector<bool> present(numbers_.size());
    for (const auto* const word : short_) present[word->second] = letters.find(word->first) != std::string::npos;
    std::string padded(WordIndex::kPaddingBefore, '\0');
    padded += letters;
    padded.append(WordIndex::kPaddingBehind, '\0');
    long_.find({padded.data() + WordIndex::kPaddingBefore, letters.size()},
               [&](std::uint32_t word) { present[long_numbers_[word]] = true; });
    return present;
  }

 private:
  std::map<std::string, std::uint32_t> numbers_;  // a map, because its keys stay where they are
  std::vector<const std::pair<const std::string, std::uint32_t>*> short_;  // too short for an index
  WordIndex long_;
  std::vector<std::uint32_t> long_numbers_;  // of its words
};

// What is looked up for a question. Digits are the same there, whatever they are.
struct DigitReaders::Index {
  // What is known of one of readers_.
  struct Asker {
    bool begins_with_digit = false;                 // or with anything
    std::vector<std::vector<std::uint32_t>> words;  // numbers of required words; one of each must be there
  };

  Index(const std::vector<Reader>& readers, const std::vector<std::string>& words) {
    for (const Reader& reader : readers) {
      Asker& asker = askers.emplace_back();
      asker.begins_with_digit = may_begin_with_digit(*reader.prepared);
      add_words(*reader.prepared, &asker);
      for (const PatternPtr& pattern : reader.scope.beside) add_words(*pattern, &asker);
    }
    asked.finish();
    for (const std::string& word : words) add_run(word);
    read.finish();
  }

  void add_words(const PreparedPattern& pattern, Asker* asker) {
    for (const RequiredWord& alternatives : pattern.required_words) {
      std::vector<std::uint32_t>& numbers = asker->words.emplace_back();
      for (const std::string& word : alternatives)
        numbers.push_back(asked.number_of(is_foreign(word) ? std::string(kForeign) : letters_of(word)));
    }
  }

  void add_run(const std::string& word) {
    DigitRun run;
    for (const char c : mapped_letters_of(word).text) run.emplace_back().add(static_cast<unsigned char>(c));
    const std::uint32_t number = read.number_of(letters_of(word));
    if (number == runs.size()) runs.emplace_back();
    std::vector<DigitRun>& known = runs[number];
    if (std::find(known.begin(), known.end(), run) == known.end()) known.push_back(std::move(run));
  }

  Words asked;                              // by patterns
  std::vector<Asker> askers;                // parallel to readers_
  Words read;                               // those of the gate and the second look that have a digit
  std::vector<std::vector<DigitRun>> runs;  // of each of them
};

DigitReaders::DigitReaders() = default;
DigitReaders::~DigitReaders() = default;

const DigitReaders::Index& DigitReaders::index() const {
  std::call_once(index_once_, [this] { index_ = std::make_unique<const Index>(readers_, words_); });
  return *index_;
}

void DigitReaders::add(const PatternPtr& pattern, const FieldPattern& compiled, PatternScope scope) {
  if (!pattern->digit_runs.empty()) readers_.push_back({pattern, compiled, std::move(scope)});
}

void DigitReaders::add_words(const std::vector<std::string>& words) {
  std::copy_if(words.begin(), words.end(), std::back_inserter(words_),
               [](const std::string& word) { return std::any_of(word.begin(), word.end(), is_digit); });
}

std::vector<DigitTrap> DigitReaders::traps_of_words(const std::vector<TimePlace>& places,
                                                    std::string_view window) const {
  if (places.empty()) return {};
  const MappedText letters = mapped_letters_of(window);
  const OpenText open(letters, places);
  const std::vector<bool> is_there = index().read.in(letters_of(window));
  std::vector<DigitTrap> traps;
  for (std::size_t i = 0; i < is_there.size(); ++i) {
    if (is_there[i]) open.add_traps(index().runs[i], 0, letters.text.size(), &traps);
  }
  return traps;
}

std::vector<DigitTrap> DigitReaders::traps(const std::vector<TimePlace>& places, const Workspace& space) const {
  const OpenText message(space.message, places);
  const OpenText line(space.text_of(TextForm::kLine), places);
  const std::vector<bool> present = index().asked.in(
      letters_of(space.clean.text) + (is_foreign(space.clean.text) ? std::string(kForeign) : std::string()));
  const auto is_there = [&](const std::vector<std::uint32_t>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::uint32_t word) { return present[word]; });
  };
  std::vector<DigitTrap> traps;
  for (std::size_t i = 0; i < readers_.size(); ++i) {
    const Index::Asker& asker = index().askers[i];
    if (!std::all_of(asker.words.begin(), asker.words.end(), is_there)) continue;
    const FieldPattern& pattern = readers_[i].pattern;
    const auto add = [&](const OpenText& text, std::size_t from) {
      const std::size_t begin = asker.begins_with_digit ? 0 : pattern.may_begin(text.text(), 0);
      text.add_traps(pattern.digit_runs(), std::max(begin, from), text.text().size(), &traps);
    };
    const bool behind_wording = readers_[i].scope.behind_wording;
    add(message, behind_wording ? space.first_frame : 0);
    if (!behind_wording) add(line, 0);
  }
  for (const AskedCondition& asked : space.digit_conditions) {
    const OpenText& text = asked.form == TextForm::kMessage ? message : line;
    text.add_traps(asked.pattern->digit_runs(), asked.begin, asked.end, &traps);
  }
  return traps;
}

}  // namespace telltale::internal
