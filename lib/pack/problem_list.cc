#include "pack/problem_list.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/excerpt.h"
#include "base/file.h"
#include "base/utf8.h"

namespace telltale::internal {
namespace {

// Of each severity. Nobody reads more; a hostile file could hold millions.
constexpr std::size_t kListedProblems = 500;

Problem to_problem(Complaint complaint) {
  Problem problem;
  problem.severity = complaint.severity;
  problem.code = std::move(complaint.code);
  problem.message = std::move(complaint.message);
  problem.remedy = std::move(complaint.remedy);
  return problem;
}

}  // namespace

bool ProblemList::is_full(Severity severity) const noexcept {
  return (severity == Severity::kError ? errors_ : warnings_) >= kListedProblems;
}

void ProblemList::count(Severity severity) noexcept { ++(severity == Severity::kError ? errors_ : warnings_); }

void ProblemList::add(Problem problem) {
  const bool full = is_full(problem.severity);
  count(problem.severity);
  if (full) return;
  problem.file = to_printable(problem.file);
  problem.pointer = to_printable(problem.pointer);
  problem.message = to_printable(problem.message);
  problem.remedy = to_printable(problem.remedy);
  problems_.push_back(std::move(problem));
}

void ProblemList::add_at(const JsonDocument& document, const JsonValue& value, Complaint complaint) {
  const JsonValue& face = value.face();
  const bool container = face.kind == JsonKind::kArray || face.kind == JsonKind::kObject;
  // An object is pointed at by its id, its key or its bracket, not by all of its lines.
  if (container && face.key_end > 0) return add_at_key(document, value, std::move(complaint));
  const std::size_t end = container ? face.begin + 1 : face.end;
  add_at_bytes(document, face.begin, end, JsonDocument::pointer_to(value), std::move(complaint));
}

void ProblemList::add_at_key(const JsonDocument& document, const JsonValue& value, Complaint complaint) {
  add_at_bytes(document, value.key_begin, value.key_end, JsonDocument::pointer_to(value), std::move(complaint));
}

void ProblemList::add_at_bytes(const JsonDocument& document, std::size_t begin, std::size_t end, std::string pointer,
                               Complaint complaint) {
  if (is_full(complaint.severity)) return count(complaint.severity);
  Problem problem = to_problem(std::move(complaint));
  problem.file = document.file();
  problem.pointer = std::move(pointer);
  const LineColumn place = document.place_of(begin);
  problem.line = place.line;
  problem.column = place.column;
  const JsonLine line = document.line_at(begin);
  Excerpt excerpt = cut_excerpt(line.text, begin - line.begin, std::max(end, begin + 1) - begin);
  problem.excerpt = std::move(excerpt.text);
  problem.caret = excerpt.caret;
  problem.caret_length = problem.excerpt.empty() ? 0 : std::max<std::uint32_t>(excerpt.caret_length, 1);
  add(std::move(problem));
}

void ProblemList::add_at_file(std::string file, Complaint complaint) {
  Problem problem = to_problem(std::move(complaint));
  problem.file = std::move(file);
  add(std::move(problem));
}

std::vector<Problem> ProblemList::take() {
  std::stable_sort(problems_.begin(), problems_.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
  const std::size_t unlisted = errors_ + warnings_ - problems_.size();
  if (unlisted > 0) {
    Complaint more{"too-many-problems", with_thousands(unlisted) + " more problems are not listed",
                   "mend these first and check again"};
    more.severity = errors_ > 0 ? Severity::kError : Severity::kWarning;
    problems_.push_back(to_problem(std::move(more)));
  }
  errors_ = warnings_ = 0;
  return std::exchange(problems_, {});
}

}  // namespace telltale::internal
