// A diagnosis written for people and for programs: a page for a terminal, Markdown to paste under a question, JSON.
//
//   std::cout << telltale::to_page(diagnosis, {.language = telltale::Language::kJapanese, .width = 80});
//
// Safety: as in telltale/report.h; secrets were blacked out when the case was read. Threads: plain functions.
// Encoding: UTF-8. Errors: none.
#ifndef TELLTALE_DIAGNOSIS_REPORT_H_
#define TELLTALE_DIAGNOSIS_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "telltale/diagnosis.h"
#include "telltale/export.h"

namespace telltale {

enum class Language : std::uint8_t { kEnglish, kJapanese };

struct DiagnosisReportOptions {
  Language language = Language::kEnglish;
  std::size_t width = 100;  // page: columns to fill; at least 40 are used
  bool color = false;       // page: ANSI colours
};

// For a terminal: what it is, because of which lines, what to do next.
[[nodiscard]] TELLTALE_EXPORT std::string to_page(const Diagnosis& diagnosis, const DiagnosisReportOptions& options);

// The same, ready to paste under a question on GitHub or Slack.
[[nodiscard]] TELLTALE_EXPORT std::string to_markdown(const Diagnosis& diagnosis,
                                                      const DiagnosisReportOptions& options);

// One object, a line: {"v":1,"healthy","owner","sections","causes","evidence","next","contradictions","history",
// "limits"}. Keys are never removed; new ones may come.
[[nodiscard]] TELLTALE_EXPORT std::string to_json(const Diagnosis& diagnosis, const DiagnosisReportOptions& options);

}  // namespace telltale

#endif  // TELLTALE_DIAGNOSIS_REPORT_H_
