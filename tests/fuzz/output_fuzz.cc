// Everything that is written about matches, on any bytes: JSON stays JSON, CSV keeps its rows and cells and holds no
// formula, tables and Markdown hold no byte that a terminal obeys.
#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "report/characters.h"
#include "telltale/report.h"

namespace {

using namespace telltale;

void require(bool holds, const char* what, const std::string& output) {
  if (holds) return;
  std::cerr << what << ":\n" << output << "\n";
  std::abort();
}

void require_harmless(const std::string& out, const char* what) {
  for (std::size_t at = 0; at < out.size();) {
    const internal::Character c = internal::character_at(out, at);
    require(c.valid, what, out);
    require(c.value == '\n' || !internal::is_unsafe(c.value), what, out);
    at += c.length;
  }
}

// Rows and their cells; the grammar of RFC 4180 with every cell quoted and LF between rows.
std::vector<std::vector<std::string>> parse_csv(const std::string& csv) {
  std::vector<std::vector<std::string>> rows(1);
  for (std::size_t at = 0; at < csv.size();) {
    require(csv[at] == '"', "a cell without quotes", csv);
    std::string cell;
    for (++at; at < csv.size(); ++at) {
      if (csv[at] == '"' && (at + 1 == csv.size() || csv[at + 1] != '"')) break;
      if (csv[at] == '"') ++at;
      cell += csv[at];
    }
    require(at < csv.size(), "a cell without an end", csv);
    rows.back().push_back(cell);
    ++at;
    require(at < csv.size() && (csv[at] == ',' || csv[at] == '\n'), "something between cells", csv);
    if (csv[at] == '\n') rows.emplace_back();
    ++at;
  }
  rows.pop_back();
  return rows;
}

// Strings that a match only views.
struct Owned {
  std::string text;
  std::string strings[7];
  ReportedMatch match;
};

void fill(FuzzedDataProvider& data, Owned& owned) {
  owned.text = data.ConsumeRandomLengthString(600);
  for (std::string& string : owned.strings) string = data.ConsumeRandomLengthString(40);
  Match& match = owned.match.match;
  match.pack = owned.strings[0];
  match.finding = owned.strings[1];
  match.section = owned.strings[2];
  match.signature = owned.strings[3];
  match.owner = owned.strings[4];
  match.title = owned.strings[5];
  match.link = owned.strings[6];
  match.role = data.PickValueInArray({Role::kSymptom, Role::kEvidence, Role::kHealthy, Role::kIgnorable});
  match.confidence = data.PickValueInArray({Confidence::kLow, Confidence::kMedium, Confidence::kHigh});
  match.begin = data.ConsumeIntegralInRange<std::uint64_t>(0, owned.text.size());
  match.end = data.ConsumeIntegralInRange<std::uint64_t>(match.begin, owned.text.size() + 2);
  match.line = data.ConsumeIntegralInRange<std::uint64_t>(1, 5);
  match.column = data.ConsumeIntegralInRange<std::uint64_t>(1, 500);
  for (std::size_t i = data.ConsumeIntegralInRange<std::size_t>(0, 3); i > 0; --i) {
    const std::uint64_t begin = data.ConsumeIntegralInRange<std::uint64_t>(0, owned.text.size());
    const std::uint64_t end = data.ConsumeIntegralInRange<std::uint64_t>(0, owned.text.size());
    match.fields.push_back({owned.strings[i], data.ConsumeRandomLengthString(30), begin, end});
  }
  Origin& origin = owned.match.origin;
  origin.source = data.ConsumeRandomLengthString(40);
  origin.record_line = data.ConsumeIntegralInRange<std::uint64_t>(0, 3);
  if (data.ConsumeBool()) origin.id = {RecordId::Kind::kText, data.ConsumeRandomLengthString(20)};
  const std::size_t cut = data.ConsumeIntegralInRange<std::size_t>(0, owned.text.size());
  owned.match.evidence = evidence_of(match, std::string_view(owned.text).substr(cut), cut);
}

std::string written(ReportFormat format, const ReportOptions& options, const Owned& owned) {
  Report report(format, options, {});
  std::string out;
  report.begin(out);
  report.add(owned.match, out);
  report.add(owned.match, out);
  ReportTotals totals;
  totals.notes.push_back({ReportNote::Kind::kError, owned.match.origin.source, 0, owned.text});
  report.finish(totals, out);
  return out;
}

void check_json(const Owned& owned, const ReportOptions& options) {
  for (const ReportFormat format : {ReportFormat::kJson, ReportFormat::kSarif}) {
    const std::string out = written(format, options, owned);
    require(nlohmann::json::accept(out), "no JSON", out);
    require_harmless(out, "JSON that a terminal obeys");
  }
  const std::string lines = written(ReportFormat::kNdjson, options, owned);
  require_harmless(lines, "NDJSON that a terminal obeys");
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = lines.find('\n', begin);
    require(end != std::string::npos, "a line without an end", lines);
    require(nlohmann::json::accept(lines.substr(begin, end - begin)), "a line that is no JSON", lines);
    begin = end + 1;
  }
}

void check_csv(const Owned& owned, const ReportOptions& options) {
  const std::string out = written(ReportFormat::kCsv, options, owned);
  const std::vector<std::vector<std::string>> rows = parse_csv(out);
  if (!options.summary) require(rows.size() == 3, "two matches and a header are not three rows", out);
  for (const std::vector<std::string>& row : rows) {
    require(row.size() == rows[0].size(), "rows differ in length", out);
    for (const std::string& cell : row) {
      require(cell.empty() || std::string("=+-@\t\r\n").find(cell[0]) == std::string::npos, "a formula", out);
    }
  }
  if (options.terminal) require_harmless(out, "CSV that a terminal obeys");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider data(bytes, size);
  ReportOptions options;
  options.width = data.ConsumeIntegralInRange<std::size_t>(0, 150);
  options.live = data.ConsumeBool();
  options.terminal = data.ConsumeBool();
  Owned owned;
  fill(data, owned);
  for (const bool summary : {false, true}) {
    options.summary = summary;
    check_json(owned, options);
    check_csv(owned, options);
    require_harmless(written(ReportFormat::kTable, options, owned), "a table that a terminal obeys");
    require_harmless(written(ReportFormat::kMarkdown, options, owned), "Markdown that a terminal obeys");
  }
  return 0;
}
