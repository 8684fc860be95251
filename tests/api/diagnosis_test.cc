// Diagnoser and Case as a user of the library has them.
#include <gtest/gtest.h>
#include <telltale/diagnosis_report.h>
#include <telltale/report.h>
#include <telltale/telltale.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/shared_classifier.h"

namespace telltale {
namespace {

const std::string kPack = "cert-manager-webhook/";
const std::string kPkiRefused =
    "Error from server (InternalError): error when creating \"a.yaml\": Internal error occurred: failed calling "
    "webhook "
    "\"webhook.cert-manager.io\": failed to call webhook: Post \"https://cm-webhook.pki.svc:443/mutate?timeout=10s\": "
    "dial "
    "tcp 10.96.20.99:443: connect: connection refused\n";
const std::string kEndpoints = "NAME         ENDPOINTS   AGE\ncm-webhook   <none>      5h\n";
const std::string kPod =
    "NAME                          READY   STATUS    RESTARTS   AGE\n"
    "cm-webhook-7f788c5b6-mspnt    0/1     Running   7          28d\n";
const std::string kPorts =
    "        readinessProbe:\n          httpGet:\n            path: /healthz\n            port: 6080\n"
    "I0607 10:11:12.000000       1 server.go:133] \"msg\"=\"listening for insecure healthz connections\" "
    "\"address\"=\":6081\"\n";

const Diagnoser& diagnoser() {
  static const Diagnoser kDiagnoser = *Diagnoser::create(testing::diagnoser_with_shared_pack());
  return kDiagnoser;
}

std::string first_cause(const Diagnosis& diagnosis) {
  return diagnosis.causes.empty() ? ""
                                  : diagnosis.causes[0].id + " " + std::string(to_string(diagnosis.causes[0].state));
}

std::string first_step(const Diagnosis& diagnosis) { return diagnosis.next.empty() ? "" : diagnosis.next[0].step; }

bool has_evidence(const Diagnosis& diagnosis, const std::string& id) {
  return std::find(diagnosis.evidence.begin(), diagnosis.evidence.end(), kPack + id) != diagnosis.evidence.end();
}

TEST(DiagnosisTest, TheErrorAloneAsksForTheEvidenceThatDecides) {
  const Diagnosis diagnosis = diagnoser().diagnose(kPkiRefused);
  ASSERT_EQ(diagnosis.sections.size(), 1U);
  EXPECT_EQ(diagnosis.sections[0].id, kPack + "connection-refused");
  EXPECT_EQ(diagnosis.owner, "cert-manager");
  EXPECT_FALSE(diagnosis.healthy);
  EXPECT_FALSE(diagnosis.decided);
  EXPECT_EQ(first_step(diagnosis), "check-endpoints");
  EXPECT_EQ(diagnosis.next[0].command, "kubectl get endpoints -n pki cm-webhook");
}

// The walk of the guide: each output is answered by the next question, and the last by the fix.
TEST(DiagnosisTest, EachOutputLeadsOneStepFurther) {
  Case opened = diagnoser().open_case();
  opened.add_text("apply", kPkiRefused);
  EXPECT_EQ(first_step(opened.diagnosis()), "check-endpoints");
  opened.add_text("endpoints", kEndpoints);
  EXPECT_EQ(first_step(opened.diagnosis()), "check-pod-ready");
  opened.add_text("pods", kPod);
  EXPECT_EQ(first_step(opened.diagnosis()), "check-readiness-port");
  EXPECT_EQ(first_cause(opened.diagnosis()), kPack + "connection-refused/webhook-not-ready likely");
  opened.add_text("ports", kPorts);
  const Diagnosis decided = opened.diagnosis();
  EXPECT_EQ(first_cause(decided), kPack + "connection-refused/readiness-port-mismatch decided");
  EXPECT_EQ(first_step(decided), "fix-healthz-port");
}

TEST(DiagnosisTest, EveryConclusionNamesTheLinesItFollowsFrom) {
  const Diagnosis diagnosis = diagnoser().diagnose(kPkiRefused + "\n" + kEndpoints + "\n" + kPod + "\n" + kPorts);
  ASSERT_FALSE(diagnosis.causes.empty());
  std::vector<std::string> lines;
  for (const std::size_t index : diagnosis.causes[0].for_sightings) {
    const Sighting& sighting = diagnosis.sightings.at(index);
    lines.push_back(sighting.finding.substr(sighting.finding.rfind('/') + 1) + " " + std::to_string(sighting.line));
  }
  EXPECT_NE(std::find(lines.begin(), lines.end(), "endpoints-none 4"), lines.end());
  EXPECT_NE(std::find(lines.begin(), lines.end(), "webhook-healthz-port 13"), lines.end());
}

TEST(DiagnosisTest, TheOrderOfSourcesDoesNotMatter) {
  std::vector<std::pair<std::string, std::string>> files = {
      {"apply", kPkiRefused}, {"endpoints", kEndpoints}, {"pods", kPod}, {"ports", kPorts}};
  const auto diagnosed = [&] {
    Case opened = diagnoser().open_case();
    for (const auto& [source, text] : files) opened.add_text(source, text);
    return opened.diagnosis();
  };
  const Diagnosis sorted = diagnosed();
  while (std::next_permutation(files.begin(), files.end())) EXPECT_EQ(diagnosed(), sorted);
}

TEST(DiagnosisTest, ATextInPiecesIsTheTextInOne) {
  Case pieces = diagnoser().open_case();
  const std::string text = kPkiRefused + "\n" + kEndpoints + "\n" + kPod + "\n" + kPorts;
  const std::size_t cut = text.find("NAME         ENDPOINTS");
  pieces.add_text("a", text.substr(0, cut));
  pieces.add_text("a", text.substr(cut), 3);
  Case whole = diagnoser().open_case();
  whole.add_text("a", text);
  EXPECT_EQ(pieces.diagnosis(), whole.diagnosis());
}

TEST(DiagnosisTest, MatchesOfAStreamAreEnough) {
  const Classifier& classifier = testing::shared_classifier();
  Case opened = diagnoser().open_case();
  Stream stream(classifier);
  const auto add = [&](const Match& match) {
    opened.add_match("log", match);
    return true;
  };
  stream.feed(kPkiRefused, add);
  stream.finish(add);
  const Diagnosis diagnosis = opened.diagnosis();
  EXPECT_EQ(first_step(diagnosis), "check-endpoints");
  EXPECT_EQ(diagnosis.next[0].command, "kubectl get endpoints -n pki cm-webhook");
}

// A success in one log ends the failure in another when both have times, whichever is read first.
TEST(DiagnosisTest, TimesOrderTheMatchesOfDifferentSources) {
  const Classifier& classifier = testing::shared_classifier();
  const Classification failure = classifier.classify(kPkiRefused);
  const std::string success = "The cert-manager API is ready\n";
  const Classifier& eager = testing::shared_classifier(Engine::kAuto, Confidence::kLow);
  const Classification ready = eager.classify(success);
  ASSERT_FALSE(failure.empty());
  ASSERT_FALSE(ready.empty());
  const auto healthy = [&](std::int64_t failed_at, std::int64_t ready_at) {
    Case opened = diagnoser().open_case();
    opened.add_match("b.log", ready.matches[0], success, ready_at);
    opened.add_match("a.log", failure.matches[0], kPkiRefused, failed_at);
    return opened.diagnosis().healthy;
  };
  EXPECT_TRUE(healthy(10, 20));
  EXPECT_FALSE(healthy(20, 10));
}

// The lines of a report are as good as the matches they were written from.
TEST(DiagnosisTest, MatchesReadFromJsonAreTheMatches) {
  const Classifier& classifier = testing::shared_classifier();
  Case opened = diagnoser().open_case();
  Case read = diagnoser().open_case();
  const Classification found = classifier.classify(kPkiRefused + kEndpoints);
  Origin origin;
  origin.source = "log";
  ASSERT_GE(found.size(), 1U);
  for (const Match& match : found) {
    opened.add_match("log", match);
    EXPECT_TRUE(read.add_json_match(to_ndjson(match, origin)).empty());
  }
  EXPECT_EQ(read.diagnosis(), opened.diagnosis());
  EXPECT_EQ(first_step(read.diagnosis()), first_step(opened.diagnosis()));
}

TEST(DiagnosisTest, JsonMatchesMayHaveATimeAndTheirLine) {
  const std::string id = R"({"finding":"cert-manager-webhook/)";
  const auto diagnosed = [&](int failed_at, int ready_at) {
    Case opened = diagnoser().open_case();
    const auto add = [&](const std::string& rest) { EXPECT_TRUE(opened.add_json_match(id + rest).empty()) << rest; };
    add(R"(health/api-ready","role":"healthy","confidence":"low","source":"b","text":"The cert-manager API is ready","time":)" +
        std::to_string(ready_at) + "}");
    add(R"(connection-refused","role":"symptom","confidence":"high","owner":"cert-manager","source":"a","time":)" +
        std::to_string(failed_at) + "}");
    return opened.diagnosis();
  };
  EXPECT_TRUE(diagnosed(10, 20).healthy);
  EXPECT_FALSE(diagnosed(20, 10).healthy);
  ASSERT_FALSE(diagnosed(10, 20).sightings.empty());
  EXPECT_EQ(diagnosed(10, 20).sightings.back().text, "The cert-manager API is ready");
}

TEST(DiagnosisTest, WhatIsNoMatchChangesNothing) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "json-syntax"},
      {"[]", "wrong-type"},
      {R"({"v":1})", "missing-key"},
      {R"({"finding":"cert-manager-webhook/no-such","role":"symptom","confidence":"high"})", "unknown-id"},
      {R"({"finding":"no-slash","role":"symptom","confidence":"high"})", "unknown-id"},
      {R"({"finding":"cert-manager-webhook/connection-refused","role":"loud","confidence":"high"})", "unknown-word"},
      {R"({"finding":"cert-manager-webhook/connection-refused","role":"symptom","confidence":"high","time":"now"})",
       "wrong-type"},
      {R"({"finding":"cert-manager-webhook/connection-refused","role":"symptom","confidence":"high","fields":[]})",
       "wrong-type"},
  };
  Case opened = diagnoser().open_case();
  for (const auto& [object, code] : cases) {
    const std::vector<Problem> problems = opened.add_json_match(object);
    ASSERT_FALSE(problems.empty()) << object;
    EXPECT_EQ(problems[0].code, code) << object;
    EXPECT_FALSE(problems[0].remedy.empty()) << object;
  }
  EXPECT_EQ(opened.diagnosis(), diagnoser().open_case().diagnosis());
}

TEST(DiagnosisTest, ASuccessBehindTheFailureIsHealthy) {
  const Diagnosis diagnosis = diagnoser().diagnose(kPkiRefused + "$ cmctl check api\nThe cert-manager API is ready\n");
  EXPECT_TRUE(diagnosis.healthy);
  EXPECT_TRUE(diagnosis.sections.empty());
  EXPECT_TRUE(diagnosis.next.empty());
  ASSERT_FALSE(diagnosis.sightings.empty());
  EXPECT_EQ(diagnosis.sightings[0].relevance, Relevance::kPast);
}

TEST(DiagnosisTest, AnotherProjectsCallIsHandedToItsOwner) {
  std::string text = kPkiRefused;
  text.replace(text.find("webhook.cert-manager.io"), 23, "mcluster.cnpg.io");
  text.replace(text.find("cm-webhook.pki"), 14, "cnpg-webhook-service.cnpg-system");
  const Diagnosis diagnosis = diagnoser().diagnose(text);
  EXPECT_EQ(diagnosis.owner, "cloudnative-pg");
  EXPECT_TRUE(diagnosis.causes.empty());
  EXPECT_EQ(first_step(diagnosis), "ask-owner");
}

TEST(DiagnosisTest, ThingsThatCannotBothBeSoAreSaidAndDecideNothing) {
  std::string ready = kPod;
  ready.replace(ready.find("0/1"), 3, "1/1");
  const Diagnosis diagnosis = diagnoser().diagnose(kPkiRefused + "\n" + kEndpoints + "\n" + ready);
  ASSERT_EQ(diagnosis.contradictions.size(), 1U);
  EXPECT_EQ(diagnosis.contradictions[0].id, kPack + "ready-pod-without-endpoint");
  EXPECT_EQ(diagnosis.contradictions[0].sightings.size(), 2U);
  EXPECT_FALSE(diagnosis.decided);
}

// Of the built-in pack this is not asked when it is used: it is loaded from the tree here, where it is a pack like
// others.
TEST(DiagnosisTest, TheEnginesTakeEveryPatternOfTheBuiltinPack) {
  DiagnoserOptions options;
  options.packs = {*Pack::load(TELLTALE_SOURCE_DIR "/rules/cert-manager-webhook")};
  const Result<Diagnoser> diagnoser = Diagnoser::create(options);
  ASSERT_TRUE(diagnoser) << to_string(diagnoser.problems().at(0));
}

TEST(DiagnosisTest, AnEmptyCaseIsHealthy) {
  EXPECT_TRUE(diagnoser().open_case().diagnosis().healthy);
  EXPECT_TRUE(diagnoser().diagnose("").healthy);
  EXPECT_TRUE(diagnoser().diagnose("hello\n").healthy);
}

TEST(DiagnosisTest, Utf16IsRead) {
  std::string wide = "\xFF\xFE";
  for (const char c : kPkiRefused + "\n" + kEndpoints) wide += {c, '\0'};
  const Diagnosis diagnosis = diagnoser().diagnose(wide);
  EXPECT_TRUE(has_evidence(diagnosis, "connection-refused/endpoints-none"));
  EXPECT_EQ(first_step(diagnosis), "check-pod-ready");
}

// A bundle holds secrets beside the lines that count, and on them.
TEST(DiagnosisTest, NoSecretLeavesTheCase) {
  const std::string token = "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJrdWJlcm5ldGVzIn0.c2lnbmF0dXJl";
  const std::string key = "LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS0tLS0tCk1IY0NBUUVFSUJkM1hPQ1hYWFhYWFhYWFhY";
  const std::string text = "token " + token + " password: hunter2 " + kPkiRefused +
                           "$ kubectl -n pki get secret cm-webhook-ca -oyaml\ndata:\n  ca.crt: " + key +
                           "\n  tls.key: " + key + "\n" + kEndpoints + "password=hunter2 calico-node token=" + token +
                           "\n";
  const Diagnosis diagnosis = diagnoser().diagnose(text);
  ASSERT_FALSE(diagnosis.sightings.empty());
  DiagnosisReportOptions options;
  for (const Language language : {Language::kEnglish, Language::kJapanese}) {
    options.language = language;
    for (const std::string& page :
         {to_page(diagnosis, options), to_markdown(diagnosis, options), to_json(diagnosis, options)}) {
      for (const std::string& secret : {token, key, std::string("hunter2"), key.substr(0, 30), token.substr(0, 20)})
        EXPECT_EQ(page.find(secret), std::string::npos) << page;
    }
  }
}

TEST(DiagnosisTest, JsonHasTheKeysThatAreRelied) {
  const nlohmann::json json = nlohmann::json::parse(to_json(diagnoser().diagnose(kPkiRefused + "\n" + kEndpoints), {}));
  EXPECT_EQ(json["v"], 1);
  EXPECT_EQ(json["healthy"], false);
  EXPECT_EQ(json["owner"], "cert-manager");
  EXPECT_EQ(json["sections"][0]["id"], kPack + "connection-refused");
  EXPECT_EQ(json["causes"][0]["state"], "likely");
  EXPECT_EQ(json["causes"][0]["for"][0]["line"], 4);
  EXPECT_EQ(json["evidence"][0], kPack + "connection-refused/endpoints-none");
  EXPECT_EQ(json["next"][0]["step"], "check-pod-ready");
  EXPECT_EQ(json["next"][0]["command"], "kubectl get pod -n pki -l app.kubernetes.io/name=webhook");
  EXPECT_TRUE(json["contradictions"].is_array());
  EXPECT_TRUE(nlohmann::json::parse(to_json(diagnoser().diagnose(""), {}))["owner"].is_null());
}

TEST(DiagnosisTest, APageIsAsWideAsItIsTold) {
  DiagnosisReportOptions options;
  const Diagnosis diagnosis = diagnoser().diagnose(kPkiRefused + "\n" + kEndpoints + "\n" + kPod);
  for (const Language language : {Language::kEnglish, Language::kJapanese}) {
    options.language = language;
    options.width = 60;
    const std::string page = to_page(diagnosis, options);
    for (std::size_t at = 0; at < page.size();) {
      const std::size_t end = page.find('\n', at);
      const std::string line = page.substr(at, end - at);
      const bool command = line.find("kubectl") != std::string::npos;  // commands are there to be copied
      EXPECT_TRUE(command || terminal_width(line) <= 60) << line;
      at = end + 1;
    }
  }
}

TEST(DiagnosisTest, TheExampleOfTheHeaderWorks) {
  Result<Diagnoser> created = Diagnoser::create();
  ASSERT_TRUE(created);
  Case bundle = created->open_case();
  bundle.add_text("apply.log", kPkiRefused);
  const Diagnosis diagnosis = bundle.diagnosis();
  ASSERT_FALSE(diagnosis.next.empty());
  EXPECT_FALSE(diagnosis.next[0].title.en.empty());
}

}  // namespace
}  // namespace telltale
