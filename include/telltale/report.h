// Report: matches written for people and for programs: a table, JSON, CSV, Markdown, SARIF, or counts of them.
//
//   telltale::Report report(telltale::ReportFormat::kTable, {}, classifier.packs());
//   std::string out;
//   report.begin(out);
//   for (const telltale::Match& match : classifier.classify(text))
//     report.add({match, {"a.log"}, telltale::evidence_of(match, text)}, out);
//   report.finish(totals, out);
//
// A report appends to a string; what becomes of it is the caller's business: nothing here prints. Formats of one row a
// match (NDJSON, JSON, CSV) can be rendered by many threads at once with append_row() and put in order by one.
//
// Safety: whatever the text held, JSON is valid JSON in valid UTF-8, CSV cells cannot become formulas, and tables and
// Markdown hold no control bytes but newline: no escape sequence, C1 control or bidirectional override gets through.
// Threads: a Report is used by one thread at a time, append_row() by any number. Ownership: a Report keeps copies of
// the packs; matches and evidence are copied where they are kept. Cost: a table, Markdown or counts keep one example
// and ten places for each kind of finding, however many matches there are; the other formats keep nothing.
#ifndef TELLTALE_REPORT_H_
#define TELLTALE_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "telltale/export.h"
#include "telltale/match.h"
#include "telltale/pack.h"
#include "telltale/problem.h"

namespace telltale {

// The id that a record carries in its own data.
struct RecordId {
  enum class Kind : std::uint8_t {
    kNone,    // null in JSON
    kText,    // `value` is the text
    kNumber,  // `value` is a JSON number, digit for digit as it was written
  };
  Kind kind = Kind::kNone;
  std::string value;
};

// Where a text came from.
struct Origin {
  std::string source;             // path as it was given; "-" for standard input
  std::uint64_t record = 0;       // records of a file from 0; always 0 when the file is one text
  std::uint64_t record_line = 0;  // line of the record in its file, from 1; 0 when the file is one text
  RecordId id;
};

// The lines that a match stands on, copied while the text was at hand; a report quotes them.
struct Evidence {
  enum class Encoding : std::uint8_t { kUtf8, kUtf16Le, kUtf16Be };

  std::string text;         // from the line of the match's begin to that of its end; empty: the text was not at hand
  std::uint64_t begin = 0;  // where text[0] stands in the original
  bool cut_before = false;  // the first line began earlier than is kept
  bool cut_after = false;   // the last line goes on, or the match itself does
  Encoding encoding = Encoding::kUtf8;
  std::uint64_t end_line = 0;  // line and column where the match ends, from 1; 0: not known
  std::uint64_t column_utf16 =
      0;  // begin and end in UTF-16 code units, from 1, as editors and SARIF count; 0: not known
  std::uint64_t end_column_utf16 = 0;
};

// The evidence of `match` in `text`, whose first byte is byte `text_begin` of what was classified (0: all of it is
// here). Keeps at most 1 KiB of the line on either side and 16 KiB in all.
[[nodiscard]] TELLTALE_EXPORT Evidence evidence_of(const Match& match, std::string_view text,
                                                   std::uint64_t text_begin = 0);

// A match with everything that a report says of it.
struct ReportedMatch {
  Match match;
  Origin origin;
  Evidence evidence;  // may be empty: table and Markdown then list the fields instead of quoting the text
};

// Something that a reader of the report must know: an input that could not be read, a limit that was hit.
struct ReportNote {
  enum class Kind : std::uint8_t { kError, kLimit };
  Kind kind = Kind::kError;
  std::string source;
  std::uint64_t line = 0;  // 0: the source as a whole
  std::string message;
};

struct ReportTotals {
  std::uint64_t sources = 0;  // inputs that were opened
  std::uint64_t records = 0;  // texts that were classified
  std::uint64_t bytes = 0;    // bytes that were read
  std::uint64_t matches = 0;
  std::uint64_t matched_records = 0;     // texts with at least one match
  std::uint64_t unreadable_records = 0;  // records of JSONL files that hold no text that can be read
  std::uint64_t errors = 0;              // inputs and records that could not be read, or not to their end
  std::vector<ReportNote> notes;
};

enum class ReportFormat : std::uint8_t {
  kTable,     // for people
  kNdjson,    // one object a line, the stable form: keys are never removed
  kJson,      // one object: {"v":1,"matches":[...],"limits":[...],"errors":[...],"counts":{...}}
  kCsv,       // one row a match, every cell quoted, a header row first
  kMarkdown,  // ready to paste into an issue
  kSarif,     // SARIF 2.1.0 as GitHub code scanning takes it
};

struct ReportOptions {
  bool summary = false;     // counts by finding, owner and source instead of the matches; not for SARIF
  std::size_t width = 100;  // table: columns to fill; at least 40 are used
  bool color = false;       // table: ANSI colours
  bool live = false;        // table: show each kind of finding as soon as it is met, and its repeats at the end
  bool terminal = false;    // the output goes to a terminal: CSV, which is byte-exact otherwise, is made safe too
  std::string base_folder;  // SARIF: absolute paths below this folder are written relative to it
};

class TELLTALE_EXPORT Report {
 public:
  Report(ReportFormat format, const ReportOptions& options, std::vector<Pack> packs);
  ~Report();
  Report(Report&&) noexcept;
  Report& operator=(Report&&) noexcept;

  // Whether this report is made of rows that append_row() renders; such a report needs no evidence.
  [[nodiscard]] bool has_rows() const noexcept;
  // Whether add() wants ReportedMatch::evidence.
  [[nodiscard]] bool wants_evidence() const noexcept;

  // Each appends to `out`. begin() comes first and finish() last, once each, also when there was no match.
  void begin(std::string& out);
  void add(const ReportedMatch& match, std::string& out);
  void finish(const ReportTotals& totals, std::string& out);

  // The two halves of add() for formats with rows: any thread renders, one thread puts the rows of many matches in
  // order. `rows` holds rows of this report only, in whole.
  void append_row(const Match& match, const Origin& origin, std::string& rows) const;
  void add_rows(std::string_view rows, std::string& out);

  struct Writer;  // internal: one kind a format

 private:
  std::unique_ptr<Writer> writer_;
};

// A match as one line of NDJSON without the newline: exactly what `telltale classify --format ndjson` writes.
[[nodiscard]] TELLTALE_EXPORT std::string to_ndjson(const Match& match, const Origin& origin);

// A problem as one JSON object: severity, code, file, pointer, line, column, message, remedy, excerpt, caret.
[[nodiscard]] TELLTALE_EXPORT std::string to_json(const Problem& problem);

// Any bytes as a JSON string with its quotes: valid UTF-8, invalid bytes as U+FFFD, controls escaped.
[[nodiscard]] TELLTALE_EXPORT std::string quote_json(std::string_view bytes);

// Any bytes as valid UTF-8: every maximal invalid part becomes U+FFFD.
[[nodiscard]] TELLTALE_EXPORT std::string valid_utf8(std::string_view bytes);

// Any bytes as text that a terminal can be shown: escape sequences are left out; other control bytes, bidirectional
// overrides and invalid UTF-8 become U+FFFD. Newlines too, unless `keep_lines`, which also keeps tabs.
[[nodiscard]] TELLTALE_EXPORT std::string terminal_safe(std::string_view bytes, bool keep_lines = false);

// How many columns of a terminal `safe` takes: a text that terminal_safe() returned. Wide characters count twice.
[[nodiscard]] TELLTALE_EXPORT std::size_t terminal_width(std::string_view safe) noexcept;

}  // namespace telltale

#endif  // TELLTALE_REPORT_H_
