#include "engine/re2_set.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "engine/engine_problem.h"
#include "engine/re2_pattern.h"

namespace telltale::internal {
namespace {

using re2::FilteredRE2;
using re2::RE2;

// Shorter literals are in nearly every text: looking for them costs more than they keep away.
constexpr std::size_t kShortestLiteral = 3;

// Which of some literals a text holds, in one pass: a hash of three bytes says which could begin at a place. (A
// search for each of the 200 literals of a pack took as long as RE2 itself.)
class LiteralFinder {
 public:
  // In lower case, each of kShortestLiteral bytes or more.
  explicit LiteralFinder(std::vector<std::string> literals) : literals_(std::move(literals)), slots_(kSlots) {
    for (std::size_t i = 0; i < literals_.size(); ++i) slots_[slot(literals_[i])].push_back(static_cast<int>(i));
  }

  // The numbers of those that stand in `text`, which is in lower case.
  [[nodiscard]] std::vector<int> find(std::string_view text) const {
    std::vector<int> found;
    std::vector<bool> seen(literals_.size());
    for (; text.size() >= kShortestLiteral; text.remove_prefix(1)) {
      for (const int i : slots_[slot(text)]) {
        const auto index = static_cast<std::size_t>(i);
        if (seen[index] || text.substr(0, literals_[index].size()) != literals_[index]) continue;
        seen[index] = true;
        found.push_back(i);
      }
    }
    return found;
  }

 private:
  static constexpr std::size_t kSlots = 4096;

  static std::size_t slot(std::string_view text) {
    const auto byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(text[i])}; };
    return (byte(0) * 1259 + byte(1) * 83 + byte(2)) % kSlots;
  }

  std::vector<std::string> literals_;
  std::vector<std::vector<int>> slots_;
};

class Re2Patterns final : public PatternSet {
 public:
  // `filter` holds at least one pattern.
  explicit Re2Patterns(std::unique_ptr<FilteredRE2> filter) : filter_(std::move(filter)) {
    std::vector<std::string> literals;
    filter_->Compile(&literals);
    literals_ = std::make_unique<LiteralFinder>(std::move(literals));
  }

  void find(std::string_view text, std::vector<std::uint32_t>* hits) const override {
    const auto before = static_cast<std::ptrdiff_t>(hits->size());
    std::vector<int> possible;
    filter_->AllPotentials(literals_in(text), &possible);
    for (const int id : possible) {
      if (RE2::PartialMatch(text, filter_->GetRE2(id))) hits->push_back(static_cast<std::uint32_t>(id));
    }
    std::sort(hits->begin() + before, hits->end());
  }

  [[nodiscard]] std::size_t size() const noexcept override { return static_cast<std::size_t>(filter_->NumRegexps()); }

 private:
  // RE2 gives its literals in lower case.
  [[nodiscard]] std::vector<int> literals_in(std::string_view text) const {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
    return literals_->find(lower);
  }

  std::unique_ptr<FilteredRE2> filter_;
  std::unique_ptr<LiteralFinder> literals_;
};

class NoPatterns final : public PatternSet {
 public:
  void find(std::string_view /*text*/, std::vector<std::uint32_t>* /*hits*/) const override {}
  [[nodiscard]] std::size_t size() const noexcept override { return 0; }
};

}  // namespace

Result<std::unique_ptr<PatternSet>> compile_re2_patterns(const std::vector<SetPattern>& patterns) {
  if (patterns.empty()) return std::unique_ptr<PatternSet>(std::make_unique<NoPatterns>());
  std::vector<Problem> problems;
  auto filter = std::make_unique<FilteredRE2>(static_cast<int>(kShortestLiteral));
  for (const SetPattern& pattern : patterns) {
    int id = 0;
    if (filter->Add(re2_text(pattern.text), re2_options(pattern.text), &id) == RE2::NoError) continue;
    const std::string why = RE2(re2_text(pattern.text), re2_options(pattern.text)).error();  // Add() keeps it to itself
    problems.push_back(pattern_refused("RE2", pattern.label, pattern.text, why));
  }
  if (!problems.empty()) return problems;
  return std::unique_ptr<PatternSet>(std::make_unique<Re2Patterns>(std::move(filter)));
}

}  // namespace telltale::internal
