// Report::Writer: one kind a format. A new format is a class here, a line in report.cc and its golden files.
#ifndef TELLTALE_LIB_REPORT_WRITER_H_
#define TELLTALE_LIB_REPORT_WRITER_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "telltale/report.h"

namespace telltale {

struct Report::Writer {
  Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  virtual ~Writer() = default;

  [[nodiscard]] virtual bool has_rows() const noexcept { return false; }
  [[nodiscard]] virtual bool wants_evidence() const noexcept { return false; }
  virtual void begin(std::string& out) = 0;
  virtual void add(const ReportedMatch& match, std::string& out) = 0;
  virtual void finish(const ReportTotals& totals, std::string& out) = 0;
  virtual void append_row(const Match&, const Origin&, std::string&) const {}
  virtual void add_rows(std::string_view, std::string&) {}
};

namespace internal {

// A writer of rows: add() is append_row() and add_rows() in one.
struct RowWriter : Report::Writer {
  [[nodiscard]] bool has_rows() const noexcept override { return true; }
  void add(const ReportedMatch& match, std::string& out) override {
    std::string row;
    append_row(match.match, match.origin, row);
    add_rows(row, out);
  }
  void add_rows(std::string_view rows, std::string& out) override { out += rows; }
};

[[nodiscard]] std::unique_ptr<Report::Writer> make_ndjson_writer();
[[nodiscard]] std::unique_ptr<Report::Writer> make_json_writer();
[[nodiscard]] std::unique_ptr<Report::Writer> make_csv_writer(const ReportOptions& options);
[[nodiscard]] std::unique_ptr<Report::Writer> make_table_writer(const ReportOptions& options, std::vector<Pack> packs);
[[nodiscard]] std::unique_ptr<Report::Writer> make_markdown_writer(std::vector<Pack> packs);
[[nodiscard]] std::unique_ptr<Report::Writer> make_sarif_writer(const ReportOptions& options, std::vector<Pack> packs);
[[nodiscard]] std::unique_ptr<Report::Writer> make_summary_writer(ReportFormat format, const ReportOptions& options);

// {"v":1,...} pieces that json and its summary share.
void append_notes(const ReportTotals& totals, ReportNote::Kind kind, std::string& out);
void append_counts(const ReportTotals& totals, std::string& out);

}  // namespace internal
}  // namespace telltale

#endif  // TELLTALE_LIB_REPORT_WRITER_H_
