// FilterBucket: one bucket of a filter of table lookups, and what of logs it lets through; for bucket_chooser.h.
//
// Lookup says what the filter's tables know of a byte: kTables of them are asked for each of the four bytes, each with
// index_of(table, byte), and a byte fits when each has one of the bucket's words under its index. So a bucket lets
// through more than its words, the more the fewer bytes an index tells apart.
#ifndef TELLTALE_LIB_ENGINE_FILTER_BUCKET_H_
#define TELLTALE_LIB_ENGINE_FILTER_BUCKET_H_

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/rarity.h"

namespace telltale::internal {

using ByteSet = std::bitset<256>;

// The common four bytes of logs (numbers of common_grams()) that have a given byte in a given place.
[[nodiscard]] const std::vector<std::uint16_t>& common_grams_with(std::size_t place, unsigned char byte);

// byte_share(), which counts capitals with their small letters: for themselves they are none.
[[nodiscard]] double share_in_logs(unsigned char byte);

// What is let through is expected by the shares of the bytes, as if neighbours did not know each other, and by the
// common grams that fit: those are most of what really comes through. Without them, of 105 words by bytes 11,000 places
// a MB instead of 2,900, of 88 words by nibbles 18,000 instead of 6,100.
template <typename Lookup>
class FilterBucket {
 public:
  // A word that stands in the bucket by these four bytes, letters in lower case; both cases of a letter fit.
  void add(std::string_view gram) { add(gram, 1); }
  void remove(std::string_view gram) { add(gram, -1); }

  // Whether a word has a byte with that index in its k-th place.
  [[nodiscard]] bool has(std::size_t table, std::size_t k, std::size_t index) const {
    return words_[table][k][index] != 0;
  }

  // How many places more in a MB of logs are let through with `gram`; from `enough` on any number will do.
  [[nodiscard]] double added_by(std::string_view gram, double enough) const {
    std::array<ByteSet, kGram> fresh;  // what fits a place for the first time
    double before = 1e6;
    double after = 1e6;
    for (std::size_t k = 0; k < kGram; ++k) {
      fresh[k] = bytes_with(k, gram[k]) & ~fits_[k];
      before *= share_[k];
      after *= share_[k] + share_of(fresh[k]);
    }
    double added = after - before;
    for (std::size_t k = 0; k < kGram && added < enough; ++k) added += common_added(fresh, k);
    return added;
  }

 private:
  // One bit for each place of a gram.
  using Places = std::uint8_t;
  static constexpr Places kAll = (1U << kGram) - 1;

  void add(std::string_view gram, int more) {
    for (std::size_t k = 0; k < kGram; ++k) {
      for (std::size_t table = 0; table < Lookup::kTables; ++table) {
        for (const char byte : {gram[k], to_upper(gram[k])}) {
          const std::size_t index = index_of(table, byte);
          int& words = words_[table][k][index];
          const bool had = words != 0;
          words += more;
          if (had != (words != 0)) indexed_[table][k] ^= alike(table, index);
        }
      }
      set_fitting(k);
    }
  }

  // Notes which bytes fit place k now.
  void set_fitting(std::size_t k) {
    ByteSet fitting = indexed_[0][k];
    for (std::size_t table = 1; table < Lookup::kTables; ++table) fitting &= indexed_[table][k];
    const ByteSet changed = fitting ^ fits_[k];
    fits_[k] = fitting;
    share_[k] = share_of(fitting);
    for_each(changed, [&](unsigned char byte) {
      for (const std::uint16_t gram : common_grams_with(k, byte)) fitting_places_[gram] ^= static_cast<Places>(1U << k);
    });
  }

  // The bytes that fit place k when `byte` does, too.
  [[nodiscard]] ByteSet bytes_with(std::size_t k, char byte) const {
    ByteSet bytes = ByteSet().set();
    for (std::size_t table = 0; table < Lookup::kTables; ++table) {
      bytes &= indexed_[table][k] | alike(table, index_of(table, byte)) | alike(table, index_of(table, to_upper(byte)));
    }
    return bytes;
  }

  // How often those of the common grams stand in a MB that become fitting by their k-th byte, and by none before it.
  [[nodiscard]] double common_added(const std::array<ByteSet, kGram>& fresh, std::size_t k) const {
    double added = 0;
    for_each(fresh[k], [&](unsigned char byte) {
      for (const std::uint16_t number : common_grams_with(k, byte)) {
        const auto& [gram, rate] = common_grams()[number];
        Places first_time = 0;
        for (std::size_t j = 0; j < kGram; ++j)
          first_time |= static_cast<Places>(fresh[j][static_cast<unsigned char>(gram[j])] ? 1U << j : 0U);
        const bool counted = (first_time & ((1U << k) - 1)) != 0;
        if (!counted && (first_time | fitting_places_[number]) == kAll) added += rate;
      }
    });
    return added;
  }

  template <typename Each>
  static void for_each(const ByteSet& bytes, const Each& each) {
    if (bytes.none()) return;
    for (unsigned byte = 0; byte < bytes.size(); ++byte) {
      if (bytes[byte]) each(static_cast<unsigned char>(byte));
    }
  }

  static double share_of(const ByteSet& bytes) {
    double share = 0;
    for_each(bytes, [&](unsigned char byte) { share += share_in_logs(byte); });
    return share;
  }

  static std::size_t index_of(std::size_t table, char byte) {
    return Lookup::index_of(table, static_cast<unsigned char>(byte));
  }

  // The bytes with that index.
  static const ByteSet& alike(std::size_t table, std::size_t index) {
    static const auto kSets = [] {
      std::array<std::array<ByteSet, Lookup::kIndexes>, Lookup::kTables> sets;
      for (std::size_t t = 0; t < Lookup::kTables; ++t) {
        for (unsigned byte = 0; byte < 256; ++byte)
          sets[t][Lookup::index_of(t, static_cast<unsigned char>(byte))].set(byte);
      }
      return sets;
    }();
    return kSets[table][index];
  }

  template <typename Value>
  using OfTables = std::array<std::array<Value, kGram>, Lookup::kTables>;

  OfTables<std::array<int, Lookup::kIndexes>> words_{};  // how many have that index
  OfTables<ByteSet> indexed_;                            // the bytes whose index a word has
  std::array<ByteSet, kGram> fits_;                      // those for which every table has one
  std::array<double, kGram> share_{};                    // of all bytes of logs: those that fit
  std::vector<Places> fitting_places_ = std::vector<Places>(common_grams().size());  // of each common gram
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_FILTER_BUCKET_H_
