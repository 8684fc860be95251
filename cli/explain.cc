#include "explain.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <memory>

#include "byte_source.h"
#include "exit_code.h"
#include "jsonl.h"
#include "output.h"
#include "packs.h"
#include "telltale/report.h"
#include "words.h"

namespace telltale::cli {
namespace {

constexpr std::size_t kMostBytes = std::size_t{16} * 1024 * 1024;  // every step keeps a copy, and nobody reads more

struct ExplainOptions {
  std::string path = "-";
  std::vector<std::string> packs;
  std::vector<std::string> only;
  Engine engine = Engine::kAuto;
  bool jsonl = false;
  std::string field = "/text";
  std::size_t record = 0;
};

// The text to explain; `code` is not kDone when some of it is missing, and then `text` is what there is.
std::string read_text(const std::string& path, int& code) {
  std::atomic<std::uint64_t> progress{0};
  const std::unique_ptr<ByteSource> source = open_source(path, progress);
  std::string text;
  std::string block(std::size_t{64} * 1024, '\0');
  while (text.size() <= kMostBytes) {
    const std::size_t count = source->read(block.data(), block.size());
    if (count == 0) break;
    text.append(block, 0, count);
  }
  if (!source->error().empty()) {
    say_about(path, 0, source->error());
    code = kInput;
  }
  if (text.size() > kMostBytes) {
    text.resize(kMostBytes);
    say_about(path, 0, "only the first 16 MiB are explained");
    code = kInput;
  }
  return text;
}

// Line and number of the wanted record in a JSONL file; nothing when there is none, or `error` says why.
std::optional<std::pair<std::string, std::uint64_t>> find_record(const ExplainOptions& options, std::string& error) {
  std::atomic<std::uint64_t> progress{0};
  const std::unique_ptr<ByteSource> source = open_source(options.path, progress);
  BatchReader batches(*source);
  std::optional<std::pair<std::string, std::uint64_t>> found;
  LineBatch batch;
  while (!found && batches.next(batch)) {
    for_each_record(batch, [&](std::string_view line, std::uint64_t number, std::uint64_t record) {
      if (record == options.record) found = {std::string(line), number};
    });
  }
  error = batches.error();
  return found;
}

std::optional<std::string> record_text(const ExplainOptions& options, int& code) {
  code = kUsage;
  const std::optional<JsonPointer> field = JsonPointer::parse(options.field);
  if (!field) {
    say("--field '" + options.field + "' is no JSON pointer: write /text, /log/message, /items/0");
    return std::nullopt;
  }
  code = kInput;
  std::string error;
  const auto line = find_record(options, error);
  if (!line) {
    say_about(options.path, 0, error.empty() ? "there is no record " + std::to_string(options.record) : error);
    return std::nullopt;
  }
  RecordReader reader(*field, std::nullopt, options.field, "");
  std::optional<Record> record = reader.read(line->first);
  if (!record) {
    say_about(options.path, line->second, reader.error());
    return std::nullopt;
  }
  code = kDone;
  return std::move(record->text);
}

std::string indented(std::string_view text) {
  std::string out;
  const std::string safe = terminal_safe(text, true);
  for (std::size_t begin = 0; begin < safe.size();) {
    const std::size_t end = std::min(safe.find('\n', begin), safe.size());
    out += "    " + safe.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return out.empty() ? "    (nothing)\n" : out;
}

std::string describe_match(const Match& match) {
  std::string line =
      std::to_string(match.line) + ":" + std::to_string(match.column) + "  " + std::string(match.finding);
  line += "  by " + std::string(match.signature);
  if (!match.owner.empty()) line += ", owner " + std::string(match.owner);
  line += ", confidence ";
  line += to_string(match.confidence);
  for (const Field& field : match.fields) line += "\n  " + std::string(field.name) + ": " + field.value;
  return line + "\n";
}

std::string in_words(const Explanation& explanation) {
  std::string out;
  for (const ExplainedStep& step : explanation.steps) out += terminal_safe(step.name) + "\n" + indented(step.text);
  std::string matches;
  for (const Match& match : explanation.classification) matches += describe_match(match);
  out += "matches\n" + indented(matches.empty() ? "none" : matches);
  if (!explanation.nearest_miss.empty()) out += "nearest miss\n" + indented(explanation.nearest_miss);
  return out;
}

int run_explain(const ExplainOptions& options) {
  std::optional<std::vector<Pack>> packs = load_packs(options.packs);
  if (!packs) return kUsage;
  ClassifierOptions wanted;
  wanted.packs = std::move(*packs);
  wanted.only = options.only;
  wanted.min_confidence = Confidence::kLow;
  wanted.engine = options.engine;
  const std::optional<Classifier> classifier = make_classifier(wanted);
  if (!classifier) return kUsage;
  int code = kDone;
  std::optional<std::string> text = options.jsonl ? record_text(options, code) : read_text(options.path, code);
  if (!text || (text->empty() && code != kDone)) return code;
  const Explanation explanation = classifier->explain(*text);
  if (!explanation.classification.limits.none()) code = kInput;
  Output output(STDOUT_FILENO);
  return print_and_finish(output, in_words(explanation), code);
}

}  // namespace

void add_explain(CLI::App& app, Action& action) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* explain = app.add_subcommand("explain", "show why a text does or does not match, step by step");
  explain->add_option("PATH", options->path, "the file; none or - is standard input")->type_name("PATH");
  add_choice<bool>(*explain, "--from", options->jsonl, {{"text", false}, {"jsonl", true}},
                   "what the file is: one text, or a record a line");
  explain->add_option("--field", options->field, "JSON pointer to the text of a record")
      ->type_name("POINTER")
      ->capture_default_str();
  explain->add_option("--record", options->record, "which record of a JSONL file, from 0")
      ->type_name("N")
      ->capture_default_str();
  add_pack_option(*explain, options->packs);
  explain->add_option("--only", options->only, "explain only findings whose id matches this glob; may be repeated")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  add_engine_option(*explain, options->engine);
  explain->footer(
      "Shows the text after each step of the way (gate, text, engine, confirm, decide), the matches of\n"
      "any confidence, and when there is none the signature that came closest and what it lacked.\n"
      "\n"
      "Examples:\n"
      "  pbpaste | telltale explain\n"
      "  telltale explain --from jsonl --record 12 cases.jsonl\n");
  explain->callback([options, &action] { action = [options] { return run_explain(*options); }; });
}

}  // namespace telltale::cli
