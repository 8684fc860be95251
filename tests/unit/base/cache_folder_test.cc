// Real files in a temporary folder. What only root can set up, and what the machine does not permit, is skipped and
// said.
#include "base/cache_folder.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "base/seal.h"
#include "temporary_folder.h"

namespace telltale::internal {
namespace {

namespace fs = std::filesystem;

constexpr uid_t kNobody = 65534;
constexpr std::uint64_t kHuge = std::uint64_t{16} << 30;
const std::string kPayload = "what was computed, and is longer than one block";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

void set_mode(const fs::path& path, mode_t mode) { ASSERT_EQ(::chmod(path.c_str(), mode), 0); }

mode_t mode_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(::lstat(path.c_str(), &status), 0) << path;
  return status.st_mode & 07777;
}

void make_older(const fs::path& path, std::chrono::minutes by) {
  fs::last_write_time(path, fs::last_write_time(path) - by);
}

// A name as entries have it, that belongs to no key.
std::string odd_entry(int number) {
  std::string digits = std::to_string(number);
  return "telltale-" + std::string(40 - digits.size(), '0') + digits + ".cache";
}

// What `work` says in a child process: its exit status.
int in_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = -1;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// A file system of 1 MB at `folder` that only this process sees; for a user that is not root, as root of a namespace.
bool mount_small_disk(const fs::path& folder) {
  const std::string user = std::to_string(::geteuid());
  const std::string group = std::to_string(::getegid());
  if (user != "0") {
    if (::unshare(CLONE_NEWUSER) != 0) return false;
    write("/proc/self/setgroups", "deny");
    write("/proc/self/uid_map", "0 " + user + " 1");
    write("/proc/self/gid_map", "0 " + group + " 1");
  }
  return ::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
         ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=1m,mode=0700") == 0;
}

class CacheFolderTest : public ::testing::Test {
 protected:
  [[nodiscard]] fs::path folder() const { return above_ / "cache"; }
  [[nodiscard]] fs::path secret() const { return folder() / "telltale.key"; }
  [[nodiscard]] CacheFolder cache() const { return CacheFolder(folder().string()); }

  [[nodiscard]] std::vector<fs::path> files(const std::string& extension) const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder())) {
      if (entry.path().extension() == extension) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  // Stores kPayload under "key" and says in which file.
  fs::path store_one() {
    EXPECT_TRUE(cache().store("key", kPayload));
    const auto entries = files(".cache");
    EXPECT_EQ(entries.size(), 1U);
    return entries.front();
  }

  // The header that is right for `payload` under "key".
  [[nodiscard]] std::string sealed(const std::string& payload) const {
    Secret bytes{};
    std::memcpy(bytes.data(), read(secret()).data(), bytes.size());
    const SealHeader header = seal(bytes, digest_of_key("key"), payload);
    return {reinterpret_cast<const char*>(&header), sizeof header};
  }

  [[nodiscard]] bool hits(std::string_view key = "key", const std::string& payload = kPayload) const {
    const auto loaded = cache().load(key);
    return loaded && loaded->view() == payload;
  }
  [[nodiscard]] bool misses(std::string_view key = "key") const { return !cache().load(key); }

  const ::telltale::testing::TemporaryFolder temporary_;
  const fs::path above_ = temporary_.path();
};

// ---- what it is for ----------------------------------------------------------------------------------------------

TEST_F(CacheFolderTest, GivesBackWhatWasStored) {
  const std::string keys[] = {"", "key", std::string("a\0b", 3), std::string(10'000, 'k')};
  for (const std::string& key : keys) {
    for (const std::size_t size : {0U, 1U, 4096U, 1'000'001U}) {
      const std::string payload(size, 'p');
      EXPECT_TRUE(misses(key) || size > 0);
      ASSERT_TRUE(cache().store(key, payload));
      EXPECT_TRUE(hits(key, payload)) << size;
    }
  }
  EXPECT_EQ(files(".cache").size(), std::size(keys));
  EXPECT_TRUE(files(".tmp").empty());
}

TEST_F(CacheFolderTest, ThePayloadIsAlignedAndPadded) {
  store_one();
  const auto loaded = cache().load("key");
  ASSERT_TRUE(loaded);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(loaded->view().data()) % AlignedBytes::kAlignment, 0U);
  EXPECT_EQ(loaded->view().data()[loaded->size()], '\0');
}

TEST_F(CacheFolderTest, TheLastOneStays) {
  store_one();
  ASSERT_TRUE(cache().store("key", "another"));
  EXPECT_TRUE(hits("key", "another"));
  EXPECT_EQ(files(".cache").size(), 1U);
}

TEST_F(CacheFolderTest, OneKeyIsNotAnother) {
  store_one();
  EXPECT_TRUE(misses("kez"));
  EXPECT_TRUE(misses(""));
  EXPECT_TRUE(misses(std::string_view("key\0", 4)));
}

TEST_F(CacheFolderTest, LoadingMakesNothing) {
  EXPECT_TRUE(misses());
  EXPECT_FALSE(fs::exists(folder()));
}

TEST_F(CacheFolderTest, EverythingIsTheUsersAlone) {
  const fs::path deep = above_ / "a" / "b" / "cache";
  ASSERT_TRUE(CacheFolder(deep.string() + "//").store("key", kPayload));
  for (const fs::path& made : {above_ / "a", above_ / "a" / "b", deep}) EXPECT_EQ(mode_of(made), 0700U) << made;
  for (const auto& file : fs::directory_iterator(deep)) EXPECT_EQ(mode_of(file.path()), 0600U) << file.path();
  EXPECT_TRUE(CacheFolder(deep.string()).load("key"));
}

TEST_F(CacheFolderTest, TheSameContentIsTheSameFile) {
  const fs::path entry = store_one();
  const std::string first = read(entry);
  ASSERT_TRUE(cache().store("key", "another"));
  EXPECT_NE(read(entry), first);
  store_one();
  EXPECT_EQ(read(entry), first);
  const CacheFolder other((above_ / "other").string());
  ASSERT_TRUE(other.store("key", kPayload));
  EXPECT_NE(read(above_ / "other" / entry.filename()), first);  // another secret
  fs::copy_file(secret(), above_ / "other" / "telltale.key", fs::copy_options::overwrite_existing);
  ASSERT_TRUE(other.store("key", kPayload));
  EXPECT_EQ(read(above_ / "other" / entry.filename()), first);
}

// ---- entries that are not what was stored ------------------------------------------------------------------------

TEST_F(CacheFolderTest, EveryFlippedBitIsSeen) {
  const fs::path entry = store_one();
  const std::string right = read(entry);
  for (std::size_t bit = 0; bit < 8 * right.size(); ++bit) {
    std::string wrong = right;
    wrong[bit / 8] = static_cast<char>(wrong[bit / 8] ^ (1 << bit % 8));
    write(entry, wrong);
    ASSERT_TRUE(misses()) << bit;
  }
  write(entry, right);
  EXPECT_TRUE(hits());
}

TEST_F(CacheFolderTest, EveryOtherLengthIsSeen) {
  const fs::path entry = store_one();
  const std::string right = read(entry);
  for (std::size_t size = 0; size < right.size(); ++size) {
    write(entry, right.substr(0, size));
    ASSERT_TRUE(misses()) << size;
  }
  for (std::size_t more = 1; more < 100; ++more) {
    write(entry, right + std::string(more, '\0'));
    ASSERT_TRUE(misses()) << more;
  }
  write(entry, right + right);
  EXPECT_TRUE(misses());
}

TEST_F(CacheFolderTest, AnEntryUnderAnothersNameIsSeen) {
  const fs::path entry = store_one();
  ASSERT_TRUE(cache().store("other", kPayload));
  for (const fs::path& file : files(".cache")) {
    if (file != entry) fs::rename(entry, file);
  }
  EXPECT_TRUE(misses("other"));
  EXPECT_TRUE(misses());
}

TEST_F(CacheFolderTest, AHeaderOfAnotherPayloadIsSeen) {
  const fs::path entry = store_one();
  const std::string first = read(entry);
  std::string payload = kPayload;
  payload[0] = 'W';
  ASSERT_TRUE(cache().store("key", payload));
  write(entry, first.substr(0, sizeof(SealHeader)) + payload);
  EXPECT_TRUE(misses());
}

// A seal that is right for bytes which the file has not, or has more of.
TEST_F(CacheFolderTest, ASealOfAnotherSizeIsSeen) {
  const fs::path entry = store_one();
  const std::string header = sealed(kPayload);
  write(entry, header + kPayload);
  EXPECT_TRUE(hits());
  write(entry, header + kPayload.substr(1));
  EXPECT_TRUE(misses());
  write(entry, header + kPayload + "x");
  EXPECT_TRUE(misses());
}

TEST_F(CacheFolderTest, AnEntryOfAnotherFolderIsSeen) {
  const fs::path entry = store_one();
  const CacheFolder other((above_ / "other").string());
  ASSERT_TRUE(other.store("key", kPayload));
  fs::copy_file(above_ / "other" / entry.filename(), entry, fs::copy_options::overwrite_existing);
  EXPECT_TRUE(misses());
}

// ---- files that are no files of ours -----------------------------------------------------------------------------

TEST_F(CacheFolderTest, WhatOthersCouldHaveWrittenIsNotTaken) {
  const fs::path entry = store_one();
  for (const mode_t mode : {0620U, 0602U, 0666U}) {
    set_mode(entry, mode);
    EXPECT_TRUE(misses()) << mode;
  }
  set_mode(entry, 0644);  // others may read: it is no secret
  EXPECT_TRUE(hits());
  for (const mode_t mode : {0720U, 0702U, 0777U, 01777U}) {
    set_mode(folder(), mode);
    EXPECT_TRUE(misses()) << mode;
    EXPECT_FALSE(cache().store("new", kPayload)) << mode;
  }
  set_mode(folder(), 0755);
  EXPECT_TRUE(hits());
  EXPECT_EQ(files(".cache").size(), 1U);
}

TEST_F(CacheFolderTest, FilesAndFoldersOfOthersAreNotTaken) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  const fs::path entry = store_one();
  for (const fs::path& path : {entry, secret(), folder()}) {
    ASSERT_EQ(::chown(path.c_str(), kNobody, kNobody), 0);
    EXPECT_TRUE(misses()) << path;
    ASSERT_EQ(::chown(path.c_str(), 0, 0), 0);
    EXPECT_TRUE(hits()) << path;
  }
  ASSERT_EQ(::chown(folder().c_str(), kNobody, kNobody), 0);
  EXPECT_FALSE(cache().store("new", kPayload));
  EXPECT_EQ(files(".cache").size(), 1U);
}

// Who is asked is the effective user; and root leaves nothing in somebody's home.
TEST_F(CacheFolderTest, NothingIsMadeInAnothersHome) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can write to the homes of others";
  ASSERT_EQ(::chown(above_.c_str(), kNobody, kNobody), 0);
  EXPECT_FALSE(CacheFolder((above_ / "a" / "cache").string()).store("key", kPayload));
  EXPECT_TRUE(fs::is_empty(above_));
  ASSERT_EQ(::seteuid(kNobody), 0);
  const bool stored = cache().store("key", kPayload);
  const bool loaded = hits();
  ASSERT_EQ(::seteuid(0), 0);
  EXPECT_TRUE(stored && loaded);
  EXPECT_TRUE(misses());
}

TEST_F(CacheFolderTest, LinksAreNotFollowed) {
  const fs::path entry = store_one();
  fs::rename(entry, above_ / "elsewhere");
  fs::create_symlink(above_ / "elsewhere", entry);
  EXPECT_TRUE(misses());
  fs::remove(entry);
  fs::create_hard_link(above_ / "elsewhere", entry);
  EXPECT_TRUE(misses());
  fs::remove(above_ / "elsewhere");
  EXPECT_TRUE(hits());
}

TEST_F(CacheFolderTest, TheFolderIsNoLinkWhateverStandsBehindItsName) {
  store_one();
  fs::create_directory_symlink(folder(), above_ / "link");
  for (const char* end : {"", "/", "///"}) {
    const CacheFolder linked((above_ / "link").string() + end);
    EXPECT_FALSE(linked.load("key")) << end;
    EXPECT_FALSE(linked.store("new", kPayload)) << end;
  }
  // On the way to it there may be one, as where homes are links.
  fs::create_directory_symlink(above_, above_ / "home");
  EXPECT_TRUE(CacheFolder((above_ / "home" / "cache").string()).load("key"));
}

TEST_F(CacheFolderTest, PipesAndFoldersAreNotWaitedFor) {
  const fs::path entry = store_one();
  fs::remove(entry);
  ASSERT_EQ(::mkfifo(entry.c_str(), 0600), 0);
  EXPECT_TRUE(misses());
  EXPECT_EQ(store_one(), entry);
  EXPECT_TRUE(hits());
  fs::remove(entry);
  fs::create_directory(entry);
  EXPECT_TRUE(misses());
  EXPECT_FALSE(cache().store("key", kPayload));
  EXPECT_TRUE(files(".tmp").empty());
}

TEST_F(CacheFolderTest, HugeFilesAreNotRead) {
  const fs::path entry = store_one();
  const std::string right = read(entry);
  fs::resize_file(entry, kHuge);
  EXPECT_TRUE(misses());
  const std::string zeros(CacheFolder::kMaxPayload + 1, '\0');
  write(entry, sealed(zeros));  // right in all but the size
  fs::resize_file(entry, sizeof(SealHeader) + zeros.size());
  EXPECT_TRUE(misses());
  EXPECT_EQ(store_one(), entry);
  EXPECT_EQ(read(entry), right);
}

TEST_F(CacheFolderTest, AStoreMendsWhatIsDoubtful) {
  const fs::path entry = store_one();
  const std::vector<std::function<void()>> harms = {
      [&] { write(entry, ""); },
      [&] { write(entry, std::string(500, 'x')); },
      [&] { set_mode(entry, 0666); },
      [&] { set_mode(entry, 0); },
      [&] { fs::create_hard_link(entry, above_ / "hard"); },
      [&] { fs::remove(entry), fs::create_symlink("/etc/passwd", entry); },
      [&] { fs::remove(entry), fs::create_symlink("nowhere", entry); },
  };
  for (std::size_t i = 0; i < harms.size(); ++i) {
    harms[i]();
    EXPECT_TRUE(misses() || (::geteuid() == 0 && i == 3)) << i;  // root reads what has no mode
    EXPECT_EQ(store_one(), entry);
    EXPECT_TRUE(hits()) << i;
  }
}

// ---- folders that cannot be ---------------------------------------------------------------------------------------

TEST_F(CacheFolderTest, PathsThatAreNoFolders) {
  write(above_ / "file", "not ours to touch");
  const std::string paths[] = {
      "",
      (above_ / "file").string(),
      (above_ / "file" / "cache").string(),
      (above_ / "nul").string() + std::string("\0cache", 6),
      (above_ / std::string(300, 'n')).string(),
      above_.string() + "/" + std::string(5000, 'n'),
      [&] {
        std::string deep = above_.string();
        for (int i = 0; i < 3000; ++i) deep += "/d";
        return deep;
      }(),
      "/proc/telltale",
      "/dev/null",
  };
  for (const std::string& path : paths) {
    EXPECT_FALSE(CacheFolder(path).store("key", kPayload)) << path.substr(0, 80);
    EXPECT_FALSE(CacheFolder(path).load("key")) << path.substr(0, 80);
  }
  EXPECT_EQ(read(above_ / "file"), "not ours to touch");
  EXPECT_EQ(std::distance(fs::directory_iterator(above_), {}), 1);
}

TEST_F(CacheFolderTest, APathMayBeRelative) {
  const fs::path before = fs::current_path();
  fs::current_path(above_);
  const bool stored = CacheFolder("relative").store("key", kPayload);
  const bool loaded = CacheFolder("./relative").load("key").has_value();
  fs::current_path(before);
  EXPECT_TRUE(stored && loaded);
  EXPECT_TRUE(fs::exists(above_ / "relative" / "telltale.key"));
}

TEST_F(CacheFolderTest, AFolderThatMayNotBeWrittenIsRead) {
  store_one();
  const bool root = ::geteuid() == 0;
  if (root) {  // modes do not bind root
    ASSERT_EQ(::chown(above_.c_str(), kNobody, kNobody), 0);
    for (const auto& path : fs::recursive_directory_iterator(above_)) {
      ASSERT_EQ(::chown(path.path().c_str(), kNobody, kNobody), 0);
    }
    ASSERT_EQ(::seteuid(kNobody), 0);
  }
  set_mode(folder(), 0500);
  const bool stored = cache().store("new", kPayload);
  const bool loaded = hits();
  set_mode(folder(), 0700);
  ASSERT_EQ(::seteuid(::getuid()), 0);
  EXPECT_FALSE(stored);
  EXPECT_TRUE(loaded);
  EXPECT_EQ(files(".cache").size(), 1U);
}

TEST_F(CacheFolderTest, AFullDiskIsNoError) {
  fs::create_directory(folder());
  const std::string large(std::size_t{2} << 20, 'x');
  const int told = in_child([&] {
    if (!mount_small_disk(folder())) return 77;
    if (!cache().store("key", kPayload)) return 1;
    if (cache().store("large", large)) return 2;
    if (!hits() || !misses("large")) return 3;
    if (!files(".tmp").empty()) return 4;
    return cache().store("new", kPayload) ? 0 : 5;
  });
  if (told == 77) GTEST_SKIP() << "no mounting here";
  EXPECT_EQ(told, 0);
}

// The system would end the process at a write beyond the limit.
TEST_F(CacheFolderTest, TheLimitOfAProcessIsNoError) {
  store_one();
  const std::string large(100'000, 'x');
  EXPECT_EQ(in_child([&] {
              const struct rlimit limit = {50'000, 50'000};
              if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 1;
              if (cache().store("large", large)) return 2;
              return cache().store("new", kPayload) && hits("new") ? 0 : 3;
            }),
            0);
}

// Whether there is a secret cannot be told then; it is not made anew.
TEST_F(CacheFolderTest, NoMoreOpenFilesIsNoError) {
  store_one();
  const std::string before = read(secret());
  for (rlim_t more = 0; more < 4; ++more) {
    EXPECT_EQ(in_child([&] {
                const int next = ::dup(0);
                ::close(next);
                const struct rlimit limit = {static_cast<rlim_t>(next) + more, static_cast<rlim_t>(next) + more};
                if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) return 1;
                const bool stored = cache().store("new", kPayload);
                return stored == (more >= 2) && hits() == (more >= 2) ? 0 : 2;
              }),
              0)
        << more;
  }
  EXPECT_EQ(read(secret()), before);
  EXPECT_TRUE(hits());
}

// ---- the secret --------------------------------------------------------------------------------------------------

TEST_F(CacheFolderTest, TheSecretStays) {
  store_one();
  const std::string first = read(secret());
  EXPECT_EQ(first.size(), 32U);
  ASSERT_TRUE(cache().store("new", kPayload));
  EXPECT_EQ(read(secret()), first);
}

TEST_F(CacheFolderTest, ADoubtfulSecretIsAMissAndIsReplaced) {
  store_one();
  const std::vector<std::function<void()>> harms = {
      [&] { fs::remove(secret()); },
      [&] { write(secret(), ""); },
      [&] { write(secret(), read(secret()).substr(1)); },
      [&] { write(secret(), read(secret()) + "x"); },
      [&] { write(secret(), std::string(32, '\0')); },
      [&] { fs::resize_file(secret(), kHuge); },
      [&] { set_mode(secret(), 0640); },
      [&] { set_mode(secret(), 0604); },
      [&] { set_mode(secret(), 0620); },
      [&] { fs::rename(secret(), above_ / "moved"), fs::create_symlink(above_ / "moved", secret()); },
      [&] { fs::remove(secret()), fs::create_symlink("nowhere", secret()); },
      [&] { fs::remove(secret()), ::mkfifo(secret().c_str(), 0600); },
  };
  for (std::size_t i = 0; i < harms.size(); ++i) {
    const std::string before = read(secret());
    harms[i]();
    EXPECT_TRUE(misses()) << i;
    store_one();
    EXPECT_TRUE(hits()) << i;
    EXPECT_EQ(mode_of(secret()), 0600U) << i;
    EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(secret()))) << i;
    EXPECT_EQ(fs::file_size(secret()), 32U) << i;
    EXPECT_NE(read(secret()), before) << i;
    EXPECT_NE(read(secret()), std::string(32, '\0')) << i;
  }
}

TEST_F(CacheFolderTest, ASecretThatCannotBeReplacedIsAMiss) {
  store_one();
  fs::remove(secret());
  fs::create_directory(secret());
  EXPECT_TRUE(misses());
  EXPECT_FALSE(cache().store("new", kPayload));
}

// A process that is killed right after it made the secret leaves it two names.
TEST_F(CacheFolderTest, TheSecretMayHaveTheNameItWasWrittenUnder) {
  store_one();
  const std::string before = read(secret());
  fs::create_hard_link(secret(), folder() / ("telltale-" + std::string(32, 'a') + ".tmp"));
  EXPECT_TRUE(hits());
  fs::create_hard_link(secret(), above_ / "third");
  EXPECT_TRUE(misses());
  store_one();
  EXPECT_NE(read(secret()), before);
}

// ---- keeping it small --------------------------------------------------------------------------------------------

TEST_F(CacheFolderTest, WhatKilledProcessesLeaveIsRemovedAfterAnHour) {
  store_one();
  const fs::path old = folder() / ("telltale-" + std::string(32, 'a') + ".tmp");
  const fs::path young = folder() / ("telltale-" + std::string(32, 'b') + ".tmp");
  const std::string foreign[] = {"telltale-notes.tmp", "notes.txt", "x" + std::string(40, 'a') + ".tmp"};
  for (const fs::path& file : {old, young, folder() / foreign[0], folder() / foreign[1], folder() / foreign[2]}) {
    write(file, "x");
    make_older(file, std::chrono::minutes(file == young ? 55 : 65));
  }
  EXPECT_TRUE(misses("none"));
  EXPECT_TRUE(fs::exists(old));  // loading writes nothing
  store_one();
  EXPECT_FALSE(fs::exists(old));
  EXPECT_TRUE(fs::exists(young));
  for (const std::string& name : foreign) EXPECT_TRUE(fs::exists(folder() / name)) << name;
}

TEST_F(CacheFolderTest, TheOldestOfTooManyEntriesGo) {
  const fs::path first = store_one();
  make_older(first, std::chrono::minutes(1000));
  for (int i = 1; i < 100; ++i) {
    write(folder() / odd_entry(i), "x");
    make_older(folder() / odd_entry(i), std::chrono::minutes(i));
  }
  const fs::path foreign[] = {above_ / "cache" / "telltale-notes.cache",
                              above_ / "cache" / ("x" + odd_entry(1).substr(1))};
  for (const fs::path& file : foreign) {
    write(file, "x");
    make_older(file, std::chrono::minutes(2000));
  }
  ASSERT_TRUE(cache().store("new", kPayload));
  for (const fs::path& file : foreign) EXPECT_TRUE(fs::remove(file)) << file;
  EXPECT_EQ(files(".cache").size(), CacheFolder::kMaxEntries);
  EXPECT_TRUE(fs::exists(folder() / odd_entry(63)));
  EXPECT_FALSE(fs::exists(folder() / odd_entry(64)));
  EXPECT_TRUE(misses());
  EXPECT_TRUE(hits("new"));
  ASSERT_TRUE(cache().store("new", kPayload));  // in its own place: nobody has to go
  EXPECT_EQ(files(".cache").size(), CacheFolder::kMaxEntries);
}

TEST_F(CacheFolderTest, TheOldestOfTooMuchGo) {
  const fs::path own = store_one();
  make_older(own, std::chrono::minutes(5));
  const auto make = [&](int number, std::uint64_t megabytes) {
    write(folder() / odd_entry(number), "");
    fs::resize_file(folder() / odd_entry(number), megabytes << 20);
    make_older(folder() / odd_entry(number), std::chrono::minutes(number));
  };
  make(1, 100);
  make(2, 16 * 1024);
  make(3, 100);
  make(4, 100);
  ASSERT_TRUE(cache().store("new", kPayload));
  EXPECT_TRUE(fs::exists(folder() / odd_entry(1)));
  EXPECT_FALSE(fs::exists(folder() / odd_entry(2)));
  EXPECT_TRUE(fs::exists(folder() / odd_entry(3)));
  EXPECT_FALSE(fs::exists(folder() / odd_entry(4)));
  EXPECT_TRUE(hits());
  EXPECT_TRUE(hits("new"));
}

TEST_F(CacheFolderTest, APayloadThatIsTooLargeIsNotStored) {
  const std::size_t size = CacheFolder::kMaxPayload + 1;
  const std::unique_ptr<char[]> untouched(new char[size]);
  EXPECT_FALSE(cache().store("key", {untouched.get(), size}));
  EXPECT_FALSE(fs::exists(folder()));
}

// ---- where it is -------------------------------------------------------------------------------------------------

class DefaultCacheFolder : public ::testing::Test {
 protected:
  ~DefaultCacheFolder() override {
    put("XDG_CACHE_HOME", caches_);
    put("HOME", home_);
  }
  static std::string take(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
  }
  static void put(const char* name, const std::string& value) {
    value.empty() ? ::unsetenv(name) : ::setenv(name, value.c_str(), 1);
  }
  const std::string caches_ = take("XDG_CACHE_HOME");
  const std::string home_ = take("HOME");
};

TEST_F(DefaultCacheFolder, IsWhereTheEnvironmentSays) {
  const struct {
    const char* caches;
    const char* home;
    const char* folder;
  } cases[] = {
      {"/x", "/home/u", "/x/telltale"},
      {"", "/home/u", "/home/u/.cache/telltale"},
      {"x", "/home/u", "/home/u/.cache/telltale"},
      {"x", "home", ""},
      {"", "", ""},
  };
  for (const auto& c : cases) {
    put("XDG_CACHE_HOME", c.caches);
    put("HOME", c.home);
    EXPECT_EQ(default_cache_folder(), c.folder) << c.caches << " " << c.home;
  }
  ::setenv("XDG_CACHE_HOME", "", 1);
  ::setenv("HOME", "", 1);
  EXPECT_EQ(default_cache_folder(), "");
}

}  // namespace
}  // namespace telltale::internal
