#include "engine/re2_set.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <utility>

#include "engine/engine_problem.h"
#include "engine/re2_pattern.h"

namespace telltale::internal {
namespace {

using re2::FilteredRE2;
using re2::RE2;

// Shorter literals are in nearly every text: looking for them costs more than they keep away.
constexpr int kShortestLiteral = 3;

class Re2Patterns final : public PatternSet {
 public:
  // `filter` holds at least one pattern.
  explicit Re2Patterns(std::unique_ptr<FilteredRE2> filter) : filter_(std::move(filter)) {
    filter_->Compile(&literals_);
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
    for (char& c : lower) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    std::vector<int> found;
    for (std::size_t i = 0; i < literals_.size(); ++i) {
      if (lower.find(literals_[i]) != std::string::npos) found.push_back(static_cast<int>(i));
    }
    return found;
  }

  std::unique_ptr<FilteredRE2> filter_;
  std::vector<std::string> literals_;
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
  auto filter = std::make_unique<FilteredRE2>(kShortestLiteral);
  for (const SetPattern& pattern : patterns) {
    int id = 0;
    if (filter->Add(re2_text(pattern.text), re2_options(), &id) == RE2::NoError) continue;
    const std::string why = RE2(re2_text(pattern.text), re2_options()).error();  // Add() keeps it to itself
    problems.push_back(pattern_refused("RE2", pattern.label, pattern.text, why));
  }
  if (!problems.empty()) return problems;
  return std::unique_ptr<PatternSet>(std::make_unique<Re2Patterns>(std::move(filter)));
}

}  // namespace telltale::internal
