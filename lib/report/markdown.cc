// Markdown that is ready to paste under a question: each kind of finding with its link, the lines, the fields.
#include "report/markdown.h"

#include <algorithm>

#include "report/groups.h"
#include "report/quote.h"
#include "report/writer.h"

namespace telltale::internal {
namespace {

std::size_t longest_backtick_run(std::string_view text) noexcept {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

class MarkdownWriter final : public Report::Writer {
 public:
  explicit MarkdownWriter(std::vector<Pack> packs) : packs_(std::move(packs)) {}

  [[nodiscard]] bool wants_evidence() const noexcept override { return true; }
  void begin(std::string&) override {}

  void add(const ReportedMatch& match, std::string&) override {
    bool is_new = false;
    groups_.add(match, is_new);
  }

  void finish(const ReportTotals&, std::string& out) override {
    for (const Group& group : groups_.all()) {
      if (&group != &groups_.all().front()) out += '\n';
      print(group, out);
    }
    if (groups_.all().empty()) out += "No known failure was found.\n";
  }

 private:
  void print(const Group& group, std::string& out) const {
    const Match& match = group.first.match;
    const std::string title = markdown_text(match.title);
    out += "### ";
    out += match.link.empty() ? title : "[" + title + "](<" + link_target(match.link) + ">)";
    out += "\n\n";
    out += markdown_code(display_place(group.first)) + ": " + markdown_text(display_standing(match, packs_)) + "\n";
    const std::string quote = plain_quote(group.first.evidence);
    if (!quote.empty()) out += "\n" + markdown_fence(quote);
    if (!match.fields.empty()) out += "\n";
    print_fields(match, out);
    const std::string repeats = display_repeats(group);
    if (!repeats.empty()) out += "\n" + markdown_text(repeats) + "\n";
  }

  static void print_fields(const Match& match, std::string& out) {
    for (const Field& field : match.fields) {
      out += "- " + markdown_text(field.name) + ": " + markdown_code(field.value) + "\n";
    }
  }

  // Inside <...> only these end or break a link.
  static std::string link_target(std::string_view link) {
    std::string target;
    for (const char c : terminal_safe(link)) {
      if (c != '<' && c != '>' && c != '\\') target += c;
    }
    return target;
  }

  std::vector<Pack> packs_;
  Groups groups_;
};

}  // namespace

std::string markdown_text(std::string_view bytes) {
  constexpr std::string_view kSpecial = "\\`*_[]<>|#~@&";
  std::string text;
  for (const char c : terminal_safe(bytes)) {
    if (kSpecial.find(c) != std::string_view::npos) text += '\\';
    text += c;
  }
  return text;
}

std::string markdown_code(std::string_view bytes) {
  const std::string safe = terminal_safe(bytes);
  if (safe.empty()) return "``` ```";
  const std::string ticks(longest_backtick_run(safe) + 1, '`');
  const bool pad = ticks.size() > 1 || safe.front() == ' ' || safe.back() == ' ';
  const std::string_view space = pad ? " " : "";
  return ticks + std::string(space) + safe + std::string(space) + ticks;
}

std::string markdown_fence(std::string_view safe) {
  const std::string ticks(std::max<std::size_t>(3, longest_backtick_run(safe) + 1), '`');
  return ticks + "text\n" + std::string(safe) + "\n" + ticks + "\n";
}

std::unique_ptr<Report::Writer> make_markdown_writer(std::vector<Pack> packs) {
  return std::make_unique<MarkdownWriter>(std::move(packs));
}

}  // namespace telltale::internal
