#include "table.h"

#include <algorithm>

#include "telltale/report.h"

namespace telltale::python {
namespace {

// Half of what a 32-bit offset reaches, so that one more text with all of its fields fits.
constexpr std::size_t kChunkBytes = std::size_t{1} << 30;

// The match that stands for a text: the surest, a symptom before what only bears on one, then the first.
std::size_t best_of(const std::vector<Match>& matches) noexcept {
  const auto better = [](const Match& a, const Match& b) {
    return a.confidence != b.confidence ? a.confidence < b.confidence : a.role > b.role;
  };
  return static_cast<std::size_t>(std::max_element(matches.begin(), matches.end(), better) - matches.begin());
}

bool is_repeated(const Match& match, const Field& field) noexcept { return match.field(field.name) != &field; }

std::vector<std::uint8_t> bits_of(const std::vector<std::int32_t>& codes, std::int64_t& nulls) {
  nulls = std::count(codes.begin(), codes.end(), -1);
  if (nulls == 0) return {};
  std::vector<std::uint8_t> bits((codes.size() + 7) / 8);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] >= 0) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1U << (i % 8));
  }
  return bits;
}

// Whether `offsets` cut `total` bytes or fields into `count` pieces.
bool fits(const std::vector<std::int32_t>& offsets, std::size_t count, std::size_t total) noexcept {
  return offsets.size() == count + 1 && offsets.front() == 0 && std::is_sorted(offsets.begin(), offsets.end()) &&
         static_cast<std::size_t>(offsets.back()) == total;
}

bool is_whole(const TableChunk& chunk, TableMode mode) noexcept {
  const std::size_t rows = chunk.begin.size();
  const std::size_t fields = chunk.name_offsets.size() - 1;
  return chunk.row.size() == (mode == TableMode::kAll ? rows : 0) && chunk.end.size() == rows &&
         chunk.line.size() == rows && fits(chunk.field_offsets, rows, fields) &&
         fits(chunk.name_offsets, fields, chunk.names.size()) && fits(chunk.value_offsets, fields, chunk.values.size());
}

}  // namespace

std::string_view text_at(const std::string& data, const std::vector<std::int32_t>& offsets, std::size_t at) noexcept {
  return std::string_view(data).substr(static_cast<std::size_t>(offsets[at]),
                                       static_cast<std::size_t>(offsets[at + 1] - offsets[at]));
}

std::int32_t Words::code_of(std::string_view word) {
  const auto [place, is_new] = codes_.try_emplace(std::string(word), static_cast<std::int32_t>(codes_.size()));
  if (is_new) {
    data_ += word;
    offsets_.push_back(static_cast<std::int32_t>(data_.size()));
  }
  return place->second;
}

std::string_view Words::word(std::int32_t code) const noexcept {
  return text_at(data_, offsets_, static_cast<std::size_t>(code));
}

void Table::add(const Classification& found, const std::vector<MatchSpans>& spans) {
  if (!found.limits.none()) limits_[texts_] = found.limits;
  if (found.empty()) return add_nothing();
  const auto span_of = [&](std::size_t i) {
    return spans.empty() ? Span{found.matches[i].begin, found.matches[i].end} : spans[i][0];
  };
  if (mode_ == TableMode::kBest) {
    const std::size_t best = best_of(found.matches);
    add_match(found.matches[best], span_of(best));
  } else {
    for (std::size_t i = 0; i < found.size(); ++i) add_match(found.matches[i], span_of(i));
  }
  ++texts_;
}

void Table::add_nothing(std::size_t texts) {
  for (std::size_t i = 0; i < texts && mode_ == TableMode::kBest; ++i) add_null();
  texts_ += static_cast<std::int64_t>(texts);
}

void Table::add_words(TableChunk& chunk, const Match& match) {
  const std::array<std::string_view, kWordColumns> words = {
      match.finding, match.section, match.signature, to_string(match.role), to_string(match.confidence), match.owner};
  for (std::size_t i = 0; i < kWordColumns; ++i) {
    chunk.codes[i].push_back(words[i].empty() ? -1 : words_[i].code_of(words[i]));
  }
}

void Table::add_match(const Match& match, Span span) {
  if (chunks_.back().values.size() + chunks_.back().names.size() > kChunkBytes) {
    chunks_.emplace_back().first_text = texts_;
  }
  TableChunk& chunk = chunks_.back();
  if (mode_ == TableMode::kAll) chunk.row.push_back(texts_);
  add_words(chunk, match);
  chunk.begin.push_back(static_cast<std::int64_t>(span.begin));
  chunk.end.push_back(static_cast<std::int64_t>(span.end));
  chunk.line.push_back(static_cast<std::int64_t>(match.line));
  for (const Field& field : match.fields) {
    if (is_repeated(match, field)) continue;
    chunk.names += field.name;
    chunk.values += valid_utf8(field.value);
    chunk.name_offsets.push_back(static_cast<std::int32_t>(chunk.names.size()));
    chunk.value_offsets.push_back(static_cast<std::int32_t>(chunk.values.size()));
  }
  chunk.field_offsets.push_back(static_cast<std::int32_t>(chunk.name_offsets.size() - 1));
}

void Table::add_null() {
  TableChunk& chunk = chunks_.back();
  for (std::vector<std::int32_t>& codes : chunk.codes) codes.push_back(-1);
  chunk.begin.push_back(0);
  chunk.end.push_back(0);
  chunk.line.push_back(0);
  chunk.field_offsets.push_back(chunk.field_offsets.back());
}

void Table::finish() {
  for (TableChunk& chunk : chunks_) {
    chunk.found_bits = bits_of(chunk.codes[static_cast<std::size_t>(WordColumn::kFinding)], chunk.found_nulls);
    chunk.owner_bits = bits_of(chunk.codes[static_cast<std::size_t>(WordColumn::kOwner)], chunk.owner_nulls);
  }
}

Table Table::only(const TableChunk& chunk, std::size_t at) const {
  Table table(mode_);
  table.texts_ = 1;
  TableChunk& row = table.chunks_.back();
  row.first_text = chunk.first_text + static_cast<std::int64_t>(at);
  if (mode_ == TableMode::kAll) row.row.push_back(chunk.row[at]);
  for (std::size_t i = 0; i < kWordColumns; ++i) {
    const std::int32_t code = chunk.codes[i][at];
    row.codes[i].push_back(code < 0 ? -1 : table.words_[i].code_of(words_[i].word(code)));
  }
  row.begin.push_back(chunk.begin[at]);
  row.end.push_back(chunk.end[at]);
  row.line.push_back(chunk.line[at]);
  for (auto i = static_cast<std::size_t>(chunk.field_offsets[at]);
       i < static_cast<std::size_t>(chunk.field_offsets[at + 1]); ++i) {
    row.names += text_at(chunk.names, chunk.name_offsets, i);
    row.values += text_at(chunk.values, chunk.value_offsets, i);
    row.name_offsets.push_back(static_cast<std::int32_t>(row.names.size()));
    row.value_offsets.push_back(static_cast<std::int32_t>(row.values.size()));
  }
  row.field_offsets.push_back(static_cast<std::int32_t>(row.name_offsets.size() - 1));
  table.finish();
  return table;
}

void fields_of(auto& state, Is<TableChunk> auto& chunk) {
  state(chunk.first_text, chunk.row);
  for (auto& codes : chunk.codes) state(codes);
  state(chunk.begin, chunk.end, chunk.line, chunk.field_offsets, chunk.name_offsets, chunk.value_offsets, chunk.names,
        chunk.values);
}

std::string Table::state() const { return to_state(*this); }

Table Table::from(std::string_view state) {
  auto table = from_state<Table>(state);
  StateReader::check(table.is_whole());
  table.finish();
  return table;
}

bool Table::is_whole() const noexcept {
  for (const TableChunk& chunk : chunks_) {
    if (!python::is_whole(chunk, mode_)) return false;
    for (std::size_t i = 0; i < kWordColumns; ++i) {
      const std::vector<std::int32_t>& codes = chunk.codes[i];
      const auto is_word = [&](std::int32_t code) { return code >= -1 && code < words_[i].size(); };
      if (codes.size() != chunk.begin.size() || !std::all_of(codes.begin(), codes.end(), is_word)) return false;
    }
  }
  return std::all_of(words_.begin(), words_.end(), [](const Words& words) {
    return fits(words.offsets(), static_cast<std::size_t>(words.size()), words.data().size());
  });
}

bool Table::operator==(const Table& other) const {
  const auto same_limits = [](const auto& a, const auto& b) {
    return a.first == b.first && to_state(a.second) == to_state(b.second);
  };
  return mode_ == other.mode_ && texts_ == other.texts_ && chunks_ == other.chunks_ && words_ == other.words_ &&
         std::equal(limits_.begin(), limits_.end(), other.limits_.begin(), other.limits_.end(), same_limits);
}

std::int64_t Table::size() const noexcept {
  std::int64_t size = 0;
  for (const TableChunk& chunk : chunks_) size += chunk.size();
  return size;
}

}  // namespace telltale::python
