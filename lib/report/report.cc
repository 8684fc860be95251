#include "telltale/report.h"

#include <utility>

#include "report/writer.h"

namespace telltale {
namespace {

std::unique_ptr<Report::Writer> make_writer(ReportFormat format, const ReportOptions& options,
                                            std::vector<Pack> packs) {
  if (options.summary) return internal::make_summary_writer(format, options);
  switch (format) {
    case ReportFormat::kTable:
      return internal::make_table_writer(options, std::move(packs));
    case ReportFormat::kNdjson:
      return internal::make_ndjson_writer();
    case ReportFormat::kJson:
      return internal::make_json_writer();
    case ReportFormat::kCsv:
      return internal::make_csv_writer(options);
    case ReportFormat::kMarkdown:
      return internal::make_markdown_writer(std::move(packs));
    case ReportFormat::kSarif:
      return internal::make_sarif_writer(options, std::move(packs));
  }
  return internal::make_ndjson_writer();
}

}  // namespace

Report::Report(ReportFormat format, const ReportOptions& options, std::vector<Pack> packs)
    : writer_(make_writer(format, options, std::move(packs))) {}
Report::~Report() = default;
Report::Report(Report&&) noexcept = default;
Report& Report::operator=(Report&&) noexcept = default;

bool Report::has_rows() const noexcept { return writer_->has_rows(); }
bool Report::wants_evidence() const noexcept { return writer_->wants_evidence(); }
void Report::begin(std::string& out) { writer_->begin(out); }
void Report::add(const ReportedMatch& match, std::string& out) { writer_->add(match, out); }
void Report::finish(const ReportTotals& totals, std::string& out) { writer_->finish(totals, out); }
void Report::append_row(const Match& match, const Origin& origin, std::string& rows) const {
  writer_->append_row(match, origin, rows);
}
void Report::add_rows(std::string_view rows, std::string& out) { writer_->add_rows(rows, out); }

}  // namespace telltale
