// A message is the same message at whatever column, and behind whatever decoration, a terminal or a person wrapped it.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

constexpr std::string_view kMessages[] = {
    R"(Error from server (InternalError): error when creating "STDIN": Internal error occurred: failed calling )"
    R"(webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.)"
    R"(svc:443/)"
    R"(mutate?timeout=10s": dial tcp 10.96.20.99:443: connect: connection refused)",
    R"(Error: INSTALLATION FAILED: Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed )"
    R"(to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": tls: failed to )"
    R"(verify certificate: x509: certificate has expired or is not yet valid: current time 2025-06-12T13:23:58Z is )"
    R"(after 2025-06-10T09:11:40Z)",
    R"(Error from server: conversion webhook for cert-manager.io/v1alpha2, Kind=Certificate failed: Post )"
    R"(https://cert-manager-webhook.default.svc:443/convert?timeout=30s: x509: certificate signed by unknown )"
    R"(authority (possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority )"
    R"(certificate "cert-manager-webhook-ca"))",
    R"(Not ready: Internal error occurred: failed calling webhook "webhook.cert-manager.io": Post )"
    R"("https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s": x509: certificate is valid for )"
    R"(ip-192-168-1-1.eu-west-1.compute.internal, not cert-manager-webhook.cert-manager.svc)",
    R"(E0425 14:20:08.115521       1 leaderelection.go:334] error initially creating leader election record: )"
    R"(leases.coordination.k8s.io is forbidden: User "system:serviceaccount:cert-manager:cert-manager-webhook" cannot )"
    R"(create resource "leases" in API group "coordination.k8s.io" in the namespace "kube-system": GKEAutopilot )"
    R"(authz: the namespace "kube-system" is managed and the request's verb "create" is denied)",
};

// Cut at exactly `width` bytes, in the middle of words.
std::vector<std::string> hard_wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size(); at += width) lines.emplace_back(text.substr(at, width));
  return lines;
}

// Cut at blanks, as editors do; a word that is longer stands alone.
std::vector<std::string> word_wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word(text.substr(at, end - at));
    if (!lines.back().empty() && lines.back().size() + 1 + word.size() > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
    at = end + 1;
  }
  return lines;
}

using Decorate = std::function<std::string(std::size_t line, std::string_view text)>;

Decorate in_front(std::string prefix) {
  return [prefix](std::size_t, std::string_view text) { return prefix + std::string(text); };
}

Decorate in_front_of_the_rest(std::string prefix) {
  return [prefix](std::size_t line, std::string_view text) { return (line == 0 ? "" : prefix) + std::string(text); };
}

struct Decoration {
  std::string_view name;
  Decorate decorate;
};

const Decoration kDecorations[] = {
    {"nothing", in_front("")},
    {"indentation", in_front("        ")},
    {"hanging indentation", in_front_of_the_rest("    ")},
    {"tab", in_front_of_the_rest("\t")},
    {"quote", in_front("> ")},
    {"deep quote", in_front(">>> ")},
    {"Slack's quote", in_front("&gt; ")},
    {"box", in_front("│ ")},
    {"ASCII bar", in_front("| ")},
    {"box on both sides", [](std::size_t, std::string_view text) { return "│ " + std::string(text) + "   │"; }},
    {"CR LF", [](std::size_t, std::string_view text) { return std::string(text) + "\r"; }},
    {"shell", [](std::size_t, std::string_view text) { return std::string(text) + "\\"; }},
    {"comment", in_front("# ")},
    {"C++ comment", in_front("  // ")},
    {"colours", [](std::size_t, std::string_view text) { return "\x1B[31m" + std::string(text) + "\x1B[0m\x1B[K"; }},
    {"docker-compose", in_front("controller-1  | ")},
    {"kubectl logs --prefix", in_front("[pod/web-0/app] ")},
    {"Terraform", in_front("module.x.null_resource.y (local-exec): ")},
    {"BuildKit", in_front("#12 3.456 ")},
    {"GitHub Actions",
     [](std::size_t line, std::string_view text) {
       return "2024-05-19T13:15:32.55237" + std::to_string(10 + line) + "Z " + std::string(text);
     }},
    {"Jenkins", in_front("[2024-05-19T13:15:32.552Z] ")},
    {"CRI", in_front("2024-05-19T13:15:32.552378912Z stderr F ")},
    {"box in GitHub Actions", in_front("2024-05-19T13:15:32.5523789Z │ ")},
};

using Wrap = std::vector<std::string> (*)(std::string_view, std::size_t);

std::string wrapped(std::string_view message, Wrap wrap, std::size_t width, const Decorate& decorate) {
  std::string text;
  const std::vector<std::string> lines = wrap(message, width);
  for (std::size_t line = 0; line < lines.size(); ++line) text += decorate(line, lines[line]) + "\n";
  return text;
}

// Whether the message text of `text` is that of `message`, apart from a prefix in front of the first line.
bool is_whole(std::string_view text, std::string_view message) {
  const std::string expected = message_of(message);
  const std::string found = message_of(text);
  return found.size() >= expected.size() && found.find('\n') == std::string::npos &&
         found.compare(found.size() - expected.size(), expected.size(), expected) == 0;
}

// Columns that people have: from a phone's to a wide terminal's.
void expect_whole_at_all_columns(Wrap wrap, std::size_t narrowest) {
  for (const Decoration& decoration : kDecorations) {
    for (const std::string_view message : kMessages) {
      for (std::size_t width = narrowest; width <= 160; ++width) {
        const std::string text = wrapped(message, wrap, width, decoration.decorate);
        EXPECT_TRUE(is_whole(text, message)) << decoration.name << " at " << width << ":\n"
                                             << text << "\n"
                                             << Cleaned(text).cased;
      }
    }
  }
}

TEST(Wrapping, JoinsWordsThatWereCut) { expect_whole_at_all_columns(hard_wrap, 20); }
TEST(Wrapping, JoinsLinesThatWereWrappedAtBlanks) { expect_whole_at_all_columns(word_wrap, 40); }

// The second word of these begins many messages of its own.
TEST(Wrapping, AnErrorOfSomethingGoesOn) {
  for (const char* text :
       {"timeout=10s: remote\nerror: tls: internal error", "failed to retrieve openAPI spec, http\nerror: x",
        "Please retry. Original\nerror: context deadline exceeded"}) {
    EXPECT_EQ(message_of(text).find('\n'), std::string::npos) << text;
  }
  EXPECT_NE(message_of("deployed\nerror: timed out").find('\n'), std::string::npos);
}

}  // namespace
}  // namespace telltale::internal
