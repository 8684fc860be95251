// NDJSON: one object a line, nothing before and nothing behind.
#include "report/json_text.h"
#include "report/writer.h"

namespace telltale::internal {
namespace {

struct NdjsonWriter final : RowWriter {
  void begin(std::string&) override {}
  void finish(const ReportTotals&, std::string&) override {}
  void append_row(const Match& match, const Origin& origin, std::string& rows) const override {
    append_match_object(match, origin, rows);
    rows += '\n';
  }
};

}  // namespace

std::unique_ptr<Report::Writer> make_ndjson_writer() { return std::make_unique<NdjsonWriter>(); }

}  // namespace telltale::internal
