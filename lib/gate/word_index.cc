#include "gate/word_index.h"

#include <array>
#include <numeric>
#include <utility>

#include "base/bits.h"
#include "engine/word_set.h"

#if defined(__x86_64__)
#define TELLTALE_GATE_X86 1
#include <immintrin.h>
#endif

namespace telltale::internal {
namespace {

// The bitmap: 4 KiB or more stay sparse enough that most places end there, and below 128 KiB near enough.
constexpr std::uint32_t kFewestHashBits = 15;
constexpr std::uint32_t kMostHashBits = 20;
constexpr std::size_t kHashesPerWord = 32;

}  // namespace

WordIndex::Entry WordIndex::entry_of(const std::string& word, std::uint32_t number) {
  std::array<char, 2 * kTail> padded{};
  const std::size_t size = std::min(word.size(), kTail);
  std::copy(word.end() - static_cast<std::ptrdiff_t>(size), word.end(), padded.data() + kTail - size);
  std::memset(padded.data() + 2 * kTail - size, 0xFF, size);
  Entry entry;
  std::memcpy(&entry.tail, padded.data(), kTail);
  std::memcpy(&entry.mask, padded.data() + kTail, kTail);
  entry.word = number;
  return entry;
}

void WordIndex::finish() {
  hash_bits_ = kFewestHashBits;
  while (hash_bits_ < kMostHashBits && (std::size_t{1} << hash_bits_) < words_.size() * kHashesPerWord) ++hash_bits_;
  const std::size_t hashes = std::size_t{1} << hash_bits_;
  hashes_.assign(hashes / 32, 0);
  from_.assign((hashes >> kSharedBits) + 1, 0);
  std::vector<std::uint32_t> neighbours;
  for (const std::string& word : words_) {
    const std::uint32_t hash = hash_at(word.data() + word.size() - kGram);
    neighbours.push_back(hash >> kSharedBits);
    hashes_[hash / 32] |= 1U << (hash % 32);
    ++from_[neighbours.back() + 1];
  }
  std::partial_sum(from_.begin(), from_.end(), from_.begin());
  entries_.resize(words_.size());
  std::vector<std::uint32_t> next(from_.begin(), from_.end() - 1);
  for (std::uint32_t i = 0; i < words_.size(); ++i) entries_[next[neighbours[i]]++] = entry_of(words_[i], i);
}

std::uint64_t WordIndex::may_end(const char* text, std::size_t count) const noexcept {
#ifdef TELLTALE_GATE_X86
  static const bool kHasAvx2 = runs_here(WordFilter::kAvx2);
  if (kHasAvx2) return may_end_avx2(text, count);
#endif
  return may_end_portable(text, count);
}

std::uint64_t WordIndex::may_end_portable(const char* text, std::size_t count) const noexcept {
  std::uint64_t places = 0;
  for (std::size_t place = 0; place < count; ++place) {
    const std::uint32_t hash = hash_at(text + place);
    places |= std::uint64_t{hashes_[hash / 32] >> (hash % 32) & 1U} << place;
  }
  return places;
}

#ifdef TELLTALE_GATE_X86

// Eight places at a time: their hashes, the words of the bitmap that these are in, and the bits of these words.
__attribute__((target("avx2"))) std::uint64_t WordIndex::may_end_avx2(const char* text,
                                                                      std::size_t count) const noexcept {
  const __m256i grams_of_bytes = _mm256_setr_epi8(0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6,  //
                                                  4, 5, 6, 7, 5, 6, 7, 8, 6, 7, 8, 9, 7, 8, 9, 10);
  const __m256i factor = _mm256_set1_epi32(static_cast<int>(kFactor));
  const __m256i bits_of_word = _mm256_set1_epi32(31);
  const __m128i dropped = _mm_cvtsi32_si128(static_cast<int>(32U - hash_bits_));
  const int* const hashes = reinterpret_cast<const int*>(hashes_.data());
  std::uint64_t places = 0;
  for (std::size_t place = 0; place < count; place += 8) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + place));
    const __m256i grams = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(bytes), grams_of_bytes);
    const __m256i hash = _mm256_srl_epi32(_mm256_mullo_epi32(grams, factor), dropped);
    const __m256i words = _mm256_i32gather_epi32(hashes, _mm256_srli_epi32(hash, 5), 4);
    const __m256i bits = _mm256_srlv_epi32(words, _mm256_and_si256(hash, bits_of_word));
    const auto found = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_slli_epi32(bits, 31))));
    places |= std::uint64_t{found} << place;
  }
  return places & first_bits(count);
}

#endif

}  // namespace telltale::internal
