// The gate reads the caller's memory in place, in blocks, except for its end: engines may read some bytes beyond a
// text, so the last bytes are copied to the stack and scanned there.
#include "gate/gate.h"

#include <algorithm>
#include <utility>

#include "engine/padded_copy.h"

namespace telltale::internal {
namespace {

// Scanned at once. A hit that answers "go on far behind here" wastes what was scanned beyond it; a block fits the
// second-level cache, and starting one costs less than a thousandth of reading it.
constexpr std::size_t kBlock = std::size_t{1} << 20;

// Hits collected before they are handed out. More would cost time when the first of them leads far ahead.
constexpr std::size_t kHits = 256;
static_assert(kHits >= kLongestWord, "WordSet::find() promises progress from there on");

// Whole texts up to kShortText are copied (one scan instead of two), of others the last bytes.
static_assert(kShortText >= kTextPadding + kLongestWord, "the copy holds every word that ends in the last bytes");

std::vector<std::uint32_t>& spare_hits() {
  thread_local std::vector<std::uint32_t> hits;
  return hits;
}

// Memory for the hits of one scan, kept by the thread for the next one. A scan within a scan has memory of its own.
class Hits {
 public:
  Hits() : ends(std::move(spare_hits())) { ends.reserve(kHits); }
  ~Hits() { spare_hits() = std::move(ends); }
  Hits(const Hits&) = delete;
  Hits& operator=(const Hits&) = delete;

  std::vector<std::uint32_t> ends;
};

using Hit = std::function<std::size_t(std::size_t)>;

// One pass over a text. `done_` is the offset up to which every word that ends there was handed out.
class Pass {
 public:
  Pass(const WordSet& words, std::size_t longest, std::string_view text, const Hit& hit)
      : words_(words), longest_(longest), text_(text), hit_(hit) {}

  void run() {
    const std::size_t in_place = text_.size() > kShortText ? text_.size() - kTextPadding : 0;
    while (done_ < in_place) {
      const std::size_t begin = first_byte();
      const std::string_view block = text_.substr(begin, std::min(kBlock, in_place - begin));
      scan(block, begin);
    }
    while (done_ < text_.size()) scan_copy();
  }

 private:
  // Where a word can begin that ends behind `done_`.
  [[nodiscard]] std::size_t first_byte() const { return done_ - std::min(done_, longest_ - 1); }

  void scan_copy() {
    const std::size_t begin = first_byte();
    const PaddedCopy copy(text_.substr(begin));
    scan(copy.text(), begin);
  }

  // Scans `block`, which is text_[begin, begin + block.size()), once; all of it or up to kHits hits.
  void scan(std::string_view block, std::size_t begin) {
    found_.ends.clear();
    const std::size_t read = begin + words_.find(block, kHits, &found_.ends);
    for (const std::uint32_t end : found_.ends) {
      if (begin + end > done_) done_ = std::max(begin + end, hit_(begin + end));
    }
    done_ = std::max(done_, read);
  }

  const WordSet& words_;
  std::size_t longest_;
  std::string_view text_;
  const Hit& hit_;
  std::size_t done_ = 0;
  Hits found_;
};

}  // namespace

Result<Gate> Gate::create(Engine engine, const GatePlan& plan, std::string_view serialized) {
  std::size_t longest = 1;
  for (const std::string& word : plan.words) longest = std::max(longest, word.size());
  if (!serialized.empty()) {
    if (std::unique_ptr<WordSet> known = restore_word_set(serialized))
      return Gate(std::move(known), plan.words.size(), longest);
  }
  // The filter of our own is faster than Hyperscan where it has vectors, and nothing depends on which one it is.
  Result<std::unique_ptr<WordSet>> words =
      compile_word_set(engine == Engine::kHyperscan ? Engine::kAuto : engine, plan.words);
  if (!words) return words.problems();
  return Gate(*std::move(words), plan.words.size(), longest);
}

Gate::Gate(std::shared_ptr<const WordSet> words, std::size_t count, std::size_t longest)
    : words_(std::move(words)), word_count_(count), longest_(longest) {}

void Gate::scan(std::string_view text, const std::function<std::size_t(std::size_t)>& hit) const {
  Pass(*words_, longest_, text, hit).run();
}

bool Gate::finds_in(std::string_view text) const { return words_->occur_in(text); }

std::size_t Gate::word_count() const noexcept { return word_count_; }

std::string_view Gate::method() const noexcept { return words_->method(); }

}  // namespace telltale::internal
