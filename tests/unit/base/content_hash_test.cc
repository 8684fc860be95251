#include "base/content_hash.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/little_endian.h"

namespace telltale::internal {
namespace {

TEST(ContentHash, IsTheSameOnEveryMachine) {
  // b2sum -l 256 of nothing, and of a field's length and bytes.
  EXPECT_EQ(ContentHash().hex(), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(ContentHash().add("abc").hex(), "3bdc62cfd65e3b78e3d90e32e0a91ebfbc229c30abe54e6abd16c5d4def0db7b");
}

TEST(ContentHash, FieldsKeepTheirBorders) {
  std::set<std::string> hashes;
  hashes.insert(ContentHash().hex());
  hashes.insert(ContentHash().add("").hex());
  hashes.insert(ContentHash().add("").add("").hex());
  hashes.insert(ContentHash().add("abc").hex());
  hashes.insert(ContentHash().add("ab").add("c").hex());
  hashes.insert(ContentHash().add("a").add("bc").hex());
  hashes.insert(ContentHash().add("a").add("bc").add("").hex());
  hashes.insert(ContentHash().add(std::string_view("a\0bc", 4)).hex());
  EXPECT_EQ(hashes.size(), 8U);
}

TEST(ContentHash, GoesOnAfterItWasRead) {
  ContentHash hash;
  hash.add("a");
  const std::string first = hash.hex();
  EXPECT_EQ(hash.hex(), first);
  EXPECT_EQ(hash.add("b").hex(), ContentHash().add("a").add("b").hex());
  ContentHash moved = std::move(hash);
  EXPECT_EQ(moved.hex(), ContentHash().add("a").add("b").hex());
}

TEST(ToHex, TakesEveryByte) { EXPECT_EQ(to_hex(std::string_view("\x00\x0F\xF0\xFF", 4)), "000ff0ff"); }

TEST(LittleEndian, LowestFirst) {
  const std::array<unsigned char, 8> bytes = {8, 7, 6, 5, 4, 3, 2, 1};
  EXPECT_EQ(to_little_endian(0x0102030405060708U), bytes);
}

}  // namespace
}  // namespace telltale::internal
