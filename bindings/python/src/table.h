// Table: matches of many texts as columns, filled in without the GIL and handed out as Arrow without a copy.
//
// Two modes: kAll has a row for each match (column `row` says of which text); kBest has a row for each text, null where
// nothing matches.
#ifndef TELLTALE_BINDINGS_PYTHON_TABLE_H_
#define TELLTALE_BINDINGS_PYTHON_TABLE_H_

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "spans.h"
#include "state.h"
#include "telltale/match.h"

namespace telltale::python {

enum class TableMode : std::uint8_t { kAll, kBest };

// Columns whose words repeat: stored once, and a number a row.
enum class WordColumn : std::uint8_t { kFinding, kSection, kSignature, kRole, kConfidence, kOwner };
constexpr std::size_t kWordColumns = 6;
constexpr std::array<const char*, kWordColumns> kWordColumnNames = {"finding", "section",    "signature",
                                                                    "role",    "confidence", "owner"};

// Piece `at` of `data`, in Arrow's layout: from its offset to the next one.
std::string_view text_at(const std::string& data, const std::vector<std::int32_t>& offsets, std::size_t at) noexcept;

// The distinct words of a column, in Arrow's layout of utf8.
class Words {
 public:
  std::int32_t code_of(std::string_view word);
  [[nodiscard]] std::string_view word(std::int32_t code) const noexcept;
  [[nodiscard]] std::int64_t size() const noexcept { return static_cast<std::int64_t>(offsets_.size()) - 1; }
  [[nodiscard]] const std::vector<std::int32_t>& offsets() const noexcept { return offsets_; }
  [[nodiscard]] const std::string& data() const noexcept { return data_; }

  bool operator==(const Words& other) const { return offsets_ == other.offsets_ && data_ == other.data_; }

 private:
  // Without the numbers, which only a table that grows needs.
  friend void fields_of(auto& state, Is<Words> auto& words) { state(words.offsets_, words.data_); }

  std::unordered_map<std::string, std::int32_t> codes_;
  std::vector<std::int32_t> offsets_ = {0};
  std::string data_;
};

// Rows with their fields; a table has a second one only when its fields exceed what 32-bit offsets reach.
struct TableChunk {
  std::int64_t first_text = 0;                                // kBest alone: the text of its first row
  std::vector<std::int64_t> row;                              // kAll alone
  std::array<std::vector<std::int32_t>, kWordColumns> codes;  // -1: null
  std::vector<std::int64_t> begin;
  std::vector<std::int64_t> end;
  std::vector<std::int64_t> line;
  std::vector<std::int32_t> field_offsets = {0};  // of rows, in fields
  std::vector<std::int32_t> name_offsets = {0};   // of fields, in names
  std::vector<std::int32_t> value_offsets = {0};
  std::string names;
  std::string values;

  // Bits for Arrow, made by Table::finish(); empty: no nulls.
  std::vector<std::uint8_t> found_bits;
  std::vector<std::uint8_t> owner_bits;
  std::int64_t found_nulls = 0;
  std::int64_t owner_nulls = 0;

  [[nodiscard]] std::int64_t size() const noexcept { return static_cast<std::int64_t>(begin.size()); }

  bool operator==(const TableChunk&) const = default;
};

class Table {
 public:
  explicit Table(TableMode mode = TableMode::kAll) : mode_(mode) { chunks_.emplace_back(); }

  // The answer for the next text. `spans`: as count_spans() returns them, or empty.
  void add(const Classification& found, const std::vector<MatchSpans>& spans = {});
  // The next `texts` have no match, or are none.
  void add_nothing(std::size_t texts = 1);
  // What text number `text` hit.
  void add_limits(std::int64_t text, Limits hit) { limits_[text] = hit; }
  // Has to be called once, behind the last text.
  void finish();

  // A table of one row of this one, which says of which text it is.
  [[nodiscard]] Table only(const TableChunk& chunk, std::size_t at) const;

  // Everything as bytes, and back; see state.h.
  [[nodiscard]] std::string state() const;
  [[nodiscard]] static Table from(std::string_view state);

  // The same texts had the same matches. Chunks and numbers of words follow from those.
  bool operator==(const Table& other) const;

  [[nodiscard]] TableMode mode() const noexcept { return mode_; }
  [[nodiscard]] std::int64_t texts() const noexcept { return texts_; }
  [[nodiscard]] std::int64_t size() const noexcept;
  [[nodiscard]] const std::deque<TableChunk>& chunks() const noexcept { return chunks_; }
  [[nodiscard]] const Words& words(WordColumn column) const noexcept {
    return words_[static_cast<std::size_t>(column)];
  }
  [[nodiscard]] const std::map<std::int64_t, Limits>& limits() const noexcept { return limits_; }

 private:
  void add_match(const Match& match, Span span);
  void add_null();
  void add_words(TableChunk& chunk, const Match& match);
  [[nodiscard]] bool is_whole() const noexcept;
  friend void fields_of(auto& state, Is<Table> auto& table) {
    state(table.mode_, table.texts_, table.chunks_, table.limits_);
    for (auto& words : table.words_) state(words);
  }

  TableMode mode_;
  std::int64_t texts_ = 0;
  std::deque<TableChunk> chunks_;
  std::array<Words, kWordColumns> words_;
  std::map<std::int64_t, Limits> limits_;
};

}  // namespace telltale::python

#endif  // TELLTALE_BINDINGS_PYTHON_TABLE_H_
