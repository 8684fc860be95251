#include <algorithm>
#include <array>
#include <utility>

#include "report/characters.h"
#include "report/diagnosis_words.h"
#include "telltale/diagnosis_report.h"
#include "telltale/report.h"

namespace telltale {
namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kMostProofsOnPage = 8;

struct Palette {
  std::string_view reset;
  std::string_view dim;
  std::string_view strong;
  std::string_view bad;
  std::string_view good;
};
constexpr Palette kColors = {"\x1b[0m", "\x1b[2m", "\x1b[1m", "\x1b[1;31m", "\x1b[1;32m"};
constexpr Palette kNoColors = {};

// `text` in lines of at most `width` columns, broken at blanks, and inside a word only when it is wider than a line or
// of a script that has no blanks.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t used = 0;
  const auto end_line = [&] {
    while (line.ends_with(' ')) line.pop_back();
    lines.push_back(std::exchange(line, {}));
    used = 0;
  };
  const std::string safe = terminal_safe(text);
  for (std::size_t at = 0; at < safe.size();) {
    std::size_t end = std::min(safe.find(' ', at), safe.size());
    std::size_t columns = terminal_width(std::string_view(safe).substr(at, end - at));
    const bool wide = internal::character_at(safe, at).value >= 0x3000;
    if (columns > width || wide) {
      end = at + internal::character_at(safe, at).length;
      columns = terminal_width(std::string_view(safe).substr(at, end - at));
    }
    if (used + columns > width && used > 0) end_line();
    line.append(safe, at, end - at);
    used += columns;
    at = end;
    if (at < safe.size() && safe[at] == ' ') {
      if (used > 0 && used < width) {
        line += ' ';
        ++used;
      }
      ++at;
    }
  }
  if (!line.empty()) end_line();
  return lines;
}

class Page {
 public:
  Page(const Diagnosis& diagnosis, const DiagnosisReportOptions& options)
      : diagnosis_(diagnosis),
        language_(options.language),
        words_(internal::words_of(options.language)),
        width_(std::max(options.width, kNarrowest)),
        palette_(options.color ? kColors : kNoColors) {}

  std::string run() {
    print_verdict();
    print_contradictions();
    print_next();
    print_sections();
    print_causes();
    print_sightings(words_.well, diagnosis_.healthy || diagnosis_.sections.empty(), Role::kHealthy);
    print_sightings(words_.ignorable, true, Role::kIgnorable);
    print_history();
    return std::move(out_);
  }

 private:
  const std::string& said(const LocalizedText& text) const { return internal::in_language(text, language_); }

  void print(std::string_view style, std::string_view text, std::size_t indent) {
    for (const std::string& line : wrapped(text, width_ - indent)) {
      out_.append(indent, ' ').append(style).append(line).append(palette_.reset).append("\n");
    }
  }

  void print_heading(std::string_view heading) {
    out_ += '\n';
    print(palette_.strong, heading, 0);
  }

  // Where a line stands, and the line.
  void print_proofs(const std::vector<std::size_t>& indices) {
    std::size_t printed = 0;
    for (const std::size_t index : indices) {
      if (printed++ == kMostProofsOnPage)
        return print(palette_.dim, "... +" + std::to_string(indices.size() - kMostProofsOnPage), 4);
      print_sighting(diagnosis_.sightings[index]);
    }
  }

  void print_sighting(const Sighting& sighting) {
    print(palette_.dim, internal::place_of(sighting) + "  " + sighting.finding.substr(sighting.finding.find('/') + 1),
          4);
    print("", sighting.text, 6);
  }

  void print_verdict() {
    print(diagnosis_.healthy ? palette_.good : palette_.bad, internal::verdict_of(diagnosis_, language_), 0);
    if (diagnosis_.causes.empty()) return;
    const DiagnosedCause& first = diagnosis_.causes.front();
    if (first.state != CauseState::kDecided && first.state != CauseState::kLikely) return;
    print("", said(first.explanation), 2);
    if (first.for_sightings.empty()) return;
    print_heading(words_.because);
    print_proofs(first.for_sightings);
    if (first.against_sightings.empty()) return;
    print_heading(words_.against);
    print_proofs(first.against_sightings);
  }

  void print_contradictions() {
    if (diagnosis_.contradictions.empty()) return;
    print_heading(words_.contradictions);
    for (const DiagnosedContradiction& one : diagnosis_.contradictions) {
      print(palette_.bad, said(one.title), 2);
      print_proofs(one.sightings);
    }
  }

  // Commands are never wrapped: they are there to be copied.
  void print_command(std::string_view command) {
    for (std::size_t at = 0; at < command.size();) {
      const std::size_t end = std::min(command.find('\n', at), command.size());
      out_.append("      ").append(terminal_safe(command.substr(at, end - at))).append("\n");
      at = end + 1;
    }
  }

  void print_next() {
    if (diagnosis_.next.empty()) return;
    print_heading(words_.next);
    // What is asked for is one block to copy; what is to be changed stands with its step.
    const std::string questions = internal::questions_of(diagnosis_);
    std::size_t number = 0;
    for (const NextStep& step : diagnosis_.next) {
      print(palette_.strong, std::to_string(++number) + ". " + said(step.title), 2);
      print("", said(step.why), 5);
      if (questions.empty()) print_command(step.command);
      if (!step.unknowns.empty()) {
        std::string names;
        for (const std::string& name : step.unknowns) names += (names.empty() ? "" : ", ") + name;
        print(palette_.dim, std::string(words_.to_set) + ": " + names, 5);
      }
      const std::string_view lead = step.kind == "fix" ? words_.afterwards : words_.expect;
      print(palette_.dim, std::string(lead) + ": " + said(step.expect), 5);
    }
    if (questions.empty()) return;
    out_ += '\n';
    print("", words_.feed_back, 2);
    print_command(questions);
  }

  void print_sections() {
    if (diagnosis_.sections.empty()) return;
    print_heading(words_.errors);
    for (const DiagnosedSection& section : diagnosis_.sections) {
      print("", said(section.title) + "  (" + section.id.substr(section.id.find('/') + 1) + ", " + section.owner + ")",
            2);
      print_proofs(section.sightings);
    }
  }

  void print_causes() {
    const auto print_state = [&](std::string_view heading, auto wanted) {
      bool first = true;
      for (const DiagnosedCause& cause : diagnosis_.causes) {
        if (!wanted(cause.state)) continue;
        if (std::exchange(first, false)) print_heading(heading);
        print("",
              said(cause.title) + "  (" + cause.id.substr(cause.id.find('/') + 1) + ", " +
                  std::string(to_string(cause.state)) + ")",
              2);
        if (cause.state == CauseState::kExcluded && !cause.against_sightings.empty())
          print_sighting(diagnosis_.sightings[cause.against_sightings.front()]);
      }
    };
    if (!diagnosis_.decided)
      print_state(words_.candidates, [](CauseState state) { return state != CauseState::kExcluded; });
    print_state(words_.excluded, [](CauseState state) { return state == CauseState::kExcluded; });
  }

  void print_sightings(std::string_view heading, bool wanted, Role role) {
    const std::vector<const Sighting*> seen = internal::present_with_role(diagnosis_, role);
    if (seen.empty() || !wanted) return;
    print_heading(heading);
    for (const Sighting* sighting : seen) print_sighting(*sighting);
  }

  void print_history() {
    bool first = true;
    for (const Sighting& sighting : diagnosis_.sightings) {
      if (sighting.relevance == Relevance::kPresent) continue;
      if (std::exchange(first, false)) print_heading(words_.history);
      print_sighting(sighting);
    }
  }

  const Diagnosis& diagnosis_;
  Language language_;
  const internal::DiagnosisWords& words_;
  std::size_t width_;
  Palette palette_;
  std::string out_;
};

}  // namespace

std::string to_page(const Diagnosis& diagnosis, const DiagnosisReportOptions& options) {
  return Page(diagnosis, options).run();
}

}  // namespace telltale
