// Counts instead of matches: by finding and owner, and by source. One writer, four ways to print three columns.
#include <algorithm>
#include <map>

#include "report/csv.h"
#include "report/groups.h"
#include "report/json_text.h"
#include "report/markdown.h"
#include "report/writer.h"

namespace telltale::internal {
namespace {

struct Count {
  std::string finding;  // empty for a source
  std::string owner;
  std::string source;  // empty for a finding
  std::uint64_t matches = 0;
};

// What happens most comes first; equals in the order of their names.
std::vector<Count> sorted(std::vector<Count> counts) {
  std::stable_sort(counts.begin(), counts.end(), [](const Count& a, const Count& b) { return a.matches > b.matches; });
  return counts;
}

class SummaryWriter : public Report::Writer {
 public:
  void begin(std::string&) override {}

  void add(const ReportedMatch& match, std::string&) override {
    ++findings_[{std::string(match.match.finding), std::string(match.match.owner)}];
    ++sources_[match.origin.source];
  }

 protected:
  [[nodiscard]] std::vector<Count> findings() const {
    std::vector<Count> counts;
    for (const auto& [key, matches] : findings_) counts.push_back({key.first, key.second, "", matches});
    return sorted(std::move(counts));
  }
  [[nodiscard]] std::vector<Count> sources() const {
    std::vector<Count> counts;
    for (const auto& [source, matches] : sources_) counts.push_back({"", "", source, matches});
    return sorted(std::move(counts));
  }

 private:
  std::map<std::pair<std::string, std::string>, std::uint64_t> findings_;
  std::map<std::string, std::uint64_t> sources_;
};

void append_count_object(const Count& count, std::string& out) {
  const bool is_finding = count.source.empty();
  out += is_finding ? "{\"finding\":" : "{\"source\":";
  append_json_string(is_finding ? count.finding : count.source, out);
  if (is_finding) {
    out += ",\"owner\":";
    out += count.owner.empty() ? "null" : quote_json(count.owner);
  }
  out += ",\"matches\":";
  append_number(count.matches, out);
  out += '}';
}

struct NdjsonSummary final : SummaryWriter {
  void finish(const ReportTotals&, std::string& out) override {
    for (const std::vector<Count>& counts : {findings(), sources()}) {
      for (const Count& count : counts) {
        append_count_object(count, out);
        out += '\n';
      }
    }
  }
};

struct JsonSummary final : SummaryWriter {
  void finish(const ReportTotals& totals, std::string& out) override {
    out += "{\"v\":1,\"findings\":[";
    append_list(findings(), out);
    out += ",\n\"sources\":[";
    append_list(sources(), out);
    append_notes(totals, ReportNote::Kind::kLimit, out);
    append_notes(totals, ReportNote::Kind::kError, out);
    append_counts(totals, out);
    out += "}\n";
  }

 private:
  static void append_list(const std::vector<Count>& counts, std::string& out) {
    for (const Count& count : counts) {
      out += &count == &counts.front() ? "\n" : ",\n";
      append_count_object(count, out);
    }
    out += counts.empty() ? "]" : "\n]";
  }
};

struct CsvSummary final : SummaryWriter {
  explicit CsvSummary(bool terminal) : terminal_(terminal) {}

  void finish(const ReportTotals&, std::string& out) override {
    out += "\"finding\",\"owner\",\"source\",\"matches\"\n";
    for (const std::vector<Count>& counts : {findings(), sources()}) {
      for (const Count& count : counts) {
        for (const std::string& cell : {count.finding, count.owner, count.source}) {
          append_csv_cell(cell, terminal_, out);
          out += ',';
        }
        append_csv_cell(std::to_string(count.matches), terminal_, out);
        out += '\n';
      }
    }
  }

 private:
  bool terminal_;
};

struct TableSummary final : SummaryWriter {
  void finish(const ReportTotals&, std::string& out) override {
    print("by finding and owner", findings(), out);
    if (!findings().empty()) out += '\n';
    print("by source", sources(), out);
  }

 private:
  static std::string name_of(const Count& count) {
    if (!count.source.empty()) return display_source(count.source);
    return terminal_safe(count.finding) + (count.owner.empty() ? "" : "  (" + terminal_safe(count.owner) + ")");
  }

  static void print(std::string_view heading, const std::vector<Count>& counts, std::string& out) {
    if (counts.empty()) return;
    const std::size_t digits = std::to_string(counts.front().matches).size();
    out.append("matches ").append(heading).append("\n");
    for (const Count& count : counts) {
      const std::string number = std::to_string(count.matches);
      out.append(2 + digits - number.size(), ' ').append(number).append("  ").append(name_of(count)).append("\n");
    }
  }
};

struct MarkdownSummary final : SummaryWriter {
  void finish(const ReportTotals&, std::string& out) override {
    out += "| finding | owner | matches |\n|---|---|---:|\n";
    for (const Count& count : findings()) {
      out += "| " + markdown_text(count.finding) + " | " + markdown_text(count.owner) + " | " +
             std::to_string(count.matches) + " |\n";
    }
    out += "\n| source | matches |\n|---|---:|\n";
    for (const Count& count : sources()) {
      out += "| " + markdown_text(display_source(count.source)) + " | " + std::to_string(count.matches) + " |\n";
    }
  }
};

}  // namespace

std::unique_ptr<Report::Writer> make_summary_writer(ReportFormat format, const ReportOptions& options) {
  switch (format) {
    case ReportFormat::kTable:
      return std::make_unique<TableSummary>();
    case ReportFormat::kNdjson:
      return std::make_unique<NdjsonSummary>();
    case ReportFormat::kCsv:
      return std::make_unique<CsvSummary>(options.terminal);
    case ReportFormat::kMarkdown:
      return std::make_unique<MarkdownSummary>();
    case ReportFormat::kJson:
    case ReportFormat::kSarif:
      return std::make_unique<JsonSummary>();
  }
  return std::make_unique<JsonSummary>();
}

}  // namespace telltale::internal
