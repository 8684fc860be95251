// The table that people read: one block for each kind of finding, its repeats folded.
//
//   connection refused: nothing listens where the API server was sent
//     a.log:3:17  cert-manager-webhook/connection-refused
//       | failed calling webhook "webhook.cert-manager.io": Post "https://...": connect: connection refused
//       | ^^^^^^^^^^^^^^^^^^^^^^^^~~~~~~~~~~~~~~~~~~~~~~~^^^...
//       |                         webhook
//     owner cert-manager, confidence high
//     https://cert-manager.io/docs/troubleshooting/webhook/#...
//     ... and 12 more like this: a.log:9,14
#include <algorithm>

#include "report/groups.h"
#include "report/quote.h"
#include "report/writer.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::string_view kGutter = "    | ";
constexpr std::string_view kIndent = "  ";

// One colour a meaning; all empty without colour.
struct Palette {
  std::string_view reset;
  std::string_view dim;
  std::string_view span;
  std::string_view caret;
  std::string_view label;
  std::string_view symptom;
  std::string_view evidence;
  std::string_view healthy;
};

constexpr Palette kColors = {"\x1b[0m",  "\x1b[2m",    "\x1b[1m",    "\x1b[31m",
                             "\x1b[36m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;32m"};
constexpr Palette kNoColors = {};

class TableWriter final : public Report::Writer {
 public:
  TableWriter(const ReportOptions& options, std::vector<Pack> packs)
      : width_(std::max(options.width, kNarrowest)),
        live_(options.live),
        palette_(options.color ? kColors : kNoColors),
        packs_(std::move(packs)) {}

  [[nodiscard]] bool wants_evidence() const noexcept override { return true; }
  void begin(std::string&) override {}

  void add(const ReportedMatch& match, std::string& out) override {
    bool is_new = false;
    const Group& group = groups_.add(match, is_new);
    if (is_new && live_) print_block(group, out);
  }

  void finish(const ReportTotals&, std::string& out) override {
    for (const Group& group : groups_.all()) {
      if (!live_) {
        print_block(group, out);
      } else if (group.repeats != 0) {
        print_heading(group.first.match, out);
        const std::string standing = "  " + display_standing(group.first.match, packs_);
        print_line(palette_.dim, terminal_safe(group.first.match.finding) + standing, out);
        print_repeats(group, out);
      }
    }
  }

 private:
  [[nodiscard]] std::string_view heading_style(Role role) const noexcept {
    switch (role) {
      case Role::kSymptom:
        return palette_.symptom;
      case Role::kEvidence:
        return palette_.evidence;
      case Role::kHealthy:
        return palette_.healthy;
      case Role::kIgnorable:
        return palette_.dim;
    }
    return palette_.dim;
  }

  void print_styled(std::string_view style, std::string_view text, std::string& out) const {
    out.append(style).append(text).append(palette_.reset);
  }

  void print_line(std::string_view style, std::string_view text, std::string& out) const {
    out += kIndent;
    print_styled(style, text, out);
    out += '\n';
  }

  // A blank line between blocks, none in front of the first.
  void print_heading(const Match& match, std::string& out) {
    if (!first_) out += '\n';
    first_ = false;
    print_styled(heading_style(match.role), terminal_safe(match.title), out);
    out += '\n';
  }

  void print_block(const Group& group, std::string& out) {
    const ReportedMatch& first = group.first;
    print_heading(first.match, out);
    out.append(kIndent).append(display_place(first)).append("  ");
    print_styled(palette_.dim, terminal_safe(first.match.finding), out);
    out += '\n';
    print_quote(first, out);
    out.append(kIndent).append(display_standing(first.match, packs_)).append("\n");
    if (!first.match.link.empty()) print_line(palette_.dim, terminal_safe(first.match.link), out);
    print_repeats(group, out);
  }

  void print_repeats(const Group& group, std::string& out) const {
    if (group.repeats != 0) print_line(palette_.dim, display_repeats(group), out);
  }

  void print_gutter_line(std::string_view style, std::string_view text, std::string& out) const {
    if (text.empty()) return;
    out += kGutter;
    print_styled(style, text, out);
    out += '\n';
  }

  void print_quote(const ReportedMatch& first, std::string& out) const {
    const Quote quote = lay_out(first.match, first.evidence, width_ - kGutter.size(), palette_.span, palette_.reset);
    for (const QuoteRow& row : quote.rows) {
      out.append(kGutter).append(row.text).append("\n");
      print_gutter_line(palette_.caret, row.carets, out);
      for (const std::string& label : row.labels) print_gutter_line(palette_.label, label, out);
    }
    if (quote.hidden_lines != 0) print_gutter_line(palette_.dim, "... (the message goes on)", out);
    print_fields(quote.unlabelled, out);
  }

  // As many on a line as fit.
  void print_fields(const std::vector<const Field*>& fields, std::string& out) const {
    std::size_t column = 0;
    for (const Field* field : fields) {
      const std::string name = terminal_safe(field->name);
      const std::string value = ": " + terminal_safe(field->value);
      const std::size_t size = kIndent.size() + terminal_width(name) + terminal_width(value);
      if (column != 0 && column + size > width_) {
        out += '\n';
        column = 0;
      }
      column += size;
      out += kIndent;
      print_styled(palette_.label, name, out);
      out += value;
    }
    if (column != 0) out += '\n';
  }

  std::size_t width_;
  bool live_;
  Palette palette_;
  std::vector<Pack> packs_;
  Groups groups_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Report::Writer> make_table_writer(const ReportOptions& options, std::vector<Pack> packs) {
  return std::make_unique<TableWriter>(options, std::move(packs));
}

}  // namespace telltale::internal
