#include "text/message.h"

#include <gtest/gtest.h>

#include <cctype>

#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

TEST(Message, SilentBytes) {
  std::string silent;
  for (int byte = 0x21; byte < 0x7F; ++byte) {
    if (is_silent(static_cast<unsigned char>(byte))) silent += static_cast<char>(byte);
  }
  EXPECT_EQ(silent, R"("'*<>\`|~)");
  for (int byte = 0; byte <= 0x20; ++byte) EXPECT_TRUE(is_silent(static_cast<unsigned char>(byte))) << byte;
  EXPECT_TRUE(is_silent(0x7F));
  for (int byte = 0x80; byte < 0x100; ++byte) EXPECT_FALSE(is_silent(static_cast<unsigned char>(byte))) << byte;
}

TEST(Message, HoldsOneRecordALine) {
  constexpr TextCase kCases[] = {
      {"", ""},
      {"\n \n\n", ""},
      {"Failed Calling \"W.io\": *x*", "failedcallingw.io:x"},
      {"a\nb", "ab"},
      {"a\n\nb", "a\nb"},
      {"\n\na\n\n\n\nb\n\n", "a\nb"},
      {"Error: a\nError: b", "error:a\nerror:b"},
      {"a\n```console\nb\n```\nc", "a\nb\nc"},
      {"a\n-----\nb", "a\nb"},
      {"É\xFF\xC3 \xE2\x82\xAC", "É\xFF\xC3\xE2\x82\xAC"},
      {R"({"log":"Error: a\nError: b\n"})", "{log:error:a\nerror:b}"},
      {"a\n\"\"\nb", "ab"},
  };
  for (const TextCase& text_case : kCases) {
    SCOPED_TRACE(::testing::PrintToString(text_case));
    const Cleaned result(text_case.raw);
    EXPECT_EQ(result.message.text, text_case.expected);
    expect_sound(result.message, text_case.raw.size());
  }
}

TEST(Message, CasedIsTheSameInItsOwnCase) {
  const Cleaned result("Error: Internal \"Webhook.IO\"\n\nNext É");
  EXPECT_EQ(result.cased, "Error:InternalWebhook.IO\nNextÉ");
  ASSERT_EQ(result.cased.size(), result.message.text.size());
}

TEST(Message, BuffersAreReused) {
  MappedText clean_text;
  MappedText scratch;
  MappedText message;
  std::string cased;
  const std::string longer(4000, 'x');
  for (const std::string_view raw : {std::string_view(longer), std::string_view("Error: a\n\nb"), std::string_view()}) {
    clean(raw, &clean_text, &scratch);
    fold_message(clean_text, &message, &cased);
    EXPECT_EQ(message.text, message_of(raw));
    EXPECT_EQ(cased.size(), message.text.size());
    EXPECT_EQ(message.begin.size(), message.text.size());
  }
}

// The guide's own layout, and what the other texts of the field look like.
TEST(Message, OfTheGuide) {
  const std::string_view raw =
      "Error from server (InternalError): error when creating \"STDIN\":\n"
      "Internal error occurred: failed calling webhook \"webhook.cert-manager.io\": failed to call webhook:\n"
      "Post \"https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s\":\n"
      "dial tcp 10.96.20.99:443: connect: connection refused\n"
      "\n"
      "The message means\n";
  EXPECT_EQ(message_of(raw),
            "errorfromserver(internalerror):errorwhencreatingstdin:internalerroroccurred:failedcallingwebhookwebhook."
            "cert-manager.io:failedtocallwebhook:posthttps://cert-manager-webhook.cert-manager.svc:443/mutate?timeout="
            "10s:dialtcp10.96.20.99:443:connect:connectionrefused\nthemessagemeans");
}

TEST(Message, MapsThroughAllLayers) {
  const std::string_view raw =
      R"({"log":"\u001b[31mfailed calling webhook \\\"w.io\\\"\u001b[0m: Post\n \\\"https://a\\\": EOF\n"})";
  const Cleaned result(raw);
  EXPECT_EQ(original_of(result.message, raw, "failedcallingwebhookw.io:posthttps://a:eof"),
            R"(failed calling webhook \\\"w.io\\\"\u001b[0m: Post\n \\\"https://a\\\": EOF)");
}

}  // namespace
}  // namespace telltale::internal
