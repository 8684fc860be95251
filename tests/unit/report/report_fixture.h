// A match made by hand, for tests of what is written about matches.
#ifndef TELLTALE_TESTS_UNIT_REPORT_REPORT_FIXTURE_H_
#define TELLTALE_TESTS_UNIT_REPORT_REPORT_FIXTURE_H_

#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "telltale/report.h"

namespace telltale {

// A copy in a block of exactly its size, so that a byte read beyond it is found by the sanitizer.
class ExactCopy {
 public:
  explicit ExactCopy(std::string_view bytes) : bytes_(new char[bytes.size()]), size_(bytes.size()) {
    if (size_ != 0) std::memcpy(bytes_.get(), bytes.data(), size_);
  }
  [[nodiscard]] std::string_view view() const noexcept { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

inline Match match_at(std::uint64_t begin, std::uint64_t end) {
  Match match;
  match.pack = "demo";
  match.finding = "demo/refused";
  match.section = "demo/refused";
  match.signature = "demo/refused/call";
  match.role = Role::kSymptom;
  match.confidence = Confidence::kHigh;
  match.owner = "cert-manager";
  match.begin = begin;
  match.end = end;
  match.line = 1;
  match.column = begin + 1;
  match.title = "connection refused";
  match.link = "https://example.org/guide#refused";
  return match;
}

// The match of `part` in `text`, with line and column counted.
inline Match match_of(std::string_view text, std::string_view part) {
  const std::size_t begin = text.find(part);
  Match match = match_at(begin, begin + part.size());
  for (std::size_t i = 0; i < begin; ++i) {
    if (text[i] == '\n') {
      ++match.line;
      match.column = begin - i;
    }
  }
  return match;
}

inline Field field_of(std::string_view text, std::string_view name, std::string_view value) {
  const std::size_t begin = text.find(value);
  return {name, std::string(value), begin, begin + value.size()};
}

inline ReportedMatch reported(std::string_view text, const Match& match, const std::string& source = "a.log") {
  return {match, {source, 0, 0, {}}, evidence_of(match, text)};
}

// The whole report of some matches.
inline std::string written(ReportFormat format, const ReportOptions& options, const std::vector<ReportedMatch>& matches,
                           const ReportTotals& totals = {}) {
  Report report(format, options, {});
  std::string out;
  report.begin(out);
  for (const ReportedMatch& match : matches) report.add(match, out);
  report.finish(totals, out);
  return out;
}

}  // namespace telltale

#endif  // TELLTALE_TESTS_UNIT_REPORT_REPORT_FIXTURE_H_
