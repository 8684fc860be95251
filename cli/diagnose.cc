#include "diagnose.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>

#include "byte_source.h"
#include "exit_code.h"
#include "inputs.h"
#include "output.h"
#include "packs.h"
#include "telltale/diagnosis_report.h"
#include "words.h"

namespace telltale::cli {
namespace {

// A file is read in pieces of whole lines of at most this size: a bundle's logs may be larger than the memory.
constexpr std::size_t kPiece = std::size_t{32} * 1024 * 1024;

// Of lines that are no match, so many are told one by one.
constexpr std::size_t kToldLines = 10;

enum class From { kText, kMatches };
enum class Form { kPage, kMarkdown, kJson };

struct Options {
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
    if (!input.error.empty()) return complain(input.path, input.error);
    std::atomic<std::uint64_t> progress{0};
    const std::unique_ptr<ByteSource> source = open_source(input.path, progress);
    piece_.clear();
    line_ = 1;
    first_ = true;
    std::string block(std::size_t{256} * 1024, '\0');
    for (std::size_t count = 0; (count = source->read(block.data(), block.size())) != 0;) {
      piece_.append(block, 0, count);
      if (first_ && input.walked && looks_binary(piece_)) return;
      first_ = false;
      if (piece_.size() >= kPiece) hand_over(input.path, last_line_end());
    }
    if (!source->error().empty()) complain(input.path, source->error());
    hand_over(input.path, piece_.size());
    if (bad_lines_ > kToldLines)
      complain(input.path, std::to_string(bad_lines_ - kToldLines) + " more lines are no match");
    bad_lines_ = 0;
  }

  [[nodiscard]] const Case& opened() const noexcept { return case_; }
  [[nodiscard]] int code() const noexcept { return code_; }

 private:
  void complain(const std::string& path, const std::string& error) {
    say_about(path, 0, error);
    code_ = kInput;
  }

  [[nodiscard]] std::size_t last_line_end() const noexcept {
    const std::size_t newline = piece_.rfind('\n');
    return newline == std::string::npos ? piece_.size() : newline + 1;
  }

  void hand_over(const std::string& path, std::size_t size) {
    if (size == 0) return;
    const std::string_view text = std::string_view(piece_).substr(0, size);
    if (from_ == From::kMatches) {
      add_matches(path, text);
    } else {
      case_.add_text(path, text, line_);
      line_ += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    }
    piece_.erase(0, size);
  }

  void add_matches(const std::string& path, std::string_view lines) {
    for (; !lines.empty(); ++line_) {
      const std::string_view line = lines.substr(0, lines.find('\n'));
      lines.remove_prefix(std::min(line.size() + 1, lines.size()));
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      std::vector<Problem> problems = case_.add_json_match(line);
      if (!problems.empty()) complain(path, std::move(problems));
    }
  }

  void complain(const std::string& path, std::vector<Problem> problems) {
    code_ = kInput;
    if (++bad_lines_ > kToldLines) return;
    for (Problem& problem : problems) {
      problem.file = path;
      problem.line = static_cast<std::uint32_t>(line_);
    }
    say_problems(problems);
  }

  Case case_;
  From from_;
  std::string piece_;
  std::uint64_t line_ = 1;
  std::uint64_t bad_lines_ = 0;
  bool first_ = true;
  int code_ = kDone;
};

std::string written(const Diagnosis& diagnosis, const Options& options) {
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

int run_diagnose(const Options& options) {
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
  auto options = std::make_shared<Options>();
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
