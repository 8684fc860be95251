// Positions: a problem stands at a byte of the expanded pattern. When that byte was written by the author, the caret
// goes under it in the pattern as written, and line and column lead into the file, escapes counted. When it comes from
// a definition, line and column are those of the {{NAME}}, and the excerpt is the expanded pattern.
#include "pack/pattern_loader.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/excerpt.h"

namespace telltale::internal {
namespace {

Problem to_problem(const JsonDocument& document, const JsonValue& written, const PatternProblem& problem) {
  Problem shown;
  shown.code = problem.code;
  shown.file = document.file();
  shown.pointer = JsonDocument::pointer_to(written);
  shown.message = problem.message;
  shown.remedy = problem.remedy;
  return shown;
}

void set_place(Problem* shown, const JsonDocument& document, const JsonValue& written, std::size_t position) {
  const LineColumn place = document.place_of(document.offset_in_file(written, position));
  shown->line = place.line;
  shown->column = place.column;
}

void set_excerpt(Problem* shown, std::string_view pattern, std::size_t position, std::size_t length) {
  Excerpt excerpt = cut_excerpt(pattern, position, std::max<std::size_t>(length, 1));
  shown->excerpt = std::move(excerpt.text);
  shown->caret = excerpt.caret;
  shown->caret_length = length == 0 ? 0 : std::max<std::uint32_t>(excerpt.caret_length, 1);
}

bool concerns_all_of(const PatternProblem& problem, std::string_view pattern) {
  return problem.position == 0 && (problem.length == 0 || problem.length >= pattern.size());
}

}  // namespace

PatternPtr PatternLoader::load(const JsonDocument& document, const JsonValue& written, TextForm form, PatternUse use) {
  std::map<std::string, PatternPtr, std::less<>>& loaded = loaded_[{form, use}];
  if (const auto known = loaded.find(written.text); known != loaded.end()) return known->second;
  std::vector<PatternProblem> found;
  const std::optional<Expansion> expansion = definitions_.expand(written.text, &found);
  for (const PatternProblem& problem : found) report_in_source(document, written, problem);
  if (!expansion || expansion->broken) return nullptr;
  std::optional<Pattern> pattern = Pattern::parse(expansion->text, &found);
  if (pattern && form == TextForm::kMessage) pattern = pattern->folded(&found);
  for (const PatternProblem& problem : found) report(document, written, *expansion, problem);
  if (!pattern) return nullptr;
  return loaded.emplace(written.text, std::make_shared<const PreparedPattern>(pattern->prepared(use))).first->second;
}

std::vector<PatternPtr> PatternLoader::load_all(const JsonDocument& document,
                                                const std::vector<const JsonValue*>& written, TextForm form) {
  std::vector<PatternPtr> patterns;
  for (const JsonValue* one : written) {
    if (PatternPtr pattern = load(document, *one, form)) patterns.push_back(std::move(pattern));
  }
  return patterns;
}

void PatternLoader::load_definition(const JsonDocument& document, const JsonValue& written) {
  std::vector<PatternProblem> found;
  std::optional<Expansion> expansion = definitions_.expand(written.text, &found);
  for (const PatternProblem& problem : found) report_in_source(document, written, problem);
  bool good = expansion && !expansion->broken;
  if (good) {
    Pattern::parse(expansion->text, &found);
    for (const PatternProblem& problem : found) {
      if (problem.code == "pattern-empty-match") continue;
      good = false;
      report(document, written, *expansion, problem);
    }
  }
  definitions_.finish(written.key, good ? std::optional(std::move(expansion->text)) : std::nullopt);
}

void PatternLoader::report(const JsonDocument& document, const JsonValue& written, const Expansion& expansion,
                           const PatternProblem& problem) {
  const Expansion::Piece* piece = expansion.piece_at(problem.position);
  if (piece == nullptr || concerns_all_of(problem, expansion.text)) {
    PatternProblem whole = problem;
    whole.position = whole.length = 0;
    return report_in_source(document, written, whole);
  }
  if (piece->definition.empty()) {
    const std::size_t inside = problem.position - piece->begin;
    PatternProblem moved = problem;
    moved.position = piece->source + inside;
    moved.length = std::min(problem.length, std::max<std::size_t>(piece->source_length, inside + 1) - inside);
    return report_in_source(document, written, moved);
  }
  Problem shown = to_problem(document, written, problem);
  shown.message += " (inside {{" + piece->definition + "}})";
  set_place(&shown, document, written, piece->source);
  set_excerpt(&shown, expansion.text, problem.position, problem.length);
  problems_.add(std::move(shown));
}

void PatternLoader::report_in_source(const JsonDocument& document, const JsonValue& written,
                                     const PatternProblem& problem) {
  Problem shown = to_problem(document, written, problem);
  set_place(&shown, document, written, problem.position);
  set_excerpt(&shown, written.text, problem.position, problem.length);
  problems_.add(std::move(shown));
}

}  // namespace telltale::internal
