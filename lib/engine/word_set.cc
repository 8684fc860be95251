#include "engine/word_set.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/archive.h"
#include "base/ascii.h"
#include "base/bits.h"
#include "engine/byte_filter.h"
#include "engine/engine_problem.h"
#include "engine/nibble_filter.h"
#include "engine/padded_copy.h"

#if defined(__x86_64__) || defined(__i386__)
#define TELLTALE_HAVE_X86 1
#include <immintrin.h>
#endif

namespace telltale::internal {
namespace {

// Places that are looked at between two looks at the number of hits; what a filter reads at once.
constexpr std::size_t kStep = 64;

// Offsets have 32 bits.
constexpr std::size_t kLongestText = std::size_t{1} << 30;

// The four bytes at `place`, letters in lower case (and some other bytes mixed up, which the comparison sorts out).
std::uint32_t four_bytes(const char* place) noexcept {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, place, sizeof bytes);
  return bytes | 0x20202020U;
}

// One text and what was found in it so far.
struct Search {
  std::string_view text;
  std::size_t enough = 1;  // of what is found, to stop
  std::vector<std::uint32_t>* ends = nullptr;
  std::size_t found = 0;

  void add(std::size_t end) {
    ++found;
    if (ends != nullptr) ends->push_back(static_cast<std::uint32_t>(end));
  }
};

struct Word {
  std::string text;    // lower case
  std::size_t at = 0;  // where its four bytes begin
};

// Words by a hash of their four bytes.
class WordTable {
 public:
  explicit WordTable(std::vector<Word> words) : words_(std::move(words)) {
    std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) { return slot_of(a) < slot_of(b); });
    for (const Word& word : words_) {
      ++first_[slot_of(word) + 1];
      const std::uint32_t bit = hash(four_bytes(word.text.data() + word.at));
      bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
      shortest_tail_ = std::min(shortest_tail_, word.text.size() - word.at);
    }
    for (std::size_t slot = 1; slot < first_.size(); ++slot) first_[slot] += first_[slot - 1];
  }

  // Whether four bytes can be those of a word.
  [[nodiscard]] bool may_hold(std::uint32_t bytes) const noexcept {
    const std::uint32_t bit = hash(bytes);
    return ((bits_[bit / 64] >> (bit % 64)) & 1U) != 0;
  }

  // Finds the words whose four bytes stand at `place`.
  void confirm(std::size_t place, Search* search) const {
    const std::string_view text = search->text;
    const std::uint32_t slot = hash(four_bytes(text.data() + place)) / kBitsPerSlot;
    for (std::size_t i = first_[slot]; i < first_[slot + 1]; ++i) {
      const Word& word = words_[i];
      if (place < word.at || text.size() - (place - word.at) < word.text.size()) continue;
      const char* begin = text.data() + (place - word.at);
      const bool same = std::equal(word.text.begin(), word.text.end(), begin,
                                   [](char wanted, char found) { return wanted == to_lower(found); });
      if (same) search->add(place - word.at + word.text.size());
    }
  }

  // No word ends less than this behind the place of its four bytes.
  [[nodiscard]] std::size_t shortest_tail() const noexcept { return shortest_tail_; }

 private:
  // 4 KiB of bits stay in the first-level cache; a hundred words set one bit in 300.
  static constexpr unsigned kHashBits = 15;
  static constexpr std::uint32_t kBitsPerSlot = 16;
  static constexpr std::size_t kSlots = (std::size_t{1} << kHashBits) / kBitsPerSlot;

  static std::uint32_t hash(std::uint32_t bytes) noexcept { return (bytes * 0x9E3779B1U) >> (32U - kHashBits); }
  static std::uint32_t slot_of(const Word& word) noexcept {
    return hash(four_bytes(word.text.data() + word.at)) / kBitsPerSlot;
  }

  std::vector<Word> words_;                        // by slot
  std::array<std::uint32_t, kSlots + 1> first_{};  // of each slot in words_
  std::array<std::uint64_t, (std::size_t{1} << kHashBits) / 64> bits_{};
  std::size_t shortest_tail_ = std::string::npos;
};

// Both scans read up to 3 bytes beyond the last place of the last step, which the padding of the text covers, and
// return the place from which nothing was looked at.
std::size_t scan_portable(const WordTable& words, Search* search) {
  const std::string_view text = search->text;
  for (std::size_t step = 0; step < text.size(); step += kStep) {
    const std::size_t end = std::min(step + kStep, text.size());
    for (std::size_t place = step; place < end; ++place) {
      if (words.may_hold(four_bytes(text.data() + place))) words.confirm(place, search);
    }
    if (search->found >= search->enough) return end;
  }
  return text.size();
}

#ifdef TELLTALE_HAVE_X86

// The same filter, in the instructions of four generations. A function that may use some instructions can
// only be inlined into one that may use them, too: so each has a scan of its own.
//
// places_*(): one bit for each of the places from `text` on, as many as a register has bytes: do the four bytes there
// fit any bucket. Two registers of AVX2 at once would want more of them than there are. Those of AVX-512 take the
// bytes, because they can be loaded without touching what lies behind a text.

#define TELLTALE_SSSE3 __attribute__((target("ssse3,popcnt")))
#define TELLTALE_AVX2 __attribute__((target("avx2,bmi,popcnt")))
#define TELLTALE_AVX512 __attribute__((target("avx512f,avx512bw,bmi,popcnt")))
#define TELLTALE_VBMI __attribute__((target("avx512f,avx512bw,avx512vbmi,bmi,popcnt")))

const __m128i* table_at(const std::array<std::uint8_t, 16>& table) {
  return reinterpret_cast<const __m128i*>(table.data());
}

TELLTALE_SSSE3 inline std::uint16_t places_ssse3(const NibbleFilter& filter, const char* text) {
  const __m128i nibble = _mm_set1_epi8(15);
  __m128i fits = _mm_set1_epi8(-1);
  for (std::size_t k = 0; k < kGram; ++k) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + k));
    const __m128i low = _mm_shuffle_epi8(_mm_load_si128(table_at(filter.low[k])), _mm_and_si128(bytes, nibble));
    const __m128i high =
        _mm_shuffle_epi8(_mm_load_si128(table_at(filter.high[k])), _mm_and_si128(_mm_srli_epi16(bytes, 4), nibble));
    fits = _mm_and_si128(fits, _mm_and_si128(low, high));
  }
  return static_cast<std::uint16_t>(~_mm_movemask_epi8(_mm_cmpeq_epi8(fits, _mm_setzero_si128())));
}

struct Avx2Tables {
  __m256i low[kGram];
  __m256i high[kGram];
};

TELLTALE_AVX2 inline Avx2Tables avx2_tables(const NibbleFilter& filter) {
  Avx2Tables tables;
  for (std::size_t k = 0; k < kGram; ++k) {
    tables.low[k] = _mm256_broadcastsi128_si256(_mm_load_si128(table_at(filter.low[k])));
    tables.high[k] = _mm256_broadcastsi128_si256(_mm_load_si128(table_at(filter.high[k])));
  }
  return tables;
}

TELLTALE_AVX2 inline std::uint32_t places_avx2(const Avx2Tables& tables, const char* text) {
  const __m256i nibble = _mm256_set1_epi8(15);
  __m256i fits = _mm256_set1_epi8(-1);
  for (std::size_t k = 0; k < kGram; ++k) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + k));
    const __m256i low = _mm256_shuffle_epi8(tables.low[k], _mm256_and_si256(bytes, nibble));
    const __m256i high = _mm256_shuffle_epi8(tables.high[k], _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble));
    fits = _mm256_and_si256(fits, _mm256_and_si256(low, high));
  }
  return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(fits, _mm256_setzero_si256())));
}

struct Avx512Tables {
  __m512i low[kGram];
  __m512i high[kGram];
};

TELLTALE_AVX512 inline Avx512Tables avx512_tables(const NibbleFilter& filter) {
  constexpr __mmask16 kAll = 0xFFFF;  // the form without a mask warns in GCC 12
  Avx512Tables tables;
  for (std::size_t k = 0; k < kGram; ++k) {
    tables.low[k] = _mm512_maskz_broadcast_i32x4(kAll, _mm_load_si128(table_at(filter.low[k])));
    tables.high[k] = _mm512_maskz_broadcast_i32x4(kAll, _mm_load_si128(table_at(filter.high[k])));
  }
  return tables;
}

// The k-th bytes of 64 places.
struct Grams512 {
  __m512i bytes[kGram];
};

TELLTALE_AVX512 inline Grams512 grams512(const char* text) {
  // Two loads and shifts instead of four loads: those that cross a line of the cache wait for memory twice.
  const __m512i here = _mm512_loadu_si512(text);
  const __m512i behind = _mm512_loadu_si512(text + 16);
  return {{here, _mm512_alignr_epi8(behind, here, 1), _mm512_alignr_epi8(behind, here, 2),
           _mm512_alignr_epi8(behind, here, 3)}};
}

// Behind the end of `text` stand zeros.
TELLTALE_AVX512 inline Grams512 grams512_within(std::string_view text) {
  Grams512 grams;
  for (std::size_t k = 0; k < kGram; ++k)
    grams.bytes[k] = _mm512_maskz_loadu_epi8(first_bits(text.size() - k), text.data() + k);
  return grams;
}

TELLTALE_AVX512 inline std::uint64_t places_avx512(const Avx512Tables& tables, const Grams512& grams) {
  const __m512i nibble = _mm512_set1_epi8(15);
  __m512i fits = _mm512_set1_epi8(-1);
  for (std::size_t k = 0; k < kGram; ++k) {
    const __m512i bytes = grams.bytes[k];
    const __m512i low = _mm512_shuffle_epi8(tables.low[k], _mm512_and_si512(bytes, nibble));
    const __m512i high = _mm512_shuffle_epi8(tables.high[k], _mm512_and_si512(_mm512_srli_epi16(bytes, 4), nibble));
    fits = _mm512_ternarylogic_epi64(fits, low, high, 0x80);  // all three
  }
  return _mm512_test_epi8_mask(fits, fits);
}

struct VbmiTables {
  __m512i below_64[kGram];
  __m512i others[kGram];
};

TELLTALE_VBMI inline VbmiTables vbmi_tables(const ByteFilter& filter) {
  VbmiTables tables;
  for (std::size_t k = 0; k < kGram; ++k) {
    tables.below_64[k] = _mm512_loadu_si512(filter.fits[k].data());
    tables.others[k] = _mm512_loadu_si512(filter.fits[k].data() + 64);
  }
  return tables;
}

// The lookup takes the low seven bits of a byte.
TELLTALE_VBMI inline std::uint64_t places_vbmi(const VbmiTables& tables, const Grams512& grams) {
  __m512i fits = _mm512_set1_epi8(-1);
  for (std::size_t k = 0; k < kGram; ++k)
    fits = _mm512_and_si512(fits, _mm512_permutex2var_epi8(tables.below_64[k], grams.bytes[k], tables.others[k]));
  return _mm512_test_epi8_mask(fits, fits);
}

// A CPU that reads ahead by itself stops at the end of a page. What lies there need not be memory that is ours: an
// address is only an address to this instruction.
__attribute__((always_inline)) inline void fetch_ahead(const char* text) noexcept {
  constexpr std::uintptr_t kPage = 4096;
  _mm_prefetch(reinterpret_cast<const char*>(reinterpret_cast<std::uintptr_t>(text) + kPage), _MM_HINT_T0);
}

// The places of a block, noted before any is looked at, and each where it belongs. If the address of the next depended
// on what was found before, the CPU would not load ahead: 12 instead of 35 GB/s with VBMI, which is what memory gives.
class Places {
 public:
  static constexpr std::size_t kBytes = 32 * kStep;  // of a block

  // `fits`: a bit for each of the places from `place` on, which is a multiple of their number.
  template <typename Bits>
  __attribute__((always_inline)) void note(std::size_t place, Bits fits) noexcept {
    std::memcpy(reinterpret_cast<char*>(steps_.data()) + place % kBytes / 8, &fits, sizeof fits);
  }

  // Looks at those noted of the steps in [begin, end).
  __attribute__((always_inline)) void confirm(std::size_t begin, std::size_t end, const WordTable& words,
                                              Search* search) const {
    std::array<std::uint32_t, kSteps> steps;  // NOLINT: only what is noted is read
    std::size_t count = 0;
    for (std::size_t step = begin; step < end; step += kStep) {
      steps[count] = static_cast<std::uint32_t>(step);
      count += steps_[step / kStep % kSteps] != 0 ? 1 : 0;
    }
    List list;
    for (std::size_t i = 0; i < count; ++i) list.add(steps[i], steps_[steps[i] / kStep % kSteps]);
    list.confirm(words, search);
  }

 private:
  static constexpr std::size_t kSteps = kBytes / kStep;

  // Which steps have any, and how many, is as good as random, and a branch on that costs more than the filter: so they
  // are listed by fours, and what of these is none is overwritten by the next.
  class List {
   public:
    __attribute__((always_inline)) void add(std::uint32_t step, std::uint64_t places) noexcept {
      std::uint32_t* next = places_.data() + count_;
      std::uint64_t left = places;
      do {
        for (std::size_t i = 0; i < kTogether; ++i, left &= left - 1)
          *next++ = step + static_cast<std::uint32_t>(__builtin_ctzll(left | kNone));
      } while (left != 0);
      count_ += static_cast<std::size_t>(__builtin_popcountll(places));
    }

    void confirm(const WordTable& words, Search* search) const {
      const std::string_view text = search->text;
      for (std::size_t i = 0; i < count_ && places_[i] < text.size(); ++i) {
        if (words.may_hold(four_bytes(text.data() + places_[i]))) words.confirm(places_[i], search);
      }
    }

   private:
    static constexpr std::size_t kTogether = 4;
    static constexpr std::uint64_t kNone = std::uint64_t{1} << 63U;  // what is left may be none

    std::array<std::uint32_t, kBytes + kTogether> places_;  // NOLINT: only what is noted is read
    std::size_t count_ = 0;
  };

  std::array<std::uint64_t, kSteps> steps_;  // NOLINT: only what is noted is read
};

// A step is noted whole, also where the text ends in it.
constexpr std::size_t end_of_step(std::size_t place) { return (place + kStep - 1) / kStep * kStep; }

TELLTALE_SSSE3 std::size_t scan_ssse3(const WordTable& words, const NibbleFilter& filter, Search* search) {
  const std::string_view text = search->text;
  Places noted;
  for (std::size_t begin = 0; begin < text.size(); begin += Places::kBytes) {
    const std::size_t end = std::min(begin + Places::kBytes, text.size());
    for (std::size_t place = begin; place < end_of_step(end); place += sizeof(__m128i)) {
      fetch_ahead(text.data() + place);
      noted.note(place, places_ssse3(filter, text.data() + place));
    }
    noted.confirm(begin, end, words, search);
    if (search->found >= search->enough) return end;
  }
  return text.size();
}

TELLTALE_AVX2 std::size_t scan_avx2(const WordTable& words, const NibbleFilter& filter, Search* search) {
  const Avx2Tables tables = avx2_tables(filter);
  const std::string_view text = search->text;
  Places noted;
  for (std::size_t begin = 0; begin < text.size(); begin += Places::kBytes) {
    const std::size_t end = std::min(begin + Places::kBytes, text.size());
    for (std::size_t place = begin; place < end_of_step(end); place += sizeof(__m256i)) {
      fetch_ahead(text.data() + place);
      noted.note(place, places_avx2(tables, text.data() + place));
    }
    noted.confirm(begin, end, words, search);
    if (search->found >= search->enough) return end;
  }
  return text.size();
}

TELLTALE_AVX512 std::size_t scan_avx512(const WordTable& words, const NibbleFilter& filter, Search* search) {
  const Avx512Tables tables = avx512_tables(filter);
  const std::string_view text = search->text;
  Places noted;
  for (std::size_t begin = 0; begin < text.size(); begin += Places::kBytes) {
    const std::size_t end = std::min(begin + Places::kBytes, text.size());
    for (std::size_t place = begin; place < end; place += sizeof(__m512i)) {
      fetch_ahead(text.data() + place);
      noted.note(place, places_avx512(tables, grams512(text.data() + place)));
    }
    noted.confirm(begin, end, words, search);
    if (search->found >= search->enough) return end;
  }
  return text.size();
}

TELLTALE_VBMI std::size_t scan_vbmi(const WordTable& words, const ByteFilter& filter, Search* search) {
  const VbmiTables tables = vbmi_tables(filter);
  const std::string_view text = search->text;
  Places noted;
  for (std::size_t begin = 0; begin < text.size(); begin += Places::kBytes) {
    const std::size_t end = std::min(begin + Places::kBytes, text.size());
    for (std::size_t place = begin; place < end; place += sizeof(__m512i))
      noted.note(place, places_vbmi(tables, grams512(text.data() + place)));
    noted.confirm(begin, end, words, search);
    if (search->found >= search->enough) return end;
  }
  return text.size();
}

// Whether one of the places of which `fits` has a bit, from `place` on, is that of a word.
bool holds_word(const WordTable& words, std::size_t place, std::uint64_t fits, Search* search) {
  for (; fits != 0; fits &= fits - 1) {
    const std::size_t at = place + static_cast<std::size_t>(__builtin_ctzll(fits));
    if (words.may_hold(four_bytes(search->text.data() + at))) words.confirm(at, search);
  }
  return search->found != 0;
}

// Whether a word stands in a short text, which is read where it lies and not beyond its end: copying it costs as much
// as looking. `text` has kShortestRead bytes: those that 32 places need.
constexpr std::size_t kShortestRead = sizeof(__m256i) + kGram - 1;
TELLTALE_AVX2 bool occur_avx2(const WordTable& words, const NibbleFilter& filter, std::string_view text) {
  const Avx2Tables tables = avx2_tables(filter);
  Search search{text};
  const std::size_t last = text.size() - kShortestRead;
  for (std::size_t place = 0; place < last; place += sizeof(__m256i)) {
    if (holds_word(words, place, places_avx2(tables, text.data() + place), &search)) return true;
  }
  return holds_word(words, last, places_avx2(tables, text.data() + last), &search);
}

// The same for a text of any length.
TELLTALE_AVX512 bool occur_avx512(const WordTable& words, const NibbleFilter& filter, std::string_view text) {
  const Avx512Tables tables = avx512_tables(filter);
  Search search{text};
  for (std::size_t step = 0; step + kGram <= text.size(); step += kStep) {
    const std::string_view rest = text.substr(step);
    const std::uint64_t places = places_avx512(tables, grams512_within(rest)) & first_bits(rest.size() - kGram + 1);
    if (holds_word(words, step, places, &search)) return true;
  }
  return false;
}

TELLTALE_VBMI bool occur_vbmi(const WordTable& words, const ByteFilter& filter, std::string_view text) {
  const VbmiTables tables = vbmi_tables(filter);
  Search search{text};
  for (std::size_t step = 0; step + kGram <= text.size(); step += kStep) {
    const std::string_view rest = text.substr(step);
    const std::uint64_t places = places_vbmi(tables, grams512_within(rest)) & first_bits(rest.size() - kGram + 1);
    if (holds_word(words, step, places, &search)) return true;
  }
  return false;
}

#endif

// What is costly to choose: in which bucket of the filter each word is, and by which of its bytes.
struct ChosenFilter {
  WordFilter filter = WordFilter::kPortable;
  std::vector<std::string> words;  // in lower case, of lengths that are possible
  NibbleFilter nibbles;            // empty with kVbmi
  ByteFilter bytes;                // empty with all others

  template <typename Archive>
  void describe(Archive& archive) {
    archive(filter, words, nibbles.places, nibbles.low, nibbles.high, bytes.places, bytes.fits);
  }

  [[nodiscard]] const std::vector<std::size_t>& places() const {
    return filter == WordFilter::kVbmi ? bytes.places : nibbles.places;
  }
};

ChosenFilter choose_filter(std::vector<std::string> words, WordFilter filter) {
  ChosenFilter chosen{filter, std::move(words), {}, {}};
  if (filter == WordFilter::kVbmi)
    chosen.bytes = make_byte_filter(chosen.words);
  else
    chosen.nibbles = make_nibble_filter(chosen.words);
  return chosen;
}

// Words are found by their four bytes, which stand at most a word's length before its end: no hit has far to go.
template <typename Iterator>
void sort_nearly_sorted(Iterator begin, Iterator end) {
  for (Iterator next = begin; next != end; ++next) {
    const auto value = *next;
    Iterator to = next;
    for (; to != begin && *(to - 1) > value; --to) *to = *(to - 1);
    *to = value;
  }
}

class FilteredWords final : public WordSet {
 public:
  explicit FilteredWords(ChosenFilter chosen)
      : chosen_(std::move(chosen)), words_(with_places(chosen_.words, chosen_.places())) {}

  [[nodiscard]] std::string serialized() const override { return archived(chosen_); }

  std::size_t find(std::string_view text, std::size_t max_hits, std::vector<std::uint32_t>* ends) const override {
    const std::string_view whole = text.substr(0, kLongestText);
    if (whole.empty() || max_hits == 0) return 0;
    const std::size_t before = ends->size();
    Search search{whole, std::min(max_hits, whole.size()), ends};
    const std::size_t place = scan(&search);
    // A word whose four bytes were not looked at ends behind this.
    const std::size_t read = std::min(whole.size(), place + words_.shortest_tail() - 1);
    if (search.found == 0) return read;
    const auto first = ends->begin() + static_cast<std::ptrdiff_t>(before);
    sort_nearly_sorted(first, ends->end());
    ends->erase(std::upper_bound(first, ends->end(), read), ends->end());
    return read;
  }

  [[nodiscard]] bool occur_in(std::string_view text) const override {
#ifdef TELLTALE_HAVE_X86
    if (chosen_.filter == WordFilter::kVbmi) return occur_vbmi(words_, chosen_.bytes, text);
    if (chosen_.filter == WordFilter::kAvx512) return occur_avx512(words_, chosen_.nibbles, text);
    if (chosen_.filter == WordFilter::kAvx2 && text.size() >= kShortestRead)
      return occur_avx2(words_, chosen_.nibbles, text);
#endif
    if (text.empty()) return false;
    const PaddedCopy copy(text);
    Search search{copy.text()};
    static_cast<void>(scan(&search));
    return search.found != 0;
  }

  [[nodiscard]] std::string_view method() const noexcept override {
    switch (chosen_.filter) {
      case WordFilter::kVbmi:
        return "own filter, AVX-512 VBMI";
      case WordFilter::kAvx512:
        return "own filter, AVX-512";
      case WordFilter::kAvx2:
        return "own filter, AVX2";
      case WordFilter::kSsse3:
        return "own filter, SSSE3";
      case WordFilter::kPortable:
        break;
    }
    return "own filter, portable";
  }

 private:
  [[nodiscard]] std::size_t scan(Search* search) const {
#ifdef TELLTALE_HAVE_X86
    if (chosen_.filter == WordFilter::kVbmi) return scan_vbmi(words_, chosen_.bytes, search);
    if (chosen_.filter == WordFilter::kAvx512) return scan_avx512(words_, chosen_.nibbles, search);
    if (chosen_.filter == WordFilter::kAvx2) return scan_avx2(words_, chosen_.nibbles, search);
    if (chosen_.filter == WordFilter::kSsse3) return scan_ssse3(words_, chosen_.nibbles, search);
#endif
    return scan_portable(words_, search);
  }

  static std::vector<Word> with_places(const std::vector<std::string>& words, const std::vector<std::size_t>& places) {
    std::vector<Word> all;
    for (std::size_t i = 0; i < words.size(); ++i) all.push_back({words[i], places[i]});
    return all;
  }

  ChosenFilter chosen_;
  WordTable words_;
};

class NoWords final : public WordSet {
 public:
  std::size_t find(std::string_view text, std::size_t /*max_hits*/,
                   std::vector<std::uint32_t>* /*ends*/) const override {
    return text.size();
  }
  [[nodiscard]] bool occur_in(std::string_view /*text*/) const override { return false; }
  [[nodiscard]] std::string_view method() const noexcept override { return "no words"; }
};

}  // namespace

bool runs_here(WordFilter filter) noexcept {
  switch (filter) {
#ifdef TELLTALE_HAVE_X86
    case WordFilter::kVbmi:
      return runs_here(WordFilter::kAvx512) && __builtin_cpu_supports("avx512vbmi") != 0;
    case WordFilter::kAvx512:
      return runs_here(WordFilter::kAvx2) && __builtin_cpu_supports("avx512f") != 0 &&
             __builtin_cpu_supports("avx512bw") != 0;
    case WordFilter::kAvx2:
      return runs_here(WordFilter::kSsse3) && __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0;
    case WordFilter::kSsse3:
      return __builtin_cpu_supports("ssse3") != 0 && __builtin_cpu_supports("popcnt") != 0;
#endif
    case WordFilter::kPortable:
      return true;
    default:
      return false;
  }
}

WordFilter best_word_filter() noexcept {
  for (const WordFilter filter : {WordFilter::kVbmi, WordFilter::kAvx512, WordFilter::kAvx2, WordFilter::kSsse3}) {
    if (runs_here(filter)) return filter;
  }
  return WordFilter::kPortable;
}

std::unique_ptr<WordSet> restore_word_set(std::string_view serialized) {
  ChosenFilter chosen;
  if (!restore(serialized, &chosen) || chosen.words.empty() || !runs_here(chosen.filter)) return nullptr;
  if (chosen.places().size() != chosen.words.size()) return nullptr;
  return std::make_unique<FilteredWords>(std::move(chosen));
}

Result<std::unique_ptr<WordSet>> compile_filtered_words(const std::vector<std::string>& words, WordFilter filter) {
  if (words.empty()) return std::unique_ptr<WordSet>(std::make_unique<NoWords>());
  std::vector<Problem> problems;
  std::vector<std::string> prepared;
  for (const std::string& word : words) {
    if (word.size() < kShortestWord || word.size() > kLongestWord) {
      problems.push_back(pattern_refused(
          "the word filter", "the word '" + word + "'", word,
          "words have " + std::to_string(kShortestWord) + " to " + std::to_string(kLongestWord) + " bytes"));
      continue;
    }
    prepared.push_back(word);
    std::transform(word.begin(), word.end(), prepared.back().begin(), to_lower);
  }
  if (!problems.empty()) return problems;
  return std::unique_ptr<WordSet>(std::make_unique<FilteredWords>(choose_filter(std::move(prepared), filter)));
}

}  // namespace telltale::internal
