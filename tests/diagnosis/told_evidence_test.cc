// Evidence that people tell in words instead of bringing the output: what says it, and the nearest sentences that do
// not (questions, conditions, what is denied or of somebody else). tests/corpus/told-evidence.jsonl holds a sentence a
// line.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace telltale {
namespace {

// A failing call for which the evidence is asked.
std::string call_for(const std::string& evidence) {
  std::string reason = "dial tcp 10.96.20.99:443: connect: connection refused";
  if (evidence.starts_with("ca")) reason = "x509: certificate signed by unknown authority";
  if (evidence.starts_with("env") || evidence.starts_with("no-net")) reason = "dial tcp 10.96.20.99:443: i/o timeout";
  if (evidence.starts_with("timeout") || evidence.starts_with("webhook-")) reason = "context deadline exceeded";
  return "failed calling webhook \"webhook.cert-manager.io\": failed to call webhook: Post "
         "\"https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=30s\": " +
         reason;
}

TEST(ToldEvidenceTest, IsReadOutOfSentences) {
  const Result<Diagnoser> diagnoser = Diagnoser::create();
  ASSERT_TRUE(diagnoser);
  std::ifstream file(std::string(TELLTALE_SOURCE_DIR) + "/tests/corpus/told-evidence.jsonl");
  std::size_t tried = 0;
  for (std::string line; std::getline(file, line); ++tried) {
    const nlohmann::json told = nlohmann::json::parse(line);
    const std::string evidence = told["evidence"];
    const std::string text = told["text"];
    const Diagnosis answer = diagnoser->diagnose(call_for(evidence) + "\n\n" + text + "\n");
    const bool seen = std::any_of(answer.evidence.begin(), answer.evidence.end(),
                                  [&](const std::string& id) { return id.ends_with("/" + evidence); });
    EXPECT_EQ(seen, told["says"].get<bool>()) << evidence << ": " << text;
  }
  EXPECT_GT(tried, 300U);
}

}  // namespace
}  // namespace telltale
