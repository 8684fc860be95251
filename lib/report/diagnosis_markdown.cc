#include <utility>

#include "report/diagnosis_words.h"
#include "report/markdown.h"
#include "telltale/diagnosis_report.h"
#include "telltale/report.h"

namespace telltale {
namespace {

constexpr std::size_t kMostProofsInMarkdown = 6;

class Markdown {
 public:
  Markdown(const Diagnosis& diagnosis, Language language)
      : diagnosis_(diagnosis), language_(language), words_(internal::words_of(language)) {}

  std::string run() {
    out_ += "### " + internal::markdown_text(internal::verdict_of(diagnosis_, language_)) + "\n";
    write_first_cause();
    write_contradictions();
    write_next();
    write_others();
    write_well();
    return std::move(out_);
  }

 private:
  // The pack's own texts are Markdown already: `code` in them stays code.
  std::string said(const LocalizedText& text) const { return terminal_safe(internal::in_language(text, language_)); }

  void write_heading(std::string_view heading) { out_.append("\n**").append(heading).append("**\n\n"); }

  void write_proofs(const std::vector<std::size_t>& indices) {
    std::size_t written = 0;
    for (const std::size_t index : indices) {
      if (written++ == kMostProofsInMarkdown) return;
      write_sighting(diagnosis_.sightings[index]);
    }
  }

  void write_sighting(const Sighting& sighting) {
    out_ += "- " + internal::markdown_code(internal::place_of(sighting)) + ": " +
            internal::markdown_code(sighting.text) + "\n";
  }

  void write_first_cause() {
    if (diagnosis_.causes.empty()) return;
    const DiagnosedCause& first = diagnosis_.causes.front();
    if (first.state != CauseState::kDecided && first.state != CauseState::kLikely) return;
    out_ += "\n" + said(first.explanation) + "\n";
    if (first.for_sightings.empty()) return;
    write_heading(words_.because);
    write_proofs(first.for_sightings);
  }

  void write_contradictions() {
    for (const DiagnosedContradiction& one : diagnosis_.contradictions) {
      write_heading(words_.contradictions);
      out_ += said(one.title) + "\n\n";
      write_proofs(one.sightings);
    }
  }

  void write_next() {
    if (diagnosis_.next.empty()) return;
    const std::string questions = internal::questions_of(diagnosis_);
    write_heading(words_.next);
    std::size_t number = 0;
    for (const NextStep& step : diagnosis_.next) {
      out_ += std::to_string(++number) + ". " + said(step.title) + std::string(words_.stop) + said(step.why) + "\n";
      if (questions.empty() && !step.command.empty()) write_command(step.command, "   ");
    }
    if (questions.empty()) return;
    out_.append("\n").append(words_.feed_back).append("\n\n");
    write_command(questions, "");
  }

  void write_command(std::string_view command, std::string_view indent) {
    out_.append(indent).append("```sh\n");
    for (std::size_t at = 0; at < command.size();) {
      const std::size_t end = std::min(command.find('\n', at), command.size());
      out_.append(indent).append(terminal_safe(command.substr(at, end - at))).append("\n");
      at = end + 1;
    }
    out_.append(indent).append("```\n");
  }

  void write_others() {
    bool first = true;
    for (const DiagnosedCause& cause : diagnosis_.causes) {
      if (diagnosis_.decided || &cause == &diagnosis_.causes.front()) continue;
      if (cause.state == CauseState::kExcluded) continue;
      if (std::exchange(first, false)) write_heading(words_.candidates);
      out_ += "- " + said(cause.title) + "\n";
    }
  }

  void write_well() {
    if (!diagnosis_.healthy) return;
    const std::vector<const Sighting*> well = internal::present_with_role(diagnosis_, Role::kHealthy);
    if (well.empty()) return;
    write_heading(words_.well);
    for (const Sighting* sighting : well) write_sighting(*sighting);
  }

  const Diagnosis& diagnosis_;
  Language language_;
  const internal::DiagnosisWords& words_;
  std::string out_;
};

}  // namespace

std::string to_markdown(const Diagnosis& diagnosis, const DiagnosisReportOptions& options) {
  return Markdown(diagnosis, options.language).run();
}

}  // namespace telltale
