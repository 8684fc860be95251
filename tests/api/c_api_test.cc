// The C ABI: every function, every error, and what is handed out when there is nothing to hand out.
#include <gtest/gtest.h>
#include <telltale/diagnosis_report.h>
#include <telltale/report.h>
#include <telltale/telltale.h>
#include <telltale/telltale_c.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <limits>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "api/messages.h"
#include "api/shared_classifier.h"
#include "c_handles.h"
#include "temporary_folder.h"
#include "told.h"

namespace telltale::c_api {
namespace {

using testing::c_case;
using testing::c_classifier;
using testing::c_diagnoser;
using testing::c_matches;
using testing::c_options;
using testing::c_stream;
using testing::CClassifier;
using testing::CDiagnoser;
using testing::CProblems;
using testing::keep_told;
using testing::kKubectl;
using testing::kKyverno;
using testing::kRefused;
using testing::small_options;
using testing::taken;
using testing::Told;
using testing::words;

const telltale_classifier* shared() { return testing::shared_c_classifier(); }

std::string last_error() { return words(telltale_last_error()); }

telltale_string string_of(std::string_view text) { return {text.data(), text.size()}; }

// What C++ says of the same texts.
Told expected_of(const std::vector<std::string>& texts) {
  Told told;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (const Match& match : testing::shared_classifier().classify(texts[i]))
      told.emplace_back(i, testing::told(match));
  }
  return told;
}

Told told_of(std::string_view text) {
  Told told;
  EXPECT_EQ(telltale_classify(shared(), text.data(), text.size(), keep_told, &told, nullptr), TELLTALE_OK);
  return told;
}

telltale_status count(void* context, const telltale_match* /*match*/) {
  ++*static_cast<std::size_t*>(context);
  return TELLTALE_OK;
}

// Its context is how many more it wants.
telltale_status stop_after(void* context, const telltale_match* /*match*/) {
  return --*static_cast<std::size_t*>(context) == 0 ? TELLTALE_STOPPED : TELLTALE_OK;
}

// Texts one behind the other.
template <typename Offset>
struct Column {
  explicit Column(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      data += text;
      offsets.push_back(static_cast<Offset>(data.size()));
    }
  }
  std::string data;
  std::vector<Offset> offsets = {0};
};

const std::vector<std::string> kTexts = {"", "clean", kKubectl, "", kKyverno + "\n", std::string(5000, 'x') + kRefused,
                                         ""};

// ---- layout, strings, codes ----

TEST(CLayout, StaysAsItIs) {
  if (sizeof(void*) != 8) GTEST_SKIP() << "the figures are those of pointers of 64 bits";
  EXPECT_EQ(sizeof(telltale_string), 16U);
  EXPECT_EQ(sizeof(telltale_owned_string), 16U);
  EXPECT_EQ(sizeof(telltale_field), 48U);
  EXPECT_EQ(sizeof(telltale_options), 72U);
  EXPECT_EQ(offsetof(telltale_options, flags), 64U);
  EXPECT_EQ(offsetof(telltale_problem, printed), 88U);
  EXPECT_EQ(offsetof(telltale_engine, reason), 24U);
  EXPECT_EQ(offsetof(telltale_match, role), 128U);
  EXPECT_EQ(offsetof(telltale_match, field_count), 184U);
}

TEST(CVersion, IsThatOfTheLibrary) { EXPECT_EQ(words(telltale_version()), version()); }

TEST(CNames, AreThoseOfEverywhere) {
  EXPECT_EQ(words(telltale_role_name(TELLTALE_ROLE_SYMPTOM)), "symptom");
  EXPECT_EQ(words(telltale_role_name(TELLTALE_ROLE_EVIDENCE)), "evidence");
  EXPECT_EQ(words(telltale_role_name(TELLTALE_ROLE_HEALTHY)), "healthy");
  EXPECT_EQ(words(telltale_role_name(TELLTALE_ROLE_IGNORABLE)), "ignorable");
  EXPECT_EQ(words(telltale_confidence_name(TELLTALE_CONFIDENCE_LOW)), "low");
  EXPECT_EQ(words(telltale_confidence_name(TELLTALE_CONFIDENCE_MEDIUM)), "medium");
  EXPECT_EQ(words(telltale_confidence_name(TELLTALE_CONFIDENCE_HIGH)), "high");
  EXPECT_EQ(words(telltale_limit_name(TELLTALE_LIMIT_MESSAGE_LENGTH)), "message-length");
  EXPECT_EQ(words(telltale_limit_name(TELLTALE_LIMIT_MATCHES)), "matches");
  EXPECT_EQ(words(telltale_limit_name(TELLTALE_LIMIT_WORK)), "work");
}

TEST(CNames, OfUnknownCodesAreNone) {
  constexpr std::int32_t kLeast = std::numeric_limits<std::int32_t>::min();
  for (const std::int32_t code : {0, 5, -1, kLeast, std::numeric_limits<std::int32_t>::max()}) {
    EXPECT_EQ(telltale_role_name(code).data, nullptr);
    EXPECT_EQ(telltale_confidence_name(code).data, nullptr);
  }
  EXPECT_EQ(telltale_limit_name(0).data, nullptr);
  EXPECT_EQ(telltale_limit_name(TELLTALE_LIMIT_MATCHES | TELLTALE_LIMIT_WORK).data, nullptr);
}

TEST(CStrings, AreGivenBackOnceOrTwice) {
  telltale_owned_string folder{};
  ASSERT_EQ(telltale_default_cache_folder(&folder), TELLTALE_OK);
  EXPECT_EQ(std::string(folder.data), default_cache_folder());
  EXPECT_EQ(folder.size, std::strlen(folder.data));
  telltale_owned_string_destroy(&folder);
  EXPECT_EQ(folder.data, nullptr);
  EXPECT_EQ(folder.size, 0U);
  telltale_owned_string_destroy(&folder);
  telltale_owned_string_destroy(nullptr);
  EXPECT_EQ(telltale_default_cache_folder(nullptr), TELLTALE_INVALID_ARGUMENT);
}

TEST(CErrors, BelongToAThread) {
  EXPECT_EQ(telltale_matches_create(nullptr), TELLTALE_INVALID_ARGUMENT);
  const std::string mine = last_error();
  EXPECT_NE(mine, "");
  std::thread([] {
    EXPECT_EQ(last_error(), "");
    EXPECT_EQ(telltale_stream_finish(nullptr, count, nullptr, nullptr), TELLTALE_INVALID_ARGUMENT);
    EXPECT_EQ(last_error(), "stream is NULL");
  }).join();
  EXPECT_EQ(last_error(), mine);
  EXPECT_EQ(told_of(kRefused).size(), 1U);
  EXPECT_EQ(last_error(), mine);  // a call that succeeds leaves it alone
}

TEST(CErrors, NothingIsDestroyed) {
  telltale_classifier_destroy(nullptr);
  telltale_stream_destroy(nullptr);
  telltale_diagnoser_destroy(nullptr);
  telltale_case_destroy(nullptr);
  telltale_problems_destroy(nullptr);
  telltale_matches_destroy(nullptr);
  telltale_matches_clear(nullptr);
}

// ---- creating ----

const std::string kSmallPack = TELLTALE_SOURCE_DIR "/tests/rules/base";
const std::string kJam = "print job \"letter\" on first.example failed: after 3 pages: paper jam in tray 2";

CClassifier small_classifier() {
  const telltale_options options = small_options();
  return c_classifier(&options);
}

// What telltale_classifier_create() says of options.
telltale_status create_with(const telltale_options& options, CProblems* problems = nullptr,
                            CClassifier* classifier = nullptr) {
  auto* made = reinterpret_cast<telltale_classifier*>(1);  // has to be overwritten
  auto* found = reinterpret_cast<telltale_problems*>(1);
  const telltale_status status = telltale_classifier_create(&options, &made, problems == nullptr ? nullptr : &found);
  EXPECT_EQ(made != nullptr, status == TELLTALE_OK);
  if (problems != nullptr) {
    EXPECT_EQ(found != nullptr, status == TELLTALE_PROBLEMS);
  }
  CClassifier owner(made);
  if (classifier != nullptr) *classifier = std::move(owner);
  if (problems != nullptr) problems->reset(found);
  return status;
}

TEST(CCreate, TakesEveryOption) {
  const testing::TemporaryFolder cache;
  const std::string cache_folder = cache.path() / "cache";
  const std::array<const char*, 2> packs = {"cert-manager-webhook", kSmallPack.c_str()};
  const std::array<const char*, 2> only = {"*/connection-refused*", "printer/*"};
  telltale_options options = c_options();
  options.packs = packs.data();
  options.pack_count = packs.size();
  options.only = only.data();
  options.only_count = only.size();
  options.max_matches = 1;
  options.min_confidence = TELLTALE_CONFIDENCE_HIGH;
  options.engine = TELLTALE_ENGINE_RE2;
  options.cache_folder = cache_folder.c_str();
  options.flags = TELLTALE_WITHOUT_FIELDS;
  const CClassifier classifier = c_classifier(&options);
  ASSERT_NE(classifier, nullptr) << last_error();
  EXPECT_TRUE(std::filesystem::exists(cache_folder));

  const std::string text = kKyverno + "\n\n" + kRefused + "\n\n" + kKubectl;
  const testing::CMatches matches = c_matches();
  std::uint32_t limits = 0;
  ASSERT_EQ(telltale_classify(classifier.get(), text.data(), text.size(), telltale_matches_add, matches.get(), &limits),
            TELLTALE_OK);
  EXPECT_EQ(limits, std::uint32_t{TELLTALE_LIMIT_MATCHES});
  ASSERT_EQ(telltale_matches_size(matches.get()), 1U);
  const telltale_match* const match = telltale_matches_at(matches.get(), 0);
  EXPECT_EQ(words(match->owner), "cert-manager");
  EXPECT_EQ(match->field_count, 0U);
}

TEST(CCreate, DefaultsAreThoseOfTheLibrary) {
  const std::string low = "connection refused\n" + kRefused;
  EXPECT_EQ(told_of(low), expected_of({low}));  // of a classifier that was made without options
  CClassifier classifier;
  EXPECT_EQ(create_with(small_options(), nullptr, &classifier), TELLTALE_OK);
  Told told;
  EXPECT_EQ(telltale_classify(classifier.get(), kJam.data(), kJam.size(), keep_told, &told, nullptr), TELLTALE_OK);
  EXPECT_EQ(told.size(), 1U);
}

TEST(CCreate, SaysItsEngine) {
  const telltale_engine* const engine = telltale_classifier_engine(shared());
  ASSERT_NE(engine, nullptr);
  const EngineInfo& info = testing::shared_classifier().engine_info();
  EXPECT_EQ(engine->engine, static_cast<std::int32_t>(info.engine));
  EXPECT_EQ(words(engine->version), info.version);
  EXPECT_EQ(words(engine->reason), info.reason);
  EXPECT_FALSE(engine->cached);
  EXPECT_EQ(telltale_classifier_engine(nullptr), nullptr);
}

TEST(CCreate, TellsAllProblems) {
  const std::array<const char*, 3> packs = {"no-such-pack", kSmallPack.c_str(), "/nothing/here"};
  telltale_options options = c_options();
  options.packs = packs.data();
  options.pack_count = packs.size();
  CProblems problems;
  EXPECT_EQ(create_with(options, &problems), TELLTALE_PROBLEMS);
  ASSERT_EQ(telltale_problems_size(problems.get()), 2U);
  const telltale_problem* const first = telltale_problems_at(problems.get(), 0);
  EXPECT_EQ(words(first->code), "pack-unknown");
  EXPECT_EQ(words(first->file), "no-such-pack");
  EXPECT_EQ(words(first->pointer), "");
  EXPECT_EQ(first->line, 0U);
  EXPECT_EQ(first->column, 0U);
  EXPECT_NE(words(first->message), "");
  EXPECT_NE(words(first->remedy), "");
  const Problem same = Pack::load("no-such-pack").problems().front();
  EXPECT_EQ(words(first->printed), to_string(same));
  EXPECT_EQ(last_error(), to_string(same));
  EXPECT_EQ(words(telltale_problems_at(problems.get(), 1)->file), "/nothing/here");
  EXPECT_EQ(telltale_problems_at(problems.get(), 2), nullptr);
  EXPECT_EQ(telltale_problems_at(nullptr, 0), nullptr);
  EXPECT_EQ(telltale_problems_size(nullptr), 0U);
  EXPECT_EQ(create_with(options), TELLTALE_PROBLEMS);  // nobody wants to know
}

TEST(CCreate, TellsProblemsOfOptions) {
  const char* const only = "*/ink-low";
  telltale_options options = small_options();
  options.only = &only;
  options.only_count = 1;
  CProblems problems;
  EXPECT_EQ(create_with(options, &problems), TELLTALE_PROBLEMS);
  ASSERT_EQ(telltale_problems_size(problems.get()), 1U);
  EXPECT_EQ(words(telltale_problems_at(problems.get(), 0)->code), "only-matches-nothing");
}

TEST(CCreate, RefusesWhatItDoesNotKnow) {
  const auto refused = [](const auto& change) {
    telltale_options options = c_options();
    change(options);
    telltale_diagnoser* diagnoser = nullptr;
    EXPECT_EQ(telltale_diagnoser_create(&options, &diagnoser, nullptr), TELLTALE_INVALID_ARGUMENT);
    EXPECT_EQ(create_with(options), TELLTALE_INVALID_ARGUMENT);
    return last_error();
  };
  const char* const none = nullptr;
  EXPECT_EQ(refused([](auto& o) { o.min_confidence = 4; }), "options->min_confidence is not known");
  EXPECT_EQ(refused([](auto& o) { o.min_confidence = -1; }), "options->min_confidence is not known");
  EXPECT_EQ(refused([](auto& o) { o.engine = 3; }), "options->engine is not known");
  EXPECT_EQ(refused([](auto& o) { o.engine = -1; }), "options->engine is not known");
  EXPECT_EQ(refused([](auto& o) { o.flags = 2; }), "options->flags has one that is not known");
  EXPECT_EQ(refused([](auto& o) { o.pack_count = 1; }), "options have a list of names that is NULL");
  EXPECT_EQ(refused([](auto& o) { o.only_count = 1; }), "options have a list of names that is NULL");
  EXPECT_EQ(refused([&](auto& o) { o.only_count = 1, o.only = &none; }), "options have a name that is NULL");
  EXPECT_EQ(refused([&](auto& o) { o.pack_count = 1, o.packs = &none; }), "options have a name that is NULL");
  for (const std::size_t size : {std::size_t{0}, std::size_t{8}, sizeof(telltale_options) - 1, std::size_t{4097},
                                 std::numeric_limits<std::size_t>::max()})
    EXPECT_EQ(refused([&](auto& o) { o.size = size; }), "options->size is not the size of it");
}

// A program that was compiled against a later version has more members.
TEST(CCreate, TakesOptionsThatHaveGrown) {
  struct Grown {
    telltale_options known;
    std::uint64_t more;
  };
  Grown grown{small_options(), 0};
  grown.known.size = sizeof grown;
  const CClassifier classifier = c_classifier(&grown.known);
  ASSERT_NE(classifier, nullptr) << last_error();
  EXPECT_EQ(telltale_classifier_engine(classifier.get())->engine, TELLTALE_ENGINE_RE2);
  grown.more = 1;
  EXPECT_EQ(c_classifier(&grown.known), nullptr);
  EXPECT_EQ(last_error(), "options ask for what this version of the library does not know");
}

TEST(CCreate, NeedsAPlace) {
  telltale_problems* problems = nullptr;
  EXPECT_EQ(telltale_classifier_create(nullptr, nullptr, &problems), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_diagnoser_create(nullptr, nullptr, &problems), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(problems, nullptr);
}

// ---- one text ----

TEST(CClassify, AnswersAsTheLibrary) {
  for (const std::string& text : kTexts) EXPECT_EQ(told_of(text), expected_of({text}));
}

TEST(CClassify, ReadsAnyBytes) {
  const std::string nul = std::string("a\0b\n", 4) + kRefused + '\0';
  const std::vector<std::string> texts = {std::string(1, '\0'), nul, "\xff\xfd " + kRefused + " \xc3(",
                                          testing::to_utf16(kRefused, true), testing::to_utf16(kRefused, false)};
  std::size_t found = 0;
  for (const std::string& text : texts) {
    EXPECT_EQ(told_of(text), expected_of({text}));
    found += told_of(text).size();
  }
  EXPECT_EQ(found, 4U);
}

TEST(CClassify, TakesNothingForAText) {
  std::size_t found = 0;
  std::uint32_t limits = 7;
  EXPECT_EQ(telltale_classify(shared(), nullptr, 0, count, &found, &limits), TELLTALE_OK);
  EXPECT_EQ(telltale_classify(shared(), "", 0, count, &found, nullptr), TELLTALE_OK);
  EXPECT_EQ(found, 0U);
  EXPECT_EQ(limits, 0U);
}

TEST(CClassify, ReadsNoByteBehindTheText) {
  const std::vector<char> block(kRefused.begin(), kRefused.end());  // of the exact size, for the address sanitizer
  EXPECT_EQ(told_of({block.data(), block.size()}).size(), 1U);
  EXPECT_EQ(told_of({block.data(), block.size() - 20}), expected_of({kRefused.substr(0, kRefused.size() - 20)}));
}

TEST(CClassify, GivesAllOfAMatch) {
  const std::string text = "first line\n" + kKubectl;
  const testing::CMatches matches = c_matches();
  ASSERT_EQ(telltale_classify(shared(), text.data(), text.size(), telltale_matches_add, matches.get(), nullptr),
            TELLTALE_OK);
  ASSERT_EQ(telltale_matches_size(matches.get()), 1U);
  const telltale_match& match = *telltale_matches_at(matches.get(), 0);
  const Match expected = testing::shared_classifier().classify(text).matches.at(0);
  EXPECT_EQ(words(match.pack), expected.pack);
  EXPECT_EQ(words(match.finding), expected.finding);
  EXPECT_EQ(words(match.section), expected.section);
  EXPECT_EQ(words(match.signature), expected.signature);
  EXPECT_EQ(words(match.frame), expected.frame);
  EXPECT_EQ(words(match.owner), expected.owner);
  EXPECT_EQ(words(match.title), expected.title);
  EXPECT_EQ(words(match.link), expected.link);
  EXPECT_EQ(match.role, TELLTALE_ROLE_SYMPTOM);
  EXPECT_EQ(match.confidence, TELLTALE_CONFIDENCE_HIGH);
  EXPECT_EQ(match.text, 0U);
  EXPECT_EQ(match.begin, expected.begin);
  EXPECT_EQ(match.end, expected.end);
  EXPECT_EQ(match.line, 2U);
  EXPECT_EQ(match.column, expected.column);
  ASSERT_EQ(match.field_count, expected.fields.size());
  for (std::size_t i = 0; i < match.field_count; ++i) {
    EXPECT_EQ(words(match.fields[i].name), expected.fields[i].name);
    EXPECT_EQ(words(match.fields[i].value), expected.fields[i].value);
    EXPECT_EQ(match.fields[i].begin, expected.fields[i].begin);
    EXPECT_EQ(match.fields[i].end, expected.fields[i].end);
  }
}

TEST(CClassify, FindsAFieldByItsName) {
  const testing::CMatches matches = c_matches();
  telltale_classify(shared(), kRefused.data(), kRefused.size(), telltale_matches_add, matches.get(), nullptr);
  const telltale_match* const match = telltale_matches_at(matches.get(), 0);
  ASSERT_NE(match, nullptr);
  const telltale_field* const webhook = telltale_match_field(match, "webhook");
  ASSERT_NE(webhook, nullptr);
  EXPECT_EQ(words(webhook->value), "webhook.cert-manager.io");
  EXPECT_EQ(kRefused.substr(webhook->begin, webhook->end - webhook->begin), "webhook.cert-manager.io");
  EXPECT_EQ(telltale_match_field(match, "web"), nullptr);
  EXPECT_EQ(telltale_match_field(match, ""), nullptr);
  EXPECT_EQ(telltale_match_field(match, nullptr), nullptr);
  EXPECT_EQ(telltale_match_field(nullptr, "webhook"), nullptr);
}

TEST(CClassify, StopsWhenToldTo) {
  const std::string text = kRefused + "\n\n" + kKyverno + "\n\n" + kKubectl;
  ASSERT_EQ(told_of(text).size(), 3U);
  const std::string before = last_error();
  std::size_t wanted = 2;
  EXPECT_EQ(telltale_classify(shared(), text.data(), text.size(), stop_after, &wanted, nullptr), TELLTALE_STOPPED);
  EXPECT_EQ(wanted, 0U);
  EXPECT_EQ(last_error(), before);  // that is no error
}

TEST(CClassify, HandsOnWhatASinkSays) {
  const auto own = [](void*, const telltale_match*) { return telltale_status{-42}; };
  EXPECT_EQ(telltale_classify(shared(), kRefused.data(), kRefused.size(), own, nullptr, nullptr), -42);
  EXPECT_EQ(telltale_classify(shared(), "clean", 5, own, nullptr, nullptr), TELLTALE_OK);
}

TEST(CClassify, LetsNoExceptionOfASinkOut) {
  const auto classify = [](telltale_sink sink) {
    return telltale_classify(shared(), kRefused.data(), kRefused.size(), sink, nullptr, nullptr);
  };
  const auto known = [](void*, const telltale_match*) -> telltale_status { throw std::runtime_error("no \xff luck"); };
  EXPECT_EQ(classify(known), TELLTALE_UNEXPECTED);
  EXPECT_EQ(last_error(), "no \xEF\xBF\xBD luck");
  const auto memory = [](void*, const telltale_match*) -> telltale_status { throw std::bad_alloc(); };
  EXPECT_EQ(classify(memory), TELLTALE_NO_MEMORY);
  EXPECT_EQ(last_error(), "out of memory");
  const auto odd = [](void*, const telltale_match*) -> telltale_status { throw 7; };
  EXPECT_EQ(classify(odd), TELLTALE_UNEXPECTED);
  EXPECT_EQ(last_error(), "an exception of an unknown type");
  EXPECT_EQ(told_of(kRefused), expected_of({kRefused}));
}

TEST(CClassify, MayBeCalledByASink) {
  const auto again = [](void* context, const telltale_match* /*match*/) {
    return telltale_classify(shared(), kKyverno.data(), kKyverno.size(), keep_told, context, nullptr);
  };
  Told told;
  EXPECT_EQ(telltale_classify(shared(), kRefused.data(), kRefused.size(), again, &told, nullptr), TELLTALE_OK);
  EXPECT_EQ(told, expected_of({kKyverno}));
}

TEST(CClassify, RefusesWhatIsMissing) {
  std::uint32_t limits = 7;
  EXPECT_EQ(telltale_classify(nullptr, "a", 1, count, nullptr, &limits), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(last_error(), "classifier is NULL");
  EXPECT_EQ(limits, 0U);
  EXPECT_EQ(telltale_classify(shared(), nullptr, 1, count, nullptr, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(last_error(), "a text is NULL and its size is not 0");
  EXPECT_EQ(telltale_classify(shared(), "a", 1, nullptr, nullptr, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(last_error(), "sink is NULL");
}

// ---- matches ----

TEST(CMatches, OutliveEverything) {
  CClassifier classifier = small_classifier();
  const testing::CMatches matches = c_matches();
  std::string text = kJam;
  telltale_classify(classifier.get(), text.data(), text.size(), telltale_matches_add, matches.get(), nullptr);
  classifier.reset();
  text.clear();
  const telltale_match* const first = telltale_matches_at(matches.get(), 0);
  ASSERT_NE(first, nullptr);
  const std::string told =
      "printer/paper-jam/print-job 0-78 1:1 office high job=letter@11 printer=first.example@22 tray=2@77";
  EXPECT_EQ(testing::told(*first), told);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(telltale_matches_add(matches.get(), first), TELLTALE_OK);
  EXPECT_EQ(telltale_matches_at(matches.get(), 0), first);
  EXPECT_EQ(testing::told(*telltale_matches_at(matches.get(), 100)), told);
}

TEST(CMatches, AreAList) {
  const testing::CMatches matches = c_matches();
  EXPECT_EQ(telltale_matches_size(matches.get()), 0U);
  EXPECT_EQ(telltale_matches_at(matches.get(), 0), nullptr);
  EXPECT_EQ(telltale_matches_size(nullptr), 0U);
  EXPECT_EQ(telltale_matches_at(nullptr, 0), nullptr);
  for (int round = 0; round < 2; ++round) {
    telltale_classify(shared(), kRefused.data(), kRefused.size(), telltale_matches_add, matches.get(), nullptr);
    EXPECT_EQ(telltale_matches_size(matches.get()), 1U);
    telltale_matches_clear(matches.get());
  }
  EXPECT_EQ(telltale_matches_create(nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_matches_add(matches.get(), nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_classify(shared(), kRefused.data(), kRefused.size(), telltale_matches_add, nullptr, nullptr),
            TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(last_error(), "the list of matches is NULL");
}

TEST(CMatches, BecomeJson) {
  const std::string text = "x\n" + kKubectl;
  const testing::CMatches matches = c_matches();
  const std::array<telltale_string, 2> texts = {string_of("clean"), string_of(text)};
  telltale_classify_batch(shared(), texts.data(), texts.size(), telltale_matches_add, matches.get(), nullptr);
  const telltale_match* const match = telltale_matches_at(matches.get(), 0);
  ASSERT_NE(match, nullptr);
  telltale_owned_string json{};
  ASSERT_EQ(telltale_match_json(match, "a \"log\"\xff", &json), TELLTALE_OK);
  Origin origin;
  origin.source = "a \"log\"\xff";
  origin.record = 1;
  const Match expected = testing::shared_classifier().classify(text).matches.at(0);
  EXPECT_EQ(taken(json), to_ndjson(expected, origin));
  ASSERT_EQ(telltale_match_json(match, nullptr, &json), TELLTALE_OK);
  EXPECT_EQ(taken(json).substr(0, 28), R"({"v":1,"source":"","record":)");
  json = {const_cast<char*>("x"), 1};
  EXPECT_EQ(telltale_match_json(nullptr, nullptr, &json), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(json.data, nullptr);
  EXPECT_EQ(telltale_match_json(match, nullptr, nullptr), TELLTALE_INVALID_ARGUMENT);
}

// ---- many texts ----

class CMany : public ::testing::Test {
 protected:
  // The same texts in all the ways there are.
  void expect_in_every_way(const std::vector<std::string>& texts) {
    const Told expected = expected_of(texts);
    std::vector<telltale_string> strings;
    for (const std::string& text : texts) strings.push_back(string_of(text));
    Told told;
    EXPECT_EQ(telltale_classify_batch(shared(), strings.data(), strings.size(), keep_told, &told, nullptr),
              TELLTALE_OK);
    EXPECT_TRUE(told == expected);
    told.clear();
    const Column<std::int32_t> narrow(texts);
    EXPECT_EQ(telltale_classify_column32(shared(), narrow.data.data(), narrow.offsets.data(), texts.size(), keep_told,
                                         &told, nullptr),
              TELLTALE_OK);
    EXPECT_TRUE(told == expected);
    told.clear();
    const Column<std::int64_t> wide(texts);
    EXPECT_EQ(telltale_classify_column64(shared(), wide.data.data(), wide.offsets.data(), texts.size(), keep_told,
                                         &told, nullptr),
              TELLTALE_OK);
    EXPECT_TRUE(told == expected);
  }
};

TEST_F(CMany, AnswerAsOne) { expect_in_every_way(kTexts); }

TEST_F(CMany, AreCountedOverAllCallsOfTheLibrary) {
  std::vector<std::string> texts(10'000, "clean");
  for (const std::size_t i : {0U, 4095U, 4096U, 8191U, 8192U, 9999U}) texts[i] = kRefused;
  expect_in_every_way(texts);
}

TEST_F(CMany, MayBeNone) {
  std::size_t found = 0;
  EXPECT_EQ(telltale_classify_batch(shared(), nullptr, 0, count, &found, nullptr), TELLTALE_OK);
  EXPECT_EQ(telltale_classify_column32(shared(), nullptr, nullptr, 0, count, &found, nullptr), TELLTALE_OK);
  const std::array<std::int64_t, 3> empty = {0, 0, 0};
  EXPECT_EQ(telltale_classify_column64(shared(), nullptr, empty.data(), 2, count, &found, nullptr), TELLTALE_OK);
  const std::array<telltale_string, 2> texts = {telltale_string{nullptr, 0}, telltale_string{"", 0}};
  EXPECT_EQ(telltale_classify_batch(shared(), texts.data(), 2, count, &found, nullptr), TELLTALE_OK);
  EXPECT_EQ(found, 0U);
}

TEST_F(CMany, MayBeASlice) {
  const Column<std::int32_t> column(kTexts);
  Told told;
  EXPECT_EQ(
      telltale_classify_column32(shared(), column.data.data(), column.offsets.data() + 2, 3, keep_told, &told, nullptr),
      TELLTALE_OK);
  EXPECT_EQ(told, expected_of({kTexts[2], kTexts[3], kTexts[4]}));
}

TEST_F(CMany, SayWhichHitALimit) {
  telltale_options options = small_options();
  options.max_matches = 1;
  const CClassifier classifier = c_classifier(&options);
  std::vector<std::string> texts(5000, "clean");
  texts[4997] = texts[3] = kJam + "\n\n" + kJam + "0";
  const Column<std::int64_t> column(texts);
  std::vector<std::uint32_t> limits(texts.size(), 7);
  std::size_t found = 0;
  EXPECT_EQ(telltale_classify_column64(classifier.get(), column.data.data(), column.offsets.data(), texts.size(), count,
                                       &found, limits.data()),
            TELLTALE_OK);
  EXPECT_EQ(found, 2U);
  std::vector<std::uint32_t> expected(texts.size(), 0);
  expected[3] = expected[4997] = TELLTALE_LIMIT_MATCHES;
  EXPECT_EQ(limits, expected);
}

TEST_F(CMany, StopWhenToldTo) {
  const std::vector<std::string> texts(6000, kRefused);
  const Column<std::int32_t> column(texts);
  std::vector<std::uint32_t> limits(texts.size(), 7);
  for (const std::size_t most : {1U, 5000U}) {
    std::size_t wanted = most;
    EXPECT_EQ(telltale_classify_column32(shared(), column.data.data(), column.offsets.data(), texts.size(), stop_after,
                                         &wanted, limits.data()),
              TELLTALE_STOPPED);
    EXPECT_EQ(wanted, 0U);
    EXPECT_EQ(limits, std::vector<std::uint32_t>(texts.size(), 0));
  }
}

TEST_F(CMany, RefuseWhatIsMissing) {
  const telltale_string broken[] = {string_of(kRefused), {nullptr, 1}};
  std::size_t found = 0;
  EXPECT_EQ(telltale_classify_batch(shared(), broken, 2, count, &found, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_classify_batch(shared(), nullptr, 1, count, &found, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_classify_batch(nullptr, broken, 1, count, &found, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_classify_batch(shared(), broken, 1, nullptr, &found, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(found, 0U);
}

TEST_F(CMany, RefuseColumnsThatAreNone) {
  const auto refused = [](const char* data, const std::vector<std::int64_t>& offsets) {
    std::size_t found = 0;
    std::vector<std::uint32_t> limits(offsets.size(), 7);
    EXPECT_EQ(
        telltale_classify_column64(shared(), data, offsets.data(), offsets.size() - 1, count, &found, limits.data()),
        TELLTALE_INVALID_ARGUMENT);
    EXPECT_EQ(found, 0U);
    EXPECT_EQ(limits.front(), 0U);
    return last_error();
  };
  const auto end = static_cast<std::int64_t>(kRefused.size());
  const std::string bad = "an offset is negative or less than the one before";
  EXPECT_EQ(refused(kRefused.data(), {0, end, end - 1}), bad);
  EXPECT_EQ(refused(kRefused.data(), {-1, end}), bad);
  EXPECT_EQ(refused(kRefused.data(), {0, std::numeric_limits<std::int64_t>::min()}), bad);
  EXPECT_EQ(refused(nullptr, {0, 1}), "data is NULL and the texts have bytes");
  const std::int32_t offsets[] = {0, 1};
  EXPECT_EQ(telltale_classify_column32(shared(), "a", nullptr, 1, count, nullptr, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_classify_column32(nullptr, "a", offsets, 1, count, nullptr, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_classify_column32(shared(), "a", offsets, 1, nullptr, nullptr, nullptr),
            TELLTALE_INVALID_ARGUMENT);
}

// ---- streams ----

TEST(CStreams, AnswerAsTheWholeText) {
  const std::string text = "first line\n" + kRefused + "\nError: x\n\n" + kKyverno + "\n";
  const Told expected = expected_of({text});
  const testing::CStream stream = c_stream(shared());
  for (const std::size_t piece : {1U, 7U, 100U, 10'000U}) {
    Told told;
    for (std::size_t at = 0; at < text.size(); at += piece) {
      const std::string bytes = text.substr(at, piece);
      std::uint32_t limits = 7;
      ASSERT_EQ(telltale_stream_feed(stream.get(), bytes.data(), bytes.size(), keep_told, &told, &limits), TELLTALE_OK);
      EXPECT_EQ(limits, 0U);
    }
    ASSERT_EQ(telltale_stream_finish(stream.get(), keep_told, &told, nullptr), TELLTALE_OK);
    EXPECT_EQ(told, expected);
  }
}

TEST(CStreams, OutliveTheirClassifier) {
  CClassifier classifier = small_classifier();
  const testing::CStream stream = c_stream(classifier.get());
  classifier.reset();
  Told told;
  telltale_stream_feed(stream.get(), kJam.data(), kJam.size(), keep_told, &told, nullptr);
  telltale_stream_finish(stream.get(), keep_told, &told, nullptr);
  EXPECT_EQ(told.size(), 1U);
}

TEST(CStreams, TakeNothingAndStop) {
  const testing::CStream stream = c_stream(shared());
  const std::string text = kRefused + "\n\n" + kKyverno;
  std::size_t wanted = 1;
  std::uint32_t limits = 7;
  EXPECT_EQ(telltale_stream_feed(stream.get(), nullptr, 0, stop_after, &wanted, &limits), TELLTALE_OK);
  EXPECT_EQ(limits, 0U);
  EXPECT_EQ(telltale_stream_feed(stream.get(), text.data(), text.size(), stop_after, &wanted, nullptr),
            TELLTALE_STOPPED);
  EXPECT_EQ(telltale_stream_finish(stream.get(), count, &wanted, nullptr), TELLTALE_OK);
  Told told;
  telltale_stream_feed(stream.get(), text.data(), text.size(), keep_told, &told, nullptr);
  telltale_stream_finish(stream.get(), keep_told, &told, nullptr);
  EXPECT_EQ(told, expected_of({text}));
}

TEST(CStreams, RefuseWhatIsMissing) {
  const testing::CStream stream = c_stream(shared());
  auto* none = reinterpret_cast<telltale_stream*>(1);
  EXPECT_EQ(telltale_stream_create(nullptr, &none), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(none, nullptr);
  EXPECT_EQ(telltale_stream_create(shared(), nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_stream_feed(nullptr, "a", 1, count, nullptr, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_stream_feed(stream.get(), nullptr, 1, count, nullptr, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_stream_feed(stream.get(), "a", 1, nullptr, nullptr, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_stream_finish(nullptr, count, nullptr, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_stream_finish(stream.get(), nullptr, nullptr, nullptr), TELLTALE_INVALID_ARGUMENT);
}

// ---- diagnosis ----

std::string report_of(const telltale_case* bundle, std::int32_t format,
                      std::int32_t language = TELLTALE_LANGUAGE_ENGLISH, std::size_t width = 0) {
  telltale_owned_string report{};
  EXPECT_EQ(telltale_case_report(bundle, format, language, width, &report), TELLTALE_OK) << last_error();
  return report.data == nullptr ? "" : taken(report);
}

const telltale_diagnoser* shared_diagnoser() {
  static const CDiagnoser made = [] {
    const telltale_options options = small_options();
    return c_diagnoser(&options);
  }();
  return made.get();
}

// What C++ makes of the same pack.
Case open_case() {
  DiagnoserOptions options;
  options.packs = {*Pack::load(kSmallPack)};
  options.engine = Engine::kRe2;
  return Diagnoser::create(options)->open_case();
}

TEST(CDiagnosis, ReportsAsTheLibrary) {
  const testing::CCase bundle = c_case(shared_diagnoser());
  ASSERT_EQ(telltale_case_add_text(bundle.get(), "apply.log", kJam.data(), kJam.size(), 7), TELLTALE_OK);
  ASSERT_EQ(telltale_case_add_text(bundle.get(), nullptr, kJam.data(), kJam.size(), 0), TELLTALE_OK);
  Case expected = open_case();
  expected.add_text("apply.log", kJam, 7);
  expected.add_text("", kJam);
  const Diagnosis diagnosis = expected.diagnosis();
  ASSERT_EQ(diagnosis.sightings.size(), 2U);
  EXPECT_EQ(report_of(bundle.get(), TELLTALE_REPORT_PAGE), to_page(diagnosis, {}));
  EXPECT_EQ(report_of(bundle.get(), TELLTALE_REPORT_MARKDOWN), to_markdown(diagnosis, {}));
  EXPECT_EQ(report_of(bundle.get(), TELLTALE_REPORT_JSON), to_json(diagnosis, {}));
  DiagnosisReportOptions options;
  options.language = Language::kJapanese;
  options.width = 60;
  EXPECT_EQ(report_of(bundle.get(), TELLTALE_REPORT_PAGE, TELLTALE_LANGUAGE_JAPANESE, 60), to_page(diagnosis, options));
}

TEST(CDiagnosis, TakesMatches) {
  const CClassifier classifier = small_classifier();
  const testing::CMatches matches = c_matches();
  telltale_classify(classifier.get(), kJam.data(), kJam.size(), telltale_matches_add, matches.get(), nullptr);
  const telltale_match* const match = telltale_matches_at(matches.get(), 0);
  ASSERT_NE(match, nullptr);
  const testing::CCase bundle = c_case(shared_diagnoser());
  ASSERT_EQ(telltale_case_add_match(bundle.get(), "a.log", match, kJam.data(), kJam.size(), 5), TELLTALE_OK);
  ClassifierOptions options;
  options.packs = {*Pack::load(kSmallPack)};
  options.engine = Engine::kRe2;
  Case expected = open_case();
  expected.add_match("a.log", Classifier::create(options)->classify(kJam).matches.at(0), kJam, 5);
  const std::string json = to_json(expected.diagnosis(), {});
  EXPECT_NE(json.find("paper-jam"), std::string::npos);
  EXPECT_EQ(report_of(bundle.get(), TELLTALE_REPORT_JSON), json);

  telltale_owned_string object{};
  ASSERT_EQ(telltale_match_json(match, "a.log", &object), TELLTALE_OK);
  const testing::CCase by_json = c_case(shared_diagnoser());
  telltale_problems* problems = nullptr;
  EXPECT_EQ(telltale_case_add_json_match(by_json.get(), object.data, object.size, &problems), TELLTALE_OK);
  EXPECT_EQ(problems, nullptr);
  telltale_owned_string_destroy(&object);
  EXPECT_NE(report_of(by_json.get(), TELLTALE_REPORT_JSON).find("paper-jam"), std::string::npos);
}

TEST(CDiagnosis, TellsWhatIsNoMatch) {
  const testing::CCase bundle = c_case(shared_diagnoser());
  telltale_problems* found = nullptr;
  EXPECT_EQ(telltale_case_add_json_match(bundle.get(), "{}", 2, &found), TELLTALE_PROBLEMS);
  const CProblems problems(found);
  EXPECT_GE(telltale_problems_size(problems.get()), 1U);
  EXPECT_EQ(telltale_case_add_json_match(bundle.get(), nullptr, 0, nullptr), TELLTALE_PROBLEMS);
  EXPECT_NE(last_error(), "");
  telltale_match match{};
  EXPECT_EQ(telltale_case_add_match(bundle.get(), "", &match, "", 0, 0), TELLTALE_INVALID_ARGUMENT);
  match.role = TELLTALE_ROLE_SYMPTOM;
  EXPECT_EQ(telltale_case_add_match(bundle.get(), "", &match, "", 0, 0), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(last_error(), "a match has a confidence that is not known");
}

TEST(CDiagnosis, OfNothingIsAReport) {
  const telltale_options options = small_options();
  CDiagnoser diagnoser = c_diagnoser(&options);
  const testing::CCase bundle = c_case(diagnoser.get());
  diagnoser.reset();
  EXPECT_EQ(telltale_case_add_text(bundle.get(), "", nullptr, 0, 1), TELLTALE_OK);
  EXPECT_EQ(report_of(bundle.get(), TELLTALE_REPORT_JSON), to_json(open_case().diagnosis(), {}));
}

TEST(CDiagnosis, TellsProblemsOfItsPacks) {
  const char* const pack = "no-such-pack";
  telltale_options options = c_options();
  options.packs = &pack;
  options.pack_count = 1;
  telltale_diagnoser* diagnoser = nullptr;
  telltale_problems* found = nullptr;
  EXPECT_EQ(telltale_diagnoser_create(&options, &diagnoser, &found), TELLTALE_PROBLEMS);
  EXPECT_EQ(diagnoser, nullptr);
  EXPECT_EQ(telltale_problems_size(CProblems(found).get()), 1U);
}

TEST(CDiagnosis, RefusesWhatIsMissing) {
  const testing::CCase bundle = c_case(shared_diagnoser());
  auto* none = reinterpret_cast<telltale_case*>(1);
  EXPECT_EQ(telltale_case_create(nullptr, &none), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(none, nullptr);
  EXPECT_EQ(telltale_case_create(shared_diagnoser(), nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_case_add_text(nullptr, "", "a", 1, 1), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_case_add_text(bundle.get(), "", nullptr, 1, 1), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_case_add_match(nullptr, "", nullptr, "", 0, 0), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_case_add_match(bundle.get(), "", nullptr, "", 0, 0), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_case_add_json_match(nullptr, "{}", 2, nullptr), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_case_add_json_match(bundle.get(), nullptr, 2, nullptr), TELLTALE_INVALID_ARGUMENT);
  telltale_owned_string report{};
  EXPECT_EQ(telltale_case_report(nullptr, TELLTALE_REPORT_PAGE, 0, 0, &report), TELLTALE_INVALID_ARGUMENT);
  EXPECT_EQ(telltale_case_report(bundle.get(), TELLTALE_REPORT_PAGE, 0, 0, nullptr), TELLTALE_INVALID_ARGUMENT);
  for (const std::int32_t unknown : {-1, 3}) {
    EXPECT_EQ(telltale_case_report(bundle.get(), unknown, 0, 0, &report), TELLTALE_INVALID_ARGUMENT);
    EXPECT_EQ(telltale_case_report(bundle.get(), TELLTALE_REPORT_JSON, unknown, 0, &report), TELLTALE_INVALID_ARGUMENT);
  }
  EXPECT_EQ(report.data, nullptr);
}

}  // namespace
}  // namespace telltale::c_api
