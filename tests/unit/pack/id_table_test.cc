#include "pack/id_table.h"

#include <gtest/gtest.h>

#include <string>

#include "pack/json_reader.h"

namespace telltale::internal {
namespace {

TEST(GoodId, IsLowerCaseWordsAndDashes) {
  for (const std::string id : {"a", "no-endpoints", "x509-expired", "500"}) EXPECT_TRUE(is_good_id(id, 1, 1)) << id;
  for (const std::string id : {"", "-a", "a-", "a--b", "A", "a_b", "a b", "a.b", "\xC3\xA9", "a/b", "/"}) {
    EXPECT_FALSE(is_good_id(id, 1, 1)) << id;
  }
}

TEST(GoodId, PartsAreCounted) {
  EXPECT_TRUE(is_good_id("a/b", 2, 4));
  EXPECT_TRUE(is_good_id("a/b/c/d", 2, 4));
  EXPECT_FALSE(is_good_id("a", 2, 4));
  EXPECT_FALSE(is_good_id("a/b/c/d/e", 2, 4));
  EXPECT_FALSE(is_good_id("a//b", 2, 4));
  EXPECT_FALSE(is_good_id("a/b/", 2, 4));
}

class IdTableTest : public ::testing::Test {
 protected:
  IdTableTest() { document_ = read_json("f.json", "[\"a\", \"b\", \"c\"]", &problems_); }
  [[nodiscard]] IdPlace at(std::size_t i) const { return {document_.get(), document_->root().children[i]}; }

  ProblemList problems_;
  std::unique_ptr<JsonDocument> document_;
  IdTable ids_{&problems_};
};

TEST_F(IdTableTest, NamesMayComeBeforeWhatTheyName) {
  ids_.refer(IdKind::kStep, "a", at(0));
  ids_.declare(IdKind::kStep, "a", at(1));
  ids_.resolve();
  EXPECT_FALSE(problems_.has_errors());
}

TEST_F(IdTableTest, KindsAreApart) {
  ids_.declare(IdKind::kStep, "a", at(0));
  ids_.declare(IdKind::kFrame, "a", at(1));
  EXPECT_FALSE(problems_.has_errors());
  ids_.refer(IdKind::kOwner, "a", at(2));
  ids_.resolve();
  const auto problems = problems_.take();
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "unknown-id");
  EXPECT_EQ(problems[0].pointer, "/2");
}

TEST_F(IdTableTest, UnusedOnesAreListed) {
  ids_.declare(IdKind::kStep, "a", at(0));
  ids_.declare(IdKind::kStep, "b", at(1));
  ids_.declare(IdKind::kStep, "of-the-format", {});
  ids_.refer(IdKind::kStep, "b", at(2));
  const auto unused = ids_.unused(IdKind::kStep);
  ASSERT_EQ(unused.size(), 1U);
  EXPECT_EQ(unused[0].value->text, "a");
}

}  // namespace
}  // namespace telltale::internal
