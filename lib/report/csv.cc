#include "report/csv.h"

#include "report/characters.h"
#include "report/json_text.h"
#include "report/writer.h"

namespace telltale::internal {
namespace {

constexpr std::string_view kHeader =
    "\"source\",\"record\",\"id\",\"line\",\"column\",\"begin\",\"end\",\"finding\",\"section\",\"signature\","
    "\"role\",\"confidence\",\"owner\",\"fields\",\"title\",\"link\"\n";

bool starts_formula(std::string_view bytes) noexcept {
  if (bytes.empty()) return false;
  constexpr std::string_view kStarters = "=+-@\t\r\n";
  if (kStarters.find(bytes.front()) != std::string_view::npos) return true;
  const char32_t first = character_at(bytes, 0).value;
  return first == 0xFF1D || first == 0xFF0B || first == 0xFF0D || first == 0xFF20;
}

void append_doubled(std::string_view bytes, std::string& out) {
  for (std::size_t at = 0; at < bytes.size();) {
    const Character character = character_at(bytes, at);
    if (character.value == '"') out += '"';
    if (character.valid && character.value != 0) {
      out += bytes.substr(at, character.length);
    } else {
      out += kReplacementUtf8;  // NUL too: readers of CSV stop at it
    }
    at += character.length;
  }
}

struct CsvWriter final : RowWriter {
  explicit CsvWriter(bool terminal) : terminal_(terminal) {}

  void begin(std::string& out) override { out += kHeader; }
  void finish(const ReportTotals&, std::string&) override {}

  void append_row(const Match& match, const Origin& origin, std::string& rows) const override {
    std::string fields;
    append_fields_object(match, fields);
    cell(origin.source, rows, "");
    cell(std::to_string(origin.record), rows);
    cell(origin.id.value, rows);
    cell(std::to_string(match.line), rows);
    cell(std::to_string(match.column), rows);
    cell(std::to_string(match.begin), rows);
    cell(std::to_string(match.end), rows);
    cell(match.finding, rows);
    cell(match.section, rows);
    cell(match.signature, rows);
    cell(to_string(match.role), rows);
    cell(to_string(match.confidence), rows);
    cell(match.owner, rows);
    cell(fields, rows);
    cell(match.title, rows);
    cell(match.link, rows);
    rows += '\n';
  }

 private:
  void cell(std::string_view bytes, std::string& rows, std::string_view separator = ",") const {
    rows += separator;
    append_csv_cell(bytes, terminal_, rows);
  }

  bool terminal_;
};

}  // namespace

void append_csv_cell(std::string_view bytes, bool terminal, std::string& out) {
  const std::string safe = terminal ? terminal_safe(bytes) : std::string();
  const std::string_view cell = terminal ? std::string_view(safe) : bytes;
  out += '"';
  if (starts_formula(cell)) out += '\'';
  append_doubled(cell, out);
  out += '"';
}

std::unique_ptr<Report::Writer> make_csv_writer(const ReportOptions& options) {
  return std::make_unique<CsvWriter>(options.terminal);
}

}  // namespace telltale::internal
