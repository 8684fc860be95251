// JSON: one object with the matches, what could not be read, the limits that were hit, and the counts.
//
// Written as it comes, one match a line, so that memory does not grow with the number of matches.
#include "report/json_text.h"
#include "report/writer.h"

namespace telltale::internal {
namespace {

constexpr std::string_view kSeparator = ",\n";

struct JsonWriter final : RowWriter {
  void begin(std::string& out) override { out += "{\"v\":1,\"matches\":["; }

  // Rows begin with the separator; the first of all loses its comma.
  void append_row(const Match& match, const Origin& origin, std::string& rows) const override {
    rows += kSeparator;
    append_match_object(match, origin, rows);
  }

  void add_rows(std::string_view rows, std::string& out) override {
    if (rows.empty()) return;
    out += empty_ ? rows.substr(1) : rows;
    empty_ = false;
  }

  void finish(const ReportTotals& totals, std::string& out) override {
    out += empty_ ? "]" : "\n]";
    append_notes(totals, ReportNote::Kind::kLimit, out);
    append_notes(totals, ReportNote::Kind::kError, out);
    append_counts(totals, out);
    out += "}\n";
  }

 private:
  bool empty_ = true;
};

void append_note(const ReportNote& note, std::string& out) {
  out += "{\"source\":";
  append_json_string(note.source, out);
  out += ",\"line\":";
  if (note.line == 0) {
    out += "null";
  } else {
    append_number(note.line, out);
  }
  out += ",\"message\":";
  append_json_string(note.message, out);
  out += '}';
}

}  // namespace

void append_notes(const ReportTotals& totals, ReportNote::Kind kind, std::string& out) {
  out += kind == ReportNote::Kind::kLimit ? ",\n\"limits\":[" : ",\n\"errors\":[";
  bool first = true;
  for (const ReportNote& note : totals.notes) {
    if (note.kind != kind) continue;
    out += first ? "\n" : ",\n";
    first = false;
    append_note(note, out);
  }
  out += first ? "]" : "\n]";
}

void append_counts(const ReportTotals& totals, std::string& out) {
  const std::pair<std::string_view, std::uint64_t> counts[] = {{"sources", totals.sources},
                                                               {"records", totals.records},
                                                               {"bytes", totals.bytes},
                                                               {"matches", totals.matches},
                                                               {"matched_records", totals.matched_records},
                                                               {"unreadable_records", totals.unreadable_records},
                                                               {"errors", totals.errors}};
  out += ",\n\"counts\":{";
  for (const auto& [name, count] : counts) {
    if (out.back() != '{') out += ',';
    append_json_string(name, out);
    out += ':';
    append_number(count, out);
  }
  out += '}';
}

std::unique_ptr<Report::Writer> make_json_writer() { return std::make_unique<JsonWriter>(); }

}  // namespace telltale::internal
