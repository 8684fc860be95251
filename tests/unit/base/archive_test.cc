#include "base/archive.h"

#include <gtest/gtest.h>

namespace telltale::internal {
namespace {

enum class Colour : std::uint8_t { kRed, kGreen };

struct Leaf {
  std::string name;
  Colour colour = Colour::kRed;
  bool operator==(const Leaf&) const = default;
};

struct Tree {
  int height = 0;
  bool old = false;
  std::vector<Leaf> leaves;
  std::map<std::string, std::string> marks;
  std::optional<std::uint64_t> planted;
  std::vector<std::shared_ptr<const Leaf>> fallen;
};

template <typename Archive>
void describe(Archive& archive, Leaf& leaf) {
  archive(leaf.name, leaf.colour);
}

template <typename Archive>
void describe(Archive& archive, Tree& tree) {
  archive(tree.height, tree.old, tree.leaves, tree.marks, tree.planted, tree.fallen);
}

Tree oak() {
  const auto shared = std::make_shared<const Leaf>(Leaf{"shared", Colour::kGreen});
  return {-3,
          true,
          {{"a", Colour::kGreen}, {std::string("b\0c", 3), Colour::kRed}},
          {{"north", "moss"}, {"", ""}},
          1ULL << 63U,
          {shared, std::make_shared<const Leaf>(Leaf{"own", Colour::kRed}), shared}};
}

TEST(Archive, GivesBackWhatWasPutIn) {
  Tree tree;
  ASSERT_TRUE(restore(archived(oak()), &tree));
  const Tree want = oak();
  EXPECT_EQ(tree.height, want.height);
  EXPECT_EQ(tree.old, want.old);
  EXPECT_EQ(tree.leaves, want.leaves);
  EXPECT_EQ(tree.marks, want.marks);
  EXPECT_EQ(tree.planted, want.planted);
  ASSERT_EQ(tree.fallen.size(), 3U);
  EXPECT_EQ(*tree.fallen[0], *want.fallen[0]);
  EXPECT_EQ(*tree.fallen[1], *want.fallen[1]);
  EXPECT_EQ(tree.fallen[2], tree.fallen[0]) << "what was shared is shared again";
}

TEST(Archive, RefusesWhatIsCutOrLonger) {
  const std::string bytes = archived(oak());
  Tree tree;
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(restore(bytes.substr(0, size), &tree)) << size;
  EXPECT_FALSE(restore(bytes + '\0', &tree));
}

// No byte makes it read elsewhere or ask for more memory than the archive has bytes.
TEST(Archive, SurvivesEveryByteAtEveryPlace) {
  const std::string bytes = archived(oak());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int value : {0, 1, 2, 3, 127, 255}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(value);
      Tree tree;
      static_cast<void>(restore(changed, &tree));
      for (const auto& leaf : tree.fallen) EXPECT_LE(leaf->name.size(), bytes.size());
    }
  }
}

}  // namespace
}  // namespace telltale::internal
