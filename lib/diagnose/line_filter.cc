#include "diagnose/line_filter.h"

#include <algorithm>

#include "base/ascii.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kWorthASet = std::size_t{256} * 1024;

}  // namespace

void LineFilter::find(std::string_view block, std::size_t text_size, std::vector<std::uint32_t>* hits) const {
  std::string copy(block);
  if (const PatternSet* all = text_size >= kWorthASet ? set() : nullptr) {
    copy.append(kTextPadding, '\0');
    return all->find(std::string_view(copy).substr(0, block.size()), hits);
  }
  std::transform(copy.begin(), copy.end(), copy.begin(), to_lower);
  for (std::uint32_t i = 0; i < patterns_.size(); ++i) {
    if (has_words(copy, patterns_[i]->required_words)) hits->push_back(i);
  }
}

// Null when RE2 refuses one of them: then it is the other way for all.
const PatternSet* LineFilter::set() const {
  std::call_once(once_, [&] {
    std::vector<SetPattern> patterns;
    for (const auto& pattern : patterns_) patterns.push_back({pattern->text, "a sign in lines"});
    if (patterns.empty()) return;
    Result<std::unique_ptr<PatternSet>> compiled = compile_pattern_set(Engine::kRe2, patterns);
    if (compiled) set_ = *std::move(compiled);
  });
  return set_.get();
}

}  // namespace telltale::internal
