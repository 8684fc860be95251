#include "report/diagnosis_words.h"

#include <algorithm>

namespace telltale::internal {
namespace {

constexpr DiagnosisWords kEnglish = {
    "Decided",
    "Likely",
    "Not decided yet",
    "Healthy: nothing is wrong that telltale knows of",
    "No error of the guide, but not well either",
    "Not this webhook: the failing call belongs to",
    "Because",
    "Seen to be well",
    "Against it",
    "Errors, the root first",
    "Candidates",
    "Ruled out",
    "Contradictions",
    "To be ignored",
    "Seen, but not how it stands now",
    "Next",
    "What it says",
    "Afterwards",
    "Set before you run it",
    "Run this, and give telltale its output as well:",
    ". ",
};

constexpr DiagnosisWords kJapanese = {
    "確定",
    "可能性が高い",
    "まだ確定できない",
    "正常: telltale の知る問題は見つかりません",
    "ガイドのエラーではないが、正常でもない",
    "この webhook の問題ではない。失敗した呼び出しの持ち主:",
    "根拠",
    "正常と確認できたもの",
    "反証",
    "エラー(根本から順に)",
    "候補",
    "除外",
    "矛盾",
    "無視してよいもの",
    "現在の状態ではないもの",
    "次にすること",
    "出力の見方",
    "実行後",
    "実行前に設定する変数",
    "次を実行し、その出力も telltale に渡してください:",
    "。",
};

bool asks(const NextStep& step) { return step.kind == "check" || step.kind == "ask"; }

}  // namespace

const DiagnosisWords& words_of(Language language) noexcept {
  return language == Language::kJapanese ? kJapanese : kEnglish;
}

const std::string& in_language(const LocalizedText& text, Language language) noexcept {
  return language == Language::kJapanese && !text.ja.empty() ? text.ja : text.en;
}

std::string place_of(const Sighting& sighting) {
  return sighting.line == 0 ? sighting.source : sighting.source + ":" + std::to_string(sighting.line);
}

std::string verdict_of(const Diagnosis& diagnosis, Language language) {
  const DiagnosisWords& words = words_of(language);
  if (diagnosis.healthy) return std::string(words.healthy);
  const auto with = [](std::string_view word, const std::string& rest) { return std::string(word) + ": " + rest; };
  if (!diagnosis.causes.empty()) {
    const DiagnosedCause& first = diagnosis.causes.front();
    if (first.state == CauseState::kDecided) return with(words.decided, in_language(first.title, language));
    if (first.state == CauseState::kLikely) return with(words.likely, in_language(first.title, language));
  }
  if (diagnosis.sections.empty()) return std::string(words.nothing_known);
  const DiagnosedSection& root = diagnosis.sections.front();
  if (diagnosis.causes.empty() && !root.owner.empty() && root.owner != "unknown")
    return std::string(words.not_ours) + " " + root.owner + ". " + in_language(root.title, language);
  return with(words.undecided, in_language(root.title, language));
}

std::vector<const Sighting*> present_with_role(const Diagnosis& diagnosis, Role role) {
  std::vector<const Sighting*> found;
  for (const Sighting& sighting : diagnosis.sightings) {
    if (sighting.role != role || sighting.relevance != Relevance::kPresent) continue;
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&](const Sighting* other) { return other->finding == sighting.finding; });
    if (!known) found.push_back(&sighting);
  }
  return found;
}

std::string questions_of(const Diagnosis& diagnosis) {
  if (diagnosis.decided || diagnosis.next.empty() || !asks(diagnosis.next.front())) return {};
  std::string block;
  for (const NextStep& step : diagnosis.next) {
    if (asks(step) && !step.command.empty()) block += step.command + "\n";
  }
  return block;
}

}  // namespace telltale::internal
