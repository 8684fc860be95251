// What people see: the table, its quotes and folds.
#include <gtest/gtest.h>

#include "report/characters.h"
#include "report/quote.h"
#include "unit/report/report_fixture.h"

namespace telltale {
namespace {

constexpr std::string_view kLine = "x failed calling webhook \"w.io\": connection refused y\n";

Match webhook_match() {
  Match match = match_of(kLine, "failed calling webhook \"w.io\": connection refused");
  match.fields = {field_of(kLine, "webhook", "w.io")};
  return match;
}

TEST(Table, ShowsTitlePlaceEvidenceFieldsOwnerAndLink) {
  EXPECT_EQ(written(ReportFormat::kTable, {}, {reported(kLine, webhook_match())}),
            "connection refused\n"
            "  a.log:1:3  demo/refused\n"
            "    | x failed calling webhook \"w.io\": connection refused y\n"
            "    |   ^^^^^^^^^^^^^^^^^^^^^^^^~~~~^^^^^^^^^^^^^^^^^^^^^\n"
            "    |                           webhook\n"
            "  owner cert-manager, confidence high\n"
            "  https://example.org/guide#refused\n");
}

TEST(Table, FoldsRepeats) {
  std::vector<ReportedMatch> matches(15, reported(kLine, webhook_match()));
  for (std::size_t i = 0; i < matches.size(); ++i) matches[i].match.line = i + 1;
  matches[13].origin.source = "b.log";
  const std::string table = written(ReportFormat::kTable, {}, matches);
  EXPECT_NE(table.find("\n  ... and 14 more like this: a.log:2,3,4,5,6,7,8,9,10,11,...\n"), std::string::npos) << table;
  EXPECT_EQ(table.find("connection refused\n"), table.rfind("connection refused\n  a.log")) << "shown once";
}

TEST(Table, FoldsByFindingAndOwner) {
  ReportedMatch mine = reported(kLine, webhook_match());
  ReportedMatch other = mine;
  other.match.owner = "kyverno";
  other.origin.source = "b.log";
  const std::string table = written(ReportFormat::kTable, {}, {mine, other, mine, mine});
  EXPECT_NE(table.find("owner kyverno"), std::string::npos);
  EXPECT_NE(table.find("... and 2 more like this: a.log:1\n"), std::string::npos)
      << "the same line is named once: " << table;
}

TEST(Table, LiveShowsEachKindAtOnce) {
  ReportOptions options;
  options.live = true;
  Report report(ReportFormat::kTable, options, {});
  std::string out;
  report.begin(out);
  report.add(reported(kLine, webhook_match()), out);
  EXPECT_NE(out.find("a.log:1:3"), std::string::npos);
  const std::size_t shown = out.size();
  report.add(reported(kLine, webhook_match(), "b.log"), out);
  EXPECT_EQ(out.size(), shown);
  report.finish({}, out);
  EXPECT_NE(out.find("... and 1 more like this: b.log:1"), std::string::npos);
}

TEST(Table, PlacesOfRecordsNameTheirLineAndId) {
  ReportedMatch match = reported(kLine, webhook_match(), "a.jsonl");
  match.origin.record = 11;
  match.origin.record_line = 12;
  match.origin.id = {RecordId::Kind::kText, "d\x1b[31m001"};
  const std::string table = written(ReportFormat::kTable, {}, {match});
  EXPECT_NE(table.find("  a.jsonl:12 (id d001), text 1:3  demo/refused\n"), std::string::npos) << table;
}

TEST(Table, RolesAreSaid) {
  ReportedMatch match = reported(kLine, webhook_match());
  match.match.owner = "";
  match.match.role = Role::kEvidence;
  EXPECT_NE(written(ReportFormat::kTable, {}, {match}).find("  evidence (confidence high)\n"), std::string::npos);
  match.match.role = Role::kHealthy;
  EXPECT_NE(written(ReportFormat::kTable, {}, {match}).find("  a healthy sign"), std::string::npos);
  match.match.role = Role::kIgnorable;
  EXPECT_NE(written(ReportFormat::kTable, {}, {match}).find("can be ignored"), std::string::npos);
}

TEST(Table, WithoutTheTextFieldsAreListed) {
  ReportedMatch match = reported(kLine, webhook_match());
  match.evidence = {};
  EXPECT_NE(written(ReportFormat::kTable, {}, {match}).find("\n  webhook: w.io\n"), std::string::npos);
}

TEST(Table, ColoursOnlyWhenAsked) {
  ReportOptions options;
  options.color = true;
  EXPECT_NE(written(ReportFormat::kTable, options, {reported(kLine, webhook_match())}).find('\x1b'), std::string::npos);
  EXPECT_EQ(written(ReportFormat::kTable, {}, {reported(kLine, webhook_match())}).find('\x1b'), std::string::npos);
}

TEST(Table, HostileTextIsHarmless) {
  const std::string text = "\x1b]0;t\a \x1b[2Jfailed\x9b \xC2\x9B 31m\xE2\x80\xAE here\r";
  ReportedMatch match = reported(text, match_of(text, "failed"), "evil\x1b[2J\n.log");
  match.match.fields = {{"f\x1b[1m", "v\a\n", 0, 0}};
  match.match.title = "t\x1b[1m\a";
  match.match.link = "l\x1b[1m\n";
  for (const ReportFormat format : {ReportFormat::kTable, ReportFormat::kMarkdown}) {
    const std::string out = written(format, {}, {match, match});
    for (std::size_t at = 0; at < out.size();) {
      const internal::Character c = internal::character_at(out, at);
      ASSERT_TRUE(c.valid && (c.value == '\n' || !internal::is_unsafe(c.value))) << out;
      at += c.length;
    }
  }
}

// The carets stand under the span in columns, whatever the width of characters.
TEST(Quote, CountsWideCharacters) {
  const std::string text = "警告: 失敗しました failed here";
  const internal::Quote quote =
      internal::lay_out(match_of(text, "failed"), evidence_of(match_of(text, "failed"), text), 80);
  ASSERT_EQ(quote.rows.size(), 1U);
  EXPECT_EQ(quote.rows[0].carets, std::string(terminal_width("警告: 失敗しました "), ' ') + "^^^^^^");
}

TEST(Quote, ALongLineIsCutToTheSpanAndWrapped) {
  const std::string text = std::string(500, 'a') + std::string(150, 'm') + std::string(500, 'b');
  const Match match = match_at(500, 650);
  const internal::Quote quote = internal::lay_out(match, evidence_of(match, text), 100);
  std::string all;
  std::size_t carets = 0;
  for (const internal::QuoteRow& row : quote.rows) {
    EXPECT_LE(terminal_width(row.text), 100U);
    EXPECT_LE(row.carets.size(), 100U);
    all += row.text;
    for (const char c : row.carets) carets += c == '^' ? 1 : 0;
  }
  EXPECT_EQ(all, "..." + std::string(60, 'a') + std::string(150, 'm') + std::string(60, 'b') + "...");
  EXPECT_EQ(carets, 150U);
}

TEST(Quote, EveryWidthShowsTheWholeSpan) {
  const std::string text = "before 失敗 failed calling webhook \"w.io\": 接続拒否 connection refused after";
  Match match = match_of(text, "failed calling webhook \"w.io\": 接続拒否 connection refused");
  match.fields = {field_of(text, "webhook", "w.io"), field_of(text, "reason", "refused")};
  for (std::size_t width = 2; width < 120; ++width) {
    const internal::Quote quote = internal::lay_out(match, evidence_of(match, text), width);
    std::size_t marked = 0;
    for (const internal::QuoteRow& row : quote.rows) {
      EXPECT_LE(terminal_width(row.text), std::max<std::size_t>(width, 3)) << width;
      for (const char c : row.carets) marked += c != ' ' ? 1 : 0;
    }
    if (quote.hidden_lines == 0) {
      EXPECT_EQ(marked, terminal_width(match.matched_text(text))) << width;
    }
  }
}

TEST(Quote, LabelsDoNotOverlap) {
  const std::string text = "a=1 b=2";
  Match match = match_at(0, 7);
  match.fields = {{"first_field", "1", 2, 3}, {"second_field", "2", 6, 7}};
  const internal::Quote quote = internal::lay_out(match, evidence_of(match, text), 80);
  ASSERT_EQ(quote.rows.size(), 1U);
  EXPECT_EQ(quote.rows[0].carets, "^^~^^^~");
  EXPECT_EQ(quote.rows[0].labels, (std::vector<std::string>{"  first_field", "      second_field"}));
}

TEST(Quote, AValueThatReadsDifferentlyIsListed) {
  const std::string text = "webhook \\\"w.io\\\" failed";
  Match match = match_of(text, "webhook \\\"w.io\\\" failed");
  match.fields = {{"webhook", "\"w.io\"", text.find('\\'), text.find(" failed")}};
  const internal::Quote quote = internal::lay_out(match, evidence_of(match, text), 80);
  ASSERT_EQ(quote.unlabelled.size(), 1U);
  EXPECT_EQ(quote.unlabelled[0]->value, "\"w.io\"");
}

TEST(Markdown, IsReadyToPaste) {
  EXPECT_EQ(written(ReportFormat::kMarkdown, {}, {reported(kLine, webhook_match())}),
            "### [connection refused](<https://example.org/guide#refused>)\n"
            "\n"
            "`a.log:1:3`: owner cert-manager, confidence high\n"
            "\n"
            "```text\n"
            "x failed calling webhook \"w.io\": connection refused y\n"
            "```\n"
            "\n"
            "- webhook: `w.io`\n");
}

TEST(Markdown, FencesAreLongerThanWhatTheyHold) {
  const std::string text = "```` failed ```";
  ReportedMatch match = reported(text, match_of(text, "failed"));
  match.match.fields = {{"a", "`x`", 0, 0}, {"b", "", 0, 0}};
  match.match.title = "a <b> *c* [d](e) @f `g`";
  const std::string out = written(ReportFormat::kMarkdown, {}, {match});
  EXPECT_NE(out.find("`````text\n```` failed ```\n`````\n"), std::string::npos) << out;
  EXPECT_NE(out.find("- a: `` `x` ``\n"), std::string::npos) << out;
  EXPECT_NE(out.find("### [a \\<b\\> \\*c\\* \\[d\\](e) \\@f \\`g\\`]("), std::string::npos) << out;
}

TEST(Markdown, SaysThatThereIsNothing) {
  EXPECT_EQ(written(ReportFormat::kMarkdown, {}, {}), "No known failure was found.\n");
}

TEST(Summary, CountsByFindingOwnerAndSource) {
  ReportedMatch match = reported(kLine, webhook_match());
  ReportedMatch evidence = match;
  evidence.match.finding = "demo/refused/endpoints";
  evidence.match.owner = "";
  evidence.origin.source = "-";
  ReportOptions options;
  options.summary = true;
  const std::vector<ReportedMatch> matches = {evidence, match, match};
  EXPECT_EQ(written(ReportFormat::kTable, options, matches),
            "matches by finding and owner\n"
            "  2  demo/refused  (cert-manager)\n"
            "  1  demo/refused/endpoints\n"
            "\n"
            "matches by source\n"
            "  2  a.log\n"
            "  1  standard input\n");
  EXPECT_EQ(written(ReportFormat::kNdjson, options, matches),
            "{\"finding\":\"demo/refused\",\"owner\":\"cert-manager\",\"matches\":2}\n"
            "{\"finding\":\"demo/refused/endpoints\",\"owner\":null,\"matches\":1}\n"
            "{\"source\":\"a.log\",\"matches\":2}\n"
            "{\"source\":\"-\",\"matches\":1}\n");
  EXPECT_EQ(written(ReportFormat::kCsv, options, matches),
            "\"finding\",\"owner\",\"source\",\"matches\"\n"
            "\"demo/refused\",\"cert-manager\",\"\",\"2\"\n"
            "\"demo/refused/endpoints\",\"\",\"\",\"1\"\n"
            "\"\",\"\",\"a.log\",\"2\"\n"
            "\"\",\"\",\"'-\",\"1\"\n");
}

}  // namespace
}  // namespace telltale
