#include "report/sarif.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "unit/report/report_fixture.h"

namespace telltale {
namespace {

using Json = nlohmann::ordered_json;

Json sarif(const std::vector<ReportedMatch>& matches, const ReportTotals& totals = {}) {
  return Json::parse(written(ReportFormat::kSarif, {}, matches, totals));
}

constexpr std::string_view kText = "first\n🔥 failed \"w.io\"\nand more\n";

TEST(Sarif, PlacesAreLinesUtf16ColumnsAndBytes) {
  const Match match = match_of(kText, "failed \"w.io\"\nand");
  const Json run = sarif({reported(kText, match, "logs/a b.log")})["runs"][0];
  EXPECT_EQ(run["columnKind"], "utf16CodeUnits");
  const Json place = run["results"][0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "logs/a%20b.log");
  EXPECT_EQ(place["region"]["startLine"], 2);
  EXPECT_EQ(place["region"]["startColumn"], 4);
  EXPECT_EQ(place["region"]["endLine"], 3);
  EXPECT_EQ(place["region"]["endColumn"], 4);
  EXPECT_EQ(place["region"]["byteOffset"], match.begin);
  EXPECT_EQ(place["region"]["byteLength"], match.end - match.begin);
}

TEST(Sarif, ARecordIsALineOfItsFile) {
  ReportedMatch match = reported(kText, match_of(kText, "failed"), "a.jsonl");
  match.origin.record = 4;
  match.origin.record_line = 5;
  const Json result = sarif({match})["runs"][0]["results"][0];
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"], (Json{{"startLine", 5}}));
  EXPECT_EQ(result["properties"]["record"], 4);
}

TEST(Sarif, LevelsFollowTheRole) {
  ReportedMatch match = reported(kText, match_of(kText, "failed"));
  const auto level = [&match] { return sarif({match})["runs"][0]["results"][0]["level"].get<std::string>(); };
  EXPECT_EQ(level(), "error");
  match.match.confidence = Confidence::kLow;
  EXPECT_EQ(level(), "warning");
  match.match.role = Role::kEvidence;
  EXPECT_EQ(level(), "note");
  match.match.role = Role::kHealthy;
  EXPECT_EQ(level(), "none");
}

TEST(Sarif, FingerprintsSurviveATimestampInFront) {
  const std::string early = "10:00 failed \"w.io\"";
  const std::string late = "later, 11:30 failed  \"w.io\"";
  const auto hash = [](const std::vector<ReportedMatch>& matches, std::size_t i) {
    return sarif(matches)["runs"][0]["results"][i]["partialFingerprints"]["primaryLocationLineHash"].get<std::string>();
  };
  const ReportedMatch first = reported(early, match_of(early, "failed \"w.io\""));
  const ReportedMatch second = reported(late, match_of(late, "failed  \"w.io\""));
  EXPECT_EQ(hash({first}, 0), hash({second}, 0));
  EXPECT_EQ(hash({first, second}, 1), hash({first}, 0).substr(0, 16) + ":2");
  ReportedMatch other = first;
  other.match.owner = "kyverno";
  EXPECT_NE(hash({first}, 0), hash({other}, 0));
}

TEST(Sarif, SaysWhatCouldNotBeRead) {
  ReportTotals totals;
  totals.errors = 1;
  totals.notes = {{ReportNote::Kind::kError, "/abs/b.log", 7, "broken \x1b[31m"}};
  const Json invocation = sarif({}, totals)["runs"][0]["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  EXPECT_EQ(invocation["toolExecutionNotifications"][0]["message"]["text"], "broken ");
  EXPECT_EQ(invocation["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"]["region"]["startLine"], 7);
}

TEST(Sarif, HostileBytesAreReplaced) {
  ReportedMatch match = reported(kText, match_of(kText, "failed"), "a\xFF\n.log");
  match.match.fields = {{"f", "v\xFF", 0, 0}};
  const Json result = sarif({match})["runs"][0]["results"][0];
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a%FF%0A.log");
  EXPECT_EQ(result["properties"]["fields"]["f"], "v\xEF\xBF\xBD");
}

TEST(Sarif, Uris) {
  using internal::sarif_uri;
  EXPECT_EQ(sarif_uri("./a/b.log", "/work"), "a/b.log");
  EXPECT_EQ(sarif_uri("/work/a.log", "/work/"), "a.log");
  EXPECT_EQ(sarif_uri("/workshop/a.log", "/work"), "file:///workshop/a.log");
  EXPECT_EQ(sarif_uri("-", "/work"), "stdin");
  EXPECT_EQ(sarif_uri("日本%:?#.log", ""), "%E6%97%A5%E6%9C%AC%25%3A%3F%23.log");
}

TEST(Sarif, Names) { EXPECT_EQ(internal::sarif_name("no-endpoints/etcd-quota"), "NoEndpointsEtcdQuota"); }

}  // namespace
}  // namespace telltale
