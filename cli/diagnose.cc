#include "diagnose.h"

#include <unistd.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "exit_code.h"
#include "inputs.h"
#include "line_pieces.h"
#include "output.h"
#include "packs.h"
#include "telltale/diagnosis_report.h"
#include "words.h"

namespace telltale::cli {
namespace {

// Of lines that are no match, so many are told one by one.
constexpr std::size_t kToldLines = 10;

enum class From { kText, kMatches };
enum class Form { kPage, kMarkdown, kJson };

struct DiagnoseOptions {
  std::vector<std::string> paths;
  std::vector<std::string> packs;
  Engine engine = Engine::kAuto;
  From from = From::kText;
  Form form = Form::kPage;
  Language language = Language::kEnglish;
  When color = When::kAuto;
};

class CaseBuilder {
 public:
  CaseBuilder(Case opened, From from) : case_(std::move(opened)), from_(from) {}

  void add(const Input& input) {
    bad_lines_ = 0;
    const std::string error = take_line_pieces(input, [&](std::string_view text, std::uint64_t first_line) {
      if (from_ == From::kMatches)
        add_matches(input.path, text, first_line);
      else
        case_.add_text(input.path, text, first_line);
    });
    if (!error.empty()) complain(input.path, error);
    if (bad_lines_ > kToldLines)
      complain(input.path, std::to_string(bad_lines_ - kToldLines) + " more lines are no match");
  }

  [[nodiscard]] const Case& opened() const noexcept { return case_; }
  [[nodiscard]] int code() const noexcept { return code_; }

 private:
  void complain(const std::string& path, const std::string& error) {
    say_about(path, 0, error);
    code_ = kInput;
  }

  void add_matches(const std::string& path, std::string_view lines, std::uint64_t number) {
    for (; !lines.empty(); ++number) {
      const std::string_view line = lines.substr(0, lines.find('\n'));
      lines.remove_prefix(std::min(line.size() + 1, lines.size()));
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      std::vector<Problem> problems = case_.add_json_match(line);
      if (!problems.empty()) complain(path, number, std::move(problems));
    }
  }

  void complain(const std::string& path, std::uint64_t line, std::vector<Problem> problems) {
    code_ = kInput;
    if (++bad_lines_ > kToldLines) return;
    for (Problem& problem : problems) {
      problem.file = path;
      problem.line = static_cast<std::uint32_t>(line);
    }
    say_problems(problems);
  }

  Case case_;
  From from_;
  std::uint64_t bad_lines_ = 0;
  int code_ = kDone;
};

std::string written(const Diagnosis& diagnosis, const DiagnoseOptions& options) {
  DiagnosisReportOptions report;
  report.language = options.language;
  report.width = terminal_columns(STDOUT_FILENO);
  report.color = wants_color(options.color, STDOUT_FILENO);
  switch (options.form) {
    case Form::kPage:
      return to_page(diagnosis, report);
    case Form::kMarkdown:
      return to_markdown(diagnosis, report);
    case Form::kJson:
      return to_json(diagnosis, report);
  }
  return {};
}

int run_diagnose(const DiagnoseOptions& options) {
  DiagnoserOptions wanted;
  std::optional<std::vector<Pack>> packs = load_packs(options.packs);
  if (!packs) return kUsage;
  wanted.packs = *std::move(packs);
  wanted.engine = options.engine;
  wanted.cache_folder = cache_folder();
  const Result<Diagnoser> diagnoser = Diagnoser::create(wanted);
  if (!diagnoser) {
    say_problems(diagnoser.problems());
    return kUsage;
  }
  InputOptions input;
  input.from = InputOptions::From::kText;
  const std::vector<std::string> paths = options.paths.empty() ? std::vector<std::string>{"-"} : options.paths;
  CaseBuilder builder(diagnoser->open_case(), options.from);
  for (const Input& one : list_inputs(paths, input).inputs) builder.add(one);
  const Diagnosis diagnosis = builder.opened().diagnosis();
  if (!diagnosis.limits.none()) say("a limit was hit: the case was not read to its end");
  Output output(STDOUT_FILENO);
  return print_and_finish(output, written(diagnosis, options), diagnosis.limits.none() ? builder.code() : kInput);
}

}  // namespace

void add_diagnose(CLI::App& app, Action& action) {
  auto options = std::make_shared<DiagnoseOptions>();
  CLI::App* diagnose = app.add_subcommand("diagnose", "which cause is likely, and what to check next");
  diagnose->add_option("PATH", options->paths, "the case: files, folders; none or - is standard input")
      ->type_name("PATH")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_choice<From>(*diagnose, "--from", options->from, {{"text", From::kText}, {"matches", From::kMatches}},
                   "what the case is made of");
  add_choice<Form>(*diagnose, "--format", options->form,
                   {{"page", Form::kPage}, {"markdown", Form::kMarkdown}, {"json", Form::kJson}}, "how to write it");
  add_choice<Language>(*diagnose, "--lang", options->language,
                       {{"en", Language::kEnglish}, {"ja", Language::kJapanese}}, "in which language");
  add_pack_option(*diagnose, options->packs);
  add_engine_option(*diagnose, options->engine);
  add_color_option(*diagnose, options->color);
  diagnose->footer(
      "All paths together are one case: a thread, a terminal session, the files of a support bundle. What is\n"
      "not decided yet comes with the commands whose output decides; give that output as a further file.\n"
      "\n"
      "--from matches reads what `telltale classify --format ndjson` wrote, from one machine or many. Each match\n"
      "may have two more keys: \"time\", a whole number that orders the matches of all sources, and \"text\", the\n"
      "line that it stands on.\n"
      "\n"
      "Examples:\n"
      "  telltale diagnose thread.txt\n"
      "  telltale diagnose first.txt more.txt --lang ja\n"
      "  telltale diagnose bundle/ --format markdown\n"
      "  telltale classify --format ndjson --min-confidence low big.log | telltale diagnose --from matches\n");
  diagnose->callback([options, &action] { action = [options] { return run_diagnose(*options); }; });
}

}  // namespace telltale::cli
