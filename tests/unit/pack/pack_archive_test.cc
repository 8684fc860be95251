#include "pack/pack_archive.h"

#include <gtest/gtest.h>

#include "pack/pack_files.h"
#include "pack/pack_loader.h"

namespace telltale::internal {
namespace {

// It has everything that a pack can have but warnings.
std::shared_ptr<const PackData> known_pack() {
  ProblemList problems;
  const auto loaded = load_pack(read_builtin_pack("cert-manager-webhook", &problems), ProblemList());
  EXPECT_TRUE(loaded);
  auto pack = std::make_shared<PackData>(**loaded);
  pack->digest = "0123";
  pack->warnings = {{Severity::kWarning, "code", "file", "/pointer", 1, 2, "message", "remedy", "excerpt", 3, 4}};
  return pack;
}

void expect_same_pattern(const PatternPtr& one, const PatternPtr& other) { EXPECT_EQ(*one, *other); }

template <typename T>
void expect_same_patterns(const std::vector<T>& one, const std::vector<T>& other) {
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    expect_same_pattern(one[i].pattern, other[i].pattern);
    EXPECT_EQ(one[i].place, other[i].place);
  }
}

TEST(PackArchive, GivesBackEveryField) {
  const std::shared_ptr<const PackData> pack = known_pack();
  const std::shared_ptr<const PackData> again = restore_pack(archive_pack(*pack));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->folder, pack->folder);
  EXPECT_EQ(again->name, pack->name);
  EXPECT_EQ(again->version, pack->version);
  EXPECT_EQ(again->owner, pack->owner);
  EXPECT_EQ(again->title, pack->title);
  EXPECT_EQ(again->summary, pack->summary);
  EXPECT_EQ(again->source, pack->source);
  EXPECT_EQ(again->sections, pack->sections);
  EXPECT_EQ(again->findings, pack->findings);
  EXPECT_EQ(again->steps, pack->steps);
  EXPECT_EQ(again->frames, pack->frames);
  EXPECT_EQ(again->wrappers, pack->wrappers);
  EXPECT_EQ(again->owners, pack->owners);
  EXPECT_EQ(again->signatures, pack->signatures);
  EXPECT_EQ(again->warnings, pack->warnings);
  EXPECT_EQ(again->digest, pack->digest);
  expect_same_patterns(again->loaded_signatures, pack->loaded_signatures);
  expect_same_patterns(again->loaded_wrappers, pack->loaded_wrappers);
  ASSERT_EQ(again->loaded_frames.size(), pack->loaded_frames.size());
  for (std::size_t i = 0; i < pack->loaded_frames.size(); ++i)
    expect_same_patterns(again->loaded_frames[i].wordings, pack->loaded_frames[i].wordings);
}

TEST(PackArchive, WhatIsSharedIsKeptOnce) {
  const std::shared_ptr<const PackData> pack = known_pack();
  const std::shared_ptr<const PackData> again = restore_pack(archive_pack(*pack));
  for (std::size_t i = 0; i < pack->loaded_signatures.size(); ++i) {
    const auto& before = pack->loaded_signatures[i].conditions;
    const auto& after = again->loaded_signatures[i].conditions;
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t j = 0; j < before.size(); ++j) {
      expect_same_pattern(after[j], before[j]);
      EXPECT_EQ(after[j] == again->loaded_signatures[0].pattern, before[j] == pack->loaded_signatures[0].pattern);
    }
  }
}

TEST(PackArchive, IsNoPackWhenItIsCut) {
  const std::string bytes = archive_pack(*known_pack());
  for (std::size_t size = 0; size < bytes.size(); size += 9973) EXPECT_FALSE(restore_pack(bytes.substr(0, size)));
}

}  // namespace
}  // namespace telltale::internal
