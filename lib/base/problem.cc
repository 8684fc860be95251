// How a problem looks when it is printed, and the table of all codes.
#include "telltale/problem.h"

#include <algorithm>
#include <string_view>

#include "base/utf8.h"

namespace telltale {
namespace {

using internal::display_width;

// "file:14:18: ", "file:14: ", "file: " or nothing.
std::string place_of(const Problem& problem) {
  std::string place = problem.file;
  if (!place.empty() && problem.line > 0) place += ":" + std::to_string(problem.line);
  if (!place.empty() && problem.line > 0 && problem.column > 0) place += ":" + std::to_string(problem.column);
  return place.empty() ? place : place + ": ";
}

// Blanks as wide as `text`; tabs stay tabs, so that the caret stands right whatever their width.
std::string blanks_below(std::string_view text) {
  std::string blanks;
  std::size_t begin = 0;
  for (std::size_t tab = text.find('\t'); tab != std::string_view::npos; tab = text.find('\t', begin)) {
    blanks.append(display_width(text.substr(begin, tab - begin)), ' ').push_back('\t');
    begin = tab + 1;
  }
  return blanks.append(display_width(text.substr(begin)), ' ');
}

std::string excerpt_lines(const Problem& problem) {
  std::string lines = "  " + problem.excerpt + "\n";
  if (problem.caret_length == 0) return lines;
  const std::string_view excerpt = problem.excerpt;
  const std::size_t caret = std::min<std::size_t>(problem.caret, excerpt.size());
  const std::size_t width = display_width(excerpt.substr(caret, problem.caret_length));
  return lines + "  " + blanks_below(excerpt.substr(0, caret)) + std::string(std::max<std::size_t>(width, 1), '^') +
         "\n";
}

}  // namespace

std::string to_string(const Problem& problem) {
  std::string text = place_of(problem);
  text += problem.severity == Severity::kError ? "error: " : "warning: ";
  text += problem.message + " [" + problem.code + "]\n";
  if (!problem.pointer.empty()) text += "  at " + problem.pointer + "\n";
  if (!problem.excerpt.empty()) text += excerpt_lines(problem);
  if (!problem.remedy.empty()) text += "  remedy: " + problem.remedy + "\n";
  return internal::to_valid_utf8(text);
}

const std::vector<ProblemCode>& problem_codes() {
  static const std::vector<ProblemCode> codes = {
      {"bad-example", "An example cannot be judged: the part that it asks for is not in its text."},
      {"bad-id", "An id is not made of lower-case words and dashes, or has too many or too few parts."},
      {"bad-value", "A value of the right type that says nothing or cannot be used."},
      {"counter-example-matched", "A signature matches a text that it must stay silent on."},
      {"def-cycle", "A definition uses itself, directly or through others."},
      {"duplicate-id", "Two things of one kind have the same id."},
      {"engine-unavailable", "The engine that was asked for is not built in or does not work on this machine."},
      {"example-extra", "An example also shows a finding that it does not name under \"also\"."},
      {"example-field", "A field of an example does not have the value that the example gives."},
      {"example-missed", "A signature does not match its own example."},
      {"example-owner", "An example is said to be somebody else's failure than the pack says."},
      {"example-span", "A match in an example does not cover the part that the example gives."},
      {"file-name", "A section's file is not named after its id."},
      {"file-too-large", "A file of a pack is larger than 16 MiB."},
      {"file-unreadable", "A file or folder of a pack cannot be read."},
      {"format-version", "A file is written for a version of the format that this library does not know."},
      {"json-duplicate-key", "A key stands twice in one object."},
      {"json-encoding", "A file is not plain UTF-8, or a text in it holds a NUL."},
      {"json-limit", "A file is nested too deep, has too many values or a text that is too long."},
      {"json-number", "A number is out of range."},
      {"json-syntax", "A file is not JSON."},
      {"key-conflict", "Two keys of one object exclude each other."},
      {"missing-counter-example", "A signature has no text that it must stay silent on (a warning)."},
      {"missing-example", "A signature or a wording has no text that it must match (a warning)."},
      {"missing-key", "An object lacks a key that it needs."},
      {"missing-signature", "No signature stands for a section or a finding (a warning)."},
      {"missing-translation", "A text is not given in every language of the pack."},
      {"no-tests", "A pack has no examples, so nothing was proved."},
      {"only-matches-nothing", "A glob of the option \"only\" matches no finding."},
      {"pack-duplicate", "Two packs of one classifier have the same name."},
      {"pack-limit", "A pack has more signatures than a classifier takes."},
      {"pack-unknown", "There is no pack of that name or at that place."},
      {"pattern-assertion", "A pattern for message text uses ^ $ \\b or \\B, which message text does not have."},
      {"pattern-empty-match", "A pattern matches the empty text, and so everything."},
      {"pattern-engine", "An engine refuses a pattern that passed all checks."},
      {"pattern-limit", "A pattern is too long, nested too deep or repeats too much to be compiled safely."},
      {"pattern-no-word",
       "A pattern demands no word that the gate could look for, so every text would have to be searched."},
      {"pattern-syntax", "A pattern is not a regular expression."},
      {"pattern-unsupported", "A pattern uses something that not every engine understands in the same way."},
      {"too-many-problems", "There are more problems than are listed."},
      {"unexpected-file", "A JSON file stands where no file of a pack is looked for (a warning)."},
      {"unknown-def", "A pattern uses a definition that defs.json does not have."},
      {"unknown-field", "A field is named that no pattern captures."},
      {"unknown-id", "An id is named that nothing in the pack has."},
      {"unknown-key", "An object has a key that the format does not know."},
      {"unknown-word", "A value is none of the words that are possible here."},
      {"unused-id", "A step, frame or definition is never used (a warning)."},
      {"wrong-type", "A value has another type than the format wants."},
  };
  return codes;
}

}  // namespace telltale
