// Notes: what went wrong on the way, said as it happens and kept for the report. A file of a million broken lines
// is not said a million times.
#ifndef TELLTALE_CLI_NOTES_H_
#define TELLTALE_CLI_NOTES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "telltale/report.h"

namespace telltale::cli {

class Notes {
 public:
  static constexpr std::size_t kMostOfASource = 20;

  // Says `note` on standard error, unless its source has said it before, or counts it when its source has had its
  // share.
  void add(const ReportNote& note);
  // Says how many of the last source were only counted.
  void finish();

  [[nodiscard]] bool none() const noexcept { return kept_.empty(); }
  [[nodiscard]] const std::vector<ReportNote>& kept() const noexcept { return kept_; }

 private:
  [[nodiscard]] bool is_said(const ReportNote& note) const;

  std::vector<ReportNote> kept_;
  std::string source_;
  std::size_t of_source_ = 0;
  std::uint64_t counted_ = 0;
};

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_NOTES_H_
