// NDJSON, JSON and CSV.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "unit/report/report_fixture.h"

namespace telltale {
namespace {

using Json = nlohmann::ordered_json;

TEST(Ndjson, HasTheKeysInTheirOrder) {
  Match match = match_at(212, 398);
  match.line = 3;
  match.column = 17;
  match.fields = {{"webhook", "webhook.cert-manager.io", 0, 0}, {"timeout", "10s", 0, 0}};
  EXPECT_EQ(to_ndjson(match, {"a.log", 0, 0, {}}),
            "{\"v\":1,\"source\":\"a.log\",\"record\":0,\"id\":null,\"line\":3,\"column\":17,\"begin\":212,\"end\":398,"
            "\"finding\":\"demo/refused\",\"section\":\"demo/refused\",\"signature\":\"demo/refused/call\","
            "\"role\":\"symptom\",\"confidence\":\"high\",\"owner\":\"cert-manager\","
            "\"fields\":{\"webhook\":\"webhook.cert-manager.io\",\"timeout\":\"10s\"},"
            "\"title\":\"connection refused\",\"link\":\"https://example.org/guide#refused\"}");
}

TEST(Ndjson, EvidenceHasNoOwner) {
  Match match = match_at(0, 1);
  match.role = Role::kEvidence;
  match.owner = "";
  EXPECT_TRUE(Json::parse(to_ndjson(match, {"a", 0, 0, {}}))["owner"].is_null());
}

TEST(Ndjson, KeepsTheTypeOfIds) {
  const Match match = match_at(0, 1);
  EXPECT_EQ(Json::parse(to_ndjson(match, {"a", 7, 8, {RecordId::Kind::kText, "d\"1"}}))["id"], "d\"1");
  const std::string line = to_ndjson(match, {"a", 7, 8, {RecordId::Kind::kNumber, "12345678901234567890123"}});
  EXPECT_NE(line.find("\"id\":12345678901234567890123,"), std::string::npos);
  EXPECT_NE(line.find("\"record\":7,"), std::string::npos);
}

TEST(Ndjson, AFieldThatStandsTwiceIsWrittenOnce) {
  Match match = match_at(0, 1);
  match.fields = {{"a", "first", 0, 0}, {"a", "second", 0, 0}, {"b", "x", 0, 0}};
  const std::string line = to_ndjson(match, {"s", 0, 0, {}});
  EXPECT_NE(line.find("\"fields\":{\"a\":\"first\",\"b\":\"x\"}"), std::string::npos) << line;
}

TEST(Ndjson, InvalidBytesAreReplacedAndSaid) {
  Match match = match_at(0, 1);
  match.fields = {{"a", "x\xFFy", 0, 0}};
  EXPECT_EQ(Json::parse(to_ndjson(match, {"s", 0, 0, {}}))["lossy"], true);
  EXPECT_EQ(Json::parse(to_ndjson(match, {"s", 0, 0, {}}))["fields"]["a"], "x\xEF\xBF\xBDy");
  match.fields.clear();
  EXPECT_EQ(Json::parse(to_ndjson(match, {"s\xC3", 0, 0, {}}))["lossy"], true);
  EXPECT_FALSE(Json::parse(to_ndjson(match, {"s", 0, 0, {}})).contains("lossy"));
}

// Whatever the bytes: one line of valid JSON that says the same as long as they were UTF-8.
TEST(QuoteJson, AnyBytesAreValidJson) {
  std::mt19937 random(1);
  for (int i = 0; i < 20000; ++i) {
    std::string bytes(random() % 12, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % (i % 2 == 0 ? 256 : 128));
    const ExactCopy copy(bytes);
    const std::string quoted = quote_json(copy.view());
    const Json parsed = Json::parse(quoted, nullptr, false);
    ASSERT_TRUE(parsed.is_string()) << quoted;
    ASSERT_EQ(quoted.find('\n'), std::string::npos);
    for (const char c : quoted) ASSERT_GE(static_cast<unsigned char>(c), 0x20) << quoted;
    if (i % 2 == 1) {
      ASSERT_EQ(parsed.get<std::string>(), bytes);
    }
  }
}

TEST(QuoteJson, EscapesWhatTerminalsObey) {
  EXPECT_EQ(quote_json("\x1b[2J"), "\"\\u001b[2J\"");
  EXPECT_EQ(quote_json("\xC2\x9B"), "\"\\u009b\"");
  EXPECT_EQ(quote_json("\xE2\x80\xAE"), "\"\\u202e\"");
  EXPECT_EQ(quote_json("\x7F"), "\"\\u007f\"");
  EXPECT_EQ(quote_json("日本\"\\\n"), "\"日本\\\"\\\\\\n\"");
}

TEST(JsonReport, IsOneObject) {
  ReportTotals totals;
  totals.matches = 2;
  totals.notes = {{ReportNote::Kind::kError, "b.log", 0, "No such file"},
                  {ReportNote::Kind::kLimit, "a.log", 3, "too long"}};
  const ReportedMatch match = {match_at(0, 1), {"a.log", 0, 0, {}}, {}};
  const Json json = Json::parse(written(ReportFormat::kJson, {}, {match, match}, totals));
  EXPECT_EQ(json["v"], 1);
  ASSERT_EQ(json["matches"].size(), 2U);
  EXPECT_EQ(json["matches"][1]["finding"], "demo/refused");
  EXPECT_EQ(json["errors"][0]["source"], "b.log");
  EXPECT_TRUE(json["errors"][0]["line"].is_null());
  EXPECT_EQ(json["limits"][0]["line"], 3);
  EXPECT_EQ(json["counts"]["matches"], 2);
}

TEST(JsonReport, IsOneObjectWithoutMatches) {
  const Json json = Json::parse(written(ReportFormat::kJson, {}, {}));
  EXPECT_TRUE(json["matches"].empty());
  EXPECT_TRUE(json["limits"].empty());
}

TEST(JsonReport, RowsOfSeveralThreadsMakeTheSameReport) {
  const Report rows(ReportFormat::kJson, {}, {});
  std::string first;
  std::string second;
  rows.append_row(match_at(0, 1), {"a", 0, 0, {}}, first);
  rows.append_row(match_at(2, 3), {"a", 0, 0, {}}, first);
  rows.append_row(match_at(4, 5), {"b", 0, 0, {}}, second);
  Report report(ReportFormat::kJson, {}, {});
  std::string out;
  report.begin(out);
  report.add_rows("", out);
  report.add_rows(first, out);
  report.add_rows(second, out);
  report.finish({}, out);
  const std::vector<ReportedMatch> matches = {{match_at(0, 1), {"a", 0, 0, {}}, {}},
                                              {match_at(2, 3), {"a", 0, 0, {}}, {}},
                                              {match_at(4, 5), {"b", 0, 0, {}}, {}}};
  EXPECT_EQ(out, written(ReportFormat::kJson, {}, matches));
}

std::string csv_cell_of_field(const std::string& value, const ReportOptions& options = {}) {
  const std::string csv = written(ReportFormat::kCsv, options, {{match_at(0, 1), {value, 0, 0, {}}, {}}});
  const std::size_t row = csv.find('\n') + 1;
  return csv.substr(row, csv.find(",\"0\",\"\",\"1\"", row) - row);
}

TEST(Csv, CellsCannotBecomeFormulas) {
  for (const std::string starter : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) {
    EXPECT_EQ(csv_cell_of_field(starter + "cmd"), "\"'" + starter + "cmd\"");
    EXPECT_EQ(csv_cell_of_field(starter + "a\"b\nc"), "\"'" + starter + "a\"\"b\nc\"");
  }
  EXPECT_EQ(csv_cell_of_field("a=b"), "\"a=b\"");
  EXPECT_EQ(csv_cell_of_field("\"=1"), "\"\"\"=1\"");
}

TEST(Csv, IsValidUtf8WithoutNul) {
  EXPECT_EQ(csv_cell_of_field(std::string("a\0b", 3)),
            "\"a\xEF\xBF\xBD"
            "b\"");
  EXPECT_EQ(csv_cell_of_field("a\xFF"), "\"a\xEF\xBF\xBD\"");
}

TEST(Csv, OnATerminalNothingIsObeyed) {
  ReportOptions options;
  options.terminal = true;
  EXPECT_EQ(csv_cell_of_field("\x1b[31mred", options), "\"red\"");
  EXPECT_EQ(csv_cell_of_field("\x1b[31mred"), "\"\x1b[31mred\"");
}

TEST(Csv, HasAHeader) {
  EXPECT_EQ(written(ReportFormat::kCsv, {}, {}).substr(0, 25), "\"source\",\"record\",\"id\",\"l");
}

TEST(ProblemJson, HasEverything) {
  Problem problem;
  problem.code = "bad-value";
  problem.file = "a\"b.json";
  problem.pointer = "/x/0";
  problem.line = 3;
  problem.column = 4;
  problem.message = "m";
  problem.remedy = "r";
  problem.excerpt = "e";
  problem.caret = 1;
  problem.caret_length = 2;
  const Json json = Json::parse(to_json(problem));
  EXPECT_EQ(json["severity"], "error");
  EXPECT_EQ(json["file"], "a\"b.json");
  EXPECT_EQ(json["column"], 4);
  EXPECT_EQ(json["caret_length"], 2);
}

}  // namespace
}  // namespace telltale
