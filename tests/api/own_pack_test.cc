// What a pack of one's own can say: frames, inserts, conditions, outranks, fallback, line text, scopes, aliases.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace telltale {
namespace {

namespace fs = std::filesystem;

// A pack about a shop whose orders fail. Its signatures are given by each test.
class OwnPackTest : public ::testing::Test {
 protected:
  OwnPackTest()
      : folder_(fs::path(::testing::TempDir()) /
                ("pack-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
                 ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::create_directories(folder_ / "sections");
    write("pack.json", R"({"format": 1, "name": "shop", "version": "1.0.0", "title": {"en": "Shop", "ja": "店"},
      "summary": {"en": "A shop.", "ja": "店です。"}, "owner": "till", "source": {"title": "x", "url": "https://shop.example"},
      "license": "Apache-2.0"})");
    write("owners.json", R"({"format": 1, "owners": [
      {"id": "till", "title": "Till", "webhooks": ["till.shop"], "services": [], "namespaces": [], "groups": [], "ca": "own"},
      {"id": "bank", "title": "Bank", "webhooks": ["*.bank"], "services": [], "namespaces": [], "groups": [], "ca": "own"}]})");
    write("frames.json", R"({"format": 1, "frames": [{"id": "order", "title": {"en": "An order", "ja": "注文"},
      "wordings": [{"id": "failed", "pattern": "order failed at \"(?P<place>[a-z.]+)\":", "emitter": "shop",
                    "source": "https://shop.example", "examples": ["order failed at \"till.shop\": no change"]}],
      "inserts": ["after (?P<tries>[0-9]+) tries:"], "owner_fields": {"webhook": "place"}}]})");
  }
  ~OwnPackTest() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

  void write_section(const std::string& id, const std::string& owners, const std::string& signatures) const {
    write("sections/" + id + ".json", R"({"format": 1, "id": ")" + id + R"(", "order": 1, "kind": "guide", "error": "x",
      "title": {"en": "T", "ja": "題"}, "summary": {"en": "S.", "ja": "要約。"},
      "links": {"en": "https://shop.example/en", "ja": "https://shop.example/ja"}, "references": [],
      "owners": [)" + owners + R"(], "causes": [], "findings": [], "signatures": [)" +
                                          signatures + "]}");
  }

  std::vector<std::string> classify(const std::string& text, Confidence at_least = Confidence::kMedium) const {
    return told_by(classifier(at_least), text);
  }

  Classifier classifier(Confidence at_least = Confidence::kMedium) const {
    Result<Pack> pack = Pack::load(folder_.string());
    if (!pack) {
      std::string all;
      for (const Problem& problem : pack.problems()) all += to_string(problem);
      throw std::runtime_error(all);
    }
    ClassifierOptions options;
    options.packs = {*pack};
    options.min_confidence = at_least;
    Result<Classifier> classifier = Classifier::create(options);
    if (!classifier) throw std::runtime_error(to_string(classifier.problems()[0]));
    return *classifier;
  }

  static std::vector<std::string> told_by(const Classifier& classifier, const std::string& text) {
    std::vector<std::string> out;
    for (const Match& match : classifier.classify(text)) {
      std::string told = std::string(match.signature.substr(5)) + " " + std::string(match.owner);
      for (const Field& field : match.fields) told += " " + std::string(field.name) + "=" + field.value;
      out.push_back(told);
    }
    return out;
  }

  fs::path folder_;
};

using Told = std::vector<std::string>;

std::string signature(const std::string& id, const std::string& rest) {
  const std::string finding = id.substr(0, id.find('/'));
  return R"({"id": ")" + id + R"(", "finding": ")" + finding + R"(", "role": "symptom", "emitter": "shop", )" + rest +
         R"(, "examples": [], "counter_examples": []})";
}

TEST_F(OwnPackTest, FindsAReasonOnlyBehindItsFrame) {
  write_section("no-change", R"("any")", signature("no-change/order", R"("frame": "order", "pattern": "no change")"));
  EXPECT_EQ(classify("order failed at \"till.shop\": after 3 tries: no change left"),
            Told{"no-change/order till place=till.shop tries=3"});
  EXPECT_EQ(classify("order failed at \"till.shop\": something, and no change"), Told{});
  EXPECT_EQ(classify("we have no change"), Told{});
  EXPECT_EQ(classify("order failed at \"till.shop\":\nno change"), Told{"no-change/order till place=till.shop"});
}

TEST_F(OwnPackTest, ReportsOwnersThatTheSectionSpeaksOf) {
  write_section("no-change", R"("pack")", signature("no-change/order", R"("frame": "order", "pattern": "no change")"));
  EXPECT_EQ(classify("order failed at \"till.shop\": no change").size(), 1U);
  EXPECT_EQ(classify("order failed at \"north.bank\": no change"), Told{});
}

TEST_F(OwnPackTest, TakesTheFallbackWhenNoReasonIsKnown) {
  write_section("no-change", R"("any")",
                signature("no-change/order", R"("frame": "order", "pattern": "no change")") + "," +
                    signature("no-change/other",
                              R"_("frame": "order", "pattern": "(?P<reason>[a-z ]{1,40})", "fallback": true)_"));
  EXPECT_EQ(classify("order failed at \"till.shop\": no change"), Told{"no-change/order till place=till.shop"});
  EXPECT_EQ(classify("order failed at \"north.bank\": closed for lunch"),
            Told{"no-change/other bank place=north.bank reason=closed for lunch"});
}

TEST_F(OwnPackTest, EndsANameWithoutAColonWhenAKnownReasonFollows) {
  write_section("no-change", R"("any")",
                signature("no-change/order", R"_("frame": "order", "pattern": "no change: ask (?P<who>[a-z]+)")_") +
                    "," +
                    signature("no-change/other",
                              R"_("frame": "order", "pattern": "(?P<reason>[a-z ]{1,40})", "fallback": true)_"));
  const Told known = {"no-change/order bank place=north.bank who=us"};
  EXPECT_EQ(classify("order failed at \"north.bank\"\nno change: ask us"), known);
  EXPECT_EQ(classify("order failed at north.bank no change: ask us"), known);
  EXPECT_EQ(classify("order failed at \"north. bank\": no change: ask us"),
            Told{"no-change/order bank place=north. bank who=us"});
  EXPECT_EQ(classify("order failed at \"north.bank\" again: closed"),
            Told{"no-change/other other place=north.bank again reason=closed"});
}

TEST_F(OwnPackTest, GivesWhatOnlyTheFallbackTakesToASymptomOfTheSameOwner) {
  write_section(
      "no-change", R"("any")",
      signature("no-change/other", R"_("frame": "order", "pattern": "(?P<reason>[a-z ]{1,40})", "fallback": true)_") +
          "," + signature("no-change/told", R"("owner": "till", "pattern": "coins are out", "confidence": "medium")"));
  EXPECT_EQ(classify("order failed at \"till.shop\": sadly coins are out"), Told{"no-change/told till"});
  EXPECT_EQ(classify("order failed at \"north.bank\": sadly coins are out"),
            Told{"no-change/other bank place=north.bank reason=sadly coins are out"});
}

TEST_F(OwnPackTest, LooksCloseAndRightInFront) {
  write_section("no-change", R"("any")",
                signature("no-change/close", R"_("pattern": "drawer is empty", "near": ["till"], "close": ["says"],
                  "unless_close": ["practice"], "unless_before": ["never (?:saw )?that the ", "no "])_"));
  const std::string filler(100, 'x');
  EXPECT_EQ(classify("the till says: drawer is empty").size(), 1U);
  EXPECT_EQ(classify("the till says " + filler + filler + " drawer is empty"), Told{}) << "not close";
  EXPECT_EQ(classify("the till says: drawer is empty, for practice"), Told{});
  EXPECT_EQ(classify("the till says: drawer is empty " + filler + filler + " practice").size(), 1U);
  EXPECT_EQ(classify("the till says we never saw that the drawer is empty"), Told{});
  EXPECT_EQ(classify("the till says no drawer is empty"), Told{});
  EXPECT_EQ(classify("the till says no, one drawer is empty").size(), 1U) << "not right in front";
}

TEST_F(OwnPackTest, LooksInTheSentence) {
  write_section("no-change", R"("any")",
                signature("no-change/sentence", R"("pattern": "drawer is empty", "near": ["shop"], "sentence": ["till"],
                  "unless_sentence": ["bank"])"));
  EXPECT_EQ(classify("A shop. The till says: drawer is empty. Sad.").size(), 1U);
  EXPECT_EQ(classify("A shop with a till. There the drawer is empty."), Told{});
  EXPECT_EQ(classify("A shop. At the till of the bank the drawer is empty."), Told{});
  EXPECT_EQ(classify("A shop. No bank. At the till the drawer is empty.").size(), 1U);
}

TEST_F(OwnPackTest, LooksAnywhereOverFences) {
  write_section("no-change", R"("any")",
                signature("no-change/anywhere", R"("pattern": "drawer is empty", "anywhere": ["at the till"])"));
  EXPECT_EQ(classify("at the till\n\n```\na\n```\n\n```\ndrawer is empty\n```").size(), 1U);
  EXPECT_EQ(classify("```\ndrawer is empty\n```\n\nsaid\nat the till").size(), 1U);
  EXPECT_EQ(classify("at the till\n" + std::string(5000, 'x') + "\ndrawer is empty"), Told{});
  EXPECT_EQ(classify("drawer is empty"), Told{});
}

TEST_F(OwnPackTest, IsRuledOutAnywhere) {
  write_section(
      "no-change", R"("any")",
      signature("no-change/anywhere", R"("pattern": "drawer is empty", "unless_anywhere": ["till is full"])"));
  EXPECT_EQ(classify("drawer is empty").size(), 1U);
  EXPECT_EQ(classify("```\ntill is full\n```\n\n```\ndrawer is empty\n```"), Told{});
  EXPECT_EQ(classify("till is full\n" + std::string(5000, 'x') + "\ndrawer is empty").size(), 1U);
}

TEST_F(OwnPackTest, LooksNearAndAround) {
  write_section(
      "no-change", R"("any")",
      signature("no-change/near", R"("pattern": "drawer is empty", "near": ["till"], "unless": ["practice"])") + "," +
          signature("no-change/around",
                    R"("pattern": "coins are gone", "around": ["opening hours"], "unless_around": ["closed"])"));
  EXPECT_EQ(classify("the till says: drawer is empty"), Told{"no-change/near unknown"});
  EXPECT_EQ(classify("drawer is empty"), Told{});
  EXPECT_EQ(classify("the till says: drawer is empty, for practice"), Told{});
  EXPECT_EQ(classify("the till\n\ndrawer is empty"), Told{});
  EXPECT_EQ(classify("opening hours: 9 to 5\n\ncoins are gone"), Told{"no-change/around unknown"});
  EXPECT_EQ(classify("opening hours: none\n\ncoins are gone\n\nclosed"), Told{});
  EXPECT_EQ(classify("coins are gone"), Told{});
}

TEST_F(OwnPackTest, LetsOneSignatureOutrankAnother) {
  write_section(
      "no-change", R"("any")",
      signature("no-change/coins", R"("pattern": "coins of five cents are missing", "outranks": ["no-coins/any"])"));
  write_section("no-coins", R"("any")",
                signature("no-coins/any", R"("pattern": "coins of (?P<value>[a-z]+ cents) are missing")"));
  EXPECT_EQ(classify("coins of five cents are missing"), Told{"no-change/coins unknown"});
  EXPECT_EQ(classify("coins of ten cents are missing"), Told{"no-coins/any unknown value=ten cents"});
}

TEST_F(OwnPackTest, ReadsLinesAsTheyAre) {
  write_section("no-change", R"("any")",
                signature("no-change/row", R"("text": "line", "pattern": "^Drawer\\s+(?P<number>[0-9]+)\\s+EMPTY$")"));
  EXPECT_EQ(classify("NAME    NO  STATE\nDrawer   7  EMPTY\nDrawer   8  FULL\n"),
            Told{"no-change/row unknown number=7"});
  EXPECT_EQ(classify("drawer   7  EMPTY"), Told{});
  EXPECT_EQ(classify("Drawer   7  EMPTY now"), Told{});
}

// A row behind a prefix lies where it lies in the original, when it is held against what else is there.
TEST_F(OwnPackTest, HoldsRowsBehindPrefixesAgainstMessages) {
  write_section("no-change", R"("any")",
                signature("no-change/row", R"("text": "line", "pattern": "^Drawer\\s+(?P<number>[0-9]+)\\s+EMPTY$",
                                    "outranks": ["no-change/told"])") +
                    "," + signature("no-change/told", R"("pattern": "drawer 7 empty")"));
  EXPECT_EQ(classify("Drawer   7  EMPTY"), Told{"no-change/row unknown number=7"});
  EXPECT_EQ(classify("2024-05-01T10:00:00.123456789Z stderr F Drawer   7  EMPTY"),
            Told{"no-change/row unknown number=7"});
}

TEST_F(OwnPackTest, HidesWhatIsOfLowConfidence) {
  write_section("no-change", R"("any")", signature("no-change/bare", R"("pattern": "pennies", "confidence": "low")"));
  EXPECT_EQ(classify("pennies"), Told{});
  EXPECT_EQ(classify("pennies", Confidence::kLow), Told{"no-change/bare unknown"});
}

TEST_F(OwnPackTest, RefusesAPatternThatTheGateCannotSee) {
  write_section("no-change", R"("any")", signature("no-change/digits", R"("pattern": "[0-9]+ %")"));
  try {
    classify("5 %");
    FAIL() << "a pattern without a word was taken";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("[pattern-no-word]"), std::string::npos) << error.what();
  }
}

// What a signature asks for around its match is asked each time, whatever is remembered of the match.
TEST_F(OwnPackTest, LooksAroundEachTime) {
  write_section("no-change", R"("any")",
                signature("no-change/around", R"_("pattern": "drawer is stuck", "around": ["spring sale"])_"));
  const Classifier shop = classifier();
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(told_by(shop, "- the drawer is stuck\n- again"), Told{});
    EXPECT_EQ(told_by(shop, "- the drawer is stuck\n- in the spring sale").size(), 1U);
  }
  const std::string alone = "10:00:00 the drawer is stuck\n" + std::string(5000, 'x') + "\n";
  const std::string tied =
      "10:00:01 the drawer is stuck\n10:00:02 in the spring sale\n" + std::string(5000, 'x') + "\n";
  std::string log;
  for (const std::size_t times : {1U, 3U, 2U, 5U, 1U}) {  // what is remembered is right for a while, then wrong
    for (std::size_t i = 0; i < times; ++i) log += alone;
    for (std::size_t i = 0; i < times; ++i) log += tied;
  }
  EXPECT_EQ(told_by(shop, log).size(), 12U);
}

// Lines that differ in their times are remembered as one, but for what a pack reads in them.
TEST_F(OwnPackTest, ReadsTheDigitsOfTimes) {
  write_section("no-change", R"("any")",
                signature("no-change/noon", R"_("pattern": "12:[0-9:]{5} the drawer is empty")_") + "," +
                    signature("no-change/code", R"_("pattern": "[^0-9](?:777|11[0-4])[0-9]* the drawer is locked")_") +
                    "," + signature("no-change/near", R"_("pattern": "drawer is broken", "near": ["66"])_") + "," +
                    signature("no-change/counted", R"_("pattern": "7777 coins were counted twice")_") + "," +
                    signature("no-change/order", R"("frame": "order", "pattern": "no change|15:00")"));
  const Classifier shop = classifier();
  const auto found = [&](const std::string& text) { return !told_by(shop, text).empty(); };
  for (int i = 0; i < 4; ++i) {  // seen, kept, remembered, and once more
    EXPECT_FALSE(found("11:30:00 the drawer is empty"));
    EXPECT_FALSE(found("13:30:00.123 the drawer is empty"));
    EXPECT_TRUE(found("12:30:00 the drawer is empty"));
    EXPECT_FALSE(found("11:30:00.123 the drawer is locked"));
    EXPECT_TRUE(found("11:30:00.777123 the drawer is locked"));
    EXPECT_TRUE(found("11:30:00.113 the drawer is locked"));
    EXPECT_FALSE(found("11:30:00.115 the drawer is locked"));
    EXPECT_FALSE(found("11:30:00 the drawer is broken"));
    EXPECT_TRUE(found("11:30:00.66 the drawer is broken"));
    EXPECT_FALSE(found("11:30:00.1234 coins were counted twice")) << "the second look goes no further";
    EXPECT_TRUE(found("11:30:00.7777 coins were counted twice"));
    EXPECT_TRUE(found("11:30:00 order failed at \"till.shop\": 15:00:00"));
    EXPECT_FALSE(found("11:30:00 order failed at \"till.shop\": 16:00:00"));
    EXPECT_TRUE(found("15:00:00 order failed at \"till.shop\": no change"));
  }
}

}  // namespace
}  // namespace telltale
