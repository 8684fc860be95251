#include "classify/batch.h"

#include <algorithm>

namespace telltale::internal {
namespace {

// Read in one pass: what fits the second-level cache beside the rest, so that a text that is asked again is still
// there.
constexpr std::size_t kTogether = std::size_t{128} * 1024;

// Longer texts are not copied: reading them alone costs little more.
constexpr std::size_t kCopied = 4096;

}  // namespace

bool Batch::next(std::vector<std::size_t>* numbers) {
  numbers->clear();
  while (numbers->empty() && last_ < texts_.size()) {
    first_ = last_;
    ends_.clear();
    const std::string_view joined = join();
    find_gate_words(joined, numbers);
    find_other_encodings(joined, numbers);
    std::sort(numbers->begin(), numbers->end());
    numbers->erase(std::unique(numbers->begin(), numbers->end()), numbers->end());
  }
  return !numbers->empty();
}

// Texts that lie one behind the other are read where they lie; the memory of each is the caller's, so all of it is.
std::string_view Batch::join() {
  const std::string_view together = in_place();
  const bool is_one = ends_.size() == 1 && last_ < texts_.size();
  return is_one && together.size() < kCopied ? copied() : together;
}

std::string_view Batch::in_place() {
  std::string_view together;
  for (; last_ < texts_.size() && together.size() < kTogether; ++last_) {
    const std::string_view text = texts_[last_];
    if (together.empty())
      together = text;
    else if (!text.empty() && text.data() != together.data() + together.size())
      break;
    else
      together = {together.data(), together.size() + text.size()};
    ends_.push_back(together.size());
  }
  return together;
}

std::string_view Batch::copied() {
  copy_.clear();
  ends_.clear();
  for (last_ = first_; last_ < texts_.size() && copy_.size() < kTogether; ++last_) {
    if (texts_[last_].size() >= kCopied) break;
    copy_ += texts_[last_];
    ends_.push_back(copy_.size());
  }
  return copy_;
}

// A word that begins in one text and ends in the next makes the next be asked, no more.
void Batch::find_gate_words(std::string_view joined, std::vector<std::size_t>* numbers) {
  std::size_t at = 0;
  gate_.scan(joined, [&](std::size_t hit) {
    while (ends_[at] < hit) ++at;
    numbers->push_back(first_ + at);
    return ends_[at];
  });
}

// The gate reads UTF-8. What is UTF-16 has a mark or NULs, and nearly no text has.
void Batch::find_other_encodings(std::string_view joined, std::vector<std::size_t>* numbers) const {
  for (std::size_t nul = joined.find('\0'); nul != std::string_view::npos;) {
    const std::size_t number = number_of(nul);
    numbers->push_back(number);
    nul = joined.find('\0', ends_[number - first_]);
  }
  for (std::size_t number = first_; number < last_; ++number) {
    if (!texts_[number].empty() && static_cast<unsigned char>(texts_[number][0]) >= 0xFE) numbers->push_back(number);
  }
}

std::size_t Batch::number_of(std::size_t offset) const {
  return first_ + static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), offset) - ends_.begin());
}

}  // namespace telltale::internal
