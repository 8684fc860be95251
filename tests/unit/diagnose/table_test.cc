#include "diagnose/table.h"

#include <gtest/gtest.h>

namespace telltale::internal {
namespace {

TEST(TableReaderTest, ReadsColumnsWhateverTheirOrder) {
  TableReader table;
  EXPECT_FALSE(table.read("STATUS    NAME                     READY   AGE"));
  ASSERT_TRUE(table.read("Running   cm-webhook-5d9-x2k7l   0/1     5h"));
  EXPECT_EQ(table.cell("NAME"), "cm-webhook-5d9-x2k7l");
  EXPECT_EQ(table.cell("READY"), "0/1");
  EXPECT_EQ(table.cell("ENDPOINTS"), "");
}

TEST(TableReaderTest, RestartsWithATimeAreOneCell) {
  TableReader table;
  table.read("NAME   READY   STATUS    RESTARTS      AGE");
  ASSERT_TRUE(table.read("web    0/1     Running   6 (70s ago)   48m"));
  EXPECT_EQ(table.cell("RESTARTS"), "6 (70s ago)");
  EXPECT_EQ(table.cell("AGE"), "48m");
}

TEST(TableReaderTest, KnowsHeadingsOfTwoWords) {
  TableReader table;
  table.read("NAME   READY   STATUS    RESTARTS   AGE   IP          NODE   NOMINATED NODE   READINESS GATES");
  ASSERT_TRUE(table.read("web    1/1     Running   0          2d    10.1.0.4    n1     <none>           <none>"));
  EXPECT_EQ(table.cell("NODE"), "n1");
  EXPECT_EQ(table.cell("READINESS GATES"), "<none>");
}

TEST(TableReaderTest, AnEmptyCellIsFoundByItsPlace) {
  TableReader table;
  table.read("NAME    KIND      STATUS   AGE");
  ASSERT_TRUE(table.read("hook    Service            5d"));
  EXPECT_EQ(table.cell("STATUS"), "");
  EXPECT_EQ(table.cell("AGE"), "5d");
}

TEST(TableReaderTest, EndsAtABlankLineAndBeginsAgain) {
  TableReader table;
  table.read("NAME   READY   AGE");
  EXPECT_TRUE(table.read("web    1/1     5d"));
  EXPECT_FALSE(table.read(""));
  EXPECT_FALSE(table.read("web    1/1     5d"));
  table.read("NAME   ENDPOINTS   AGE");
  ASSERT_TRUE(table.read("web    <none>      5d"));
  EXPECT_EQ(table.cell("ENDPOINTS"), "<none>");
}

TEST(TableReaderTest, ShoutingIsNoHeading) {
  TableReader table;
  EXPECT_FALSE(table.read("PLEASE HELP ME"));
  EXPECT_FALSE(table.read("it is broken"));
  EXPECT_FALSE(table.read("NAME"));
  EXPECT_FALSE(table.read("web"));
}

}  // namespace
}  // namespace telltale::internal
