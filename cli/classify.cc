#include "classify.h"

#include <sched.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <thread>

#include "classify_jobs.h"
#include "exit_code.h"
#include "file_parts.h"
#include "inputs.h"
#include "notes.h"
#include "output.h"
#include "packs.h"
#include "pipeline.h"
#include "progress.h"
#include "signals.h"
#include "words.h"

namespace telltale::cli {
namespace {

constexpr std::size_t kMostThreads = 1024;
constexpr std::chrono::milliseconds kPatience{200};  // between two looks at the progress line

struct ClassifyOptions {
  std::vector<std::string> paths;
  std::string files_from;
  InputOptions input;
  std::string field = "/text";
  std::string id_field;
  bool field_given = false;
  ReportFormat format = ReportFormat::kTable;
  std::vector<std::string> packs;
  std::vector<std::string> only;
  Confidence min_confidence = Confidence::kMedium;
  bool summary = false;
  bool stats = false;
  std::size_t threads = 0;
  Engine engine = Engine::kAuto;
  bool fail_on_match = false;
  When color = When::kAuto;
  bool no_progress = false;
};

// CPUs that this process may use: a container or taskset gives fewer than the machine has.
std::size_t usable_cpus() noexcept {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
    return static_cast<std::size_t>(CPU_COUNT(&set));
  const unsigned cpus = std::thread::hardware_concurrency();
  return cpus == 0 ? 1 : cpus;
}

int usage_error(const std::string& words) {
  say(words);
  return kUsage;
}

// One run of the subcommand: what to read, how to write it, and the thread that writes.
class Run {
 public:
  Run(const ClassifyOptions& options, Classifier classifier, InputList inputs, JsonPointer field,
      std::optional<JsonPointer> id)
      : options_(options),
        classifier_(std::move(classifier)),
        inputs_(std::move(inputs)),
        report_(options.format, report_options(), classifier_.packs()),
        output_(STDOUT_FILENO),
        progress_(!options.no_progress && is_terminal(STDERR_FILENO), inputs_.total_bytes),
        context_{classifier_,    report_,           std::move(field), std::move(id),
                 options_.field, options_.id_field, bytes_read_} {}

  int run() {
    Pipeline pipeline(options_.threads != 0 ? options_.threads : usable_cpus());
    std::thread producer([&] { produce(pipeline); });
    std::string text;
    report_.begin(text);
    output_.write(text);
    write_all(pipeline);
    pipeline.cancel();
    if (!output_.good()) request_stop();  // wakes whoever waits for more input
    producer.join();
    return finish();
  }

 private:
  [[nodiscard]] ReportOptions report_options() const {
    ReportOptions report;
    report.summary = options_.summary;
    report.width = terminal_columns(STDOUT_FILENO);
    report.color = wants_color(options_.color, STDOUT_FILENO);
    report.terminal = is_terminal(STDOUT_FILENO);
    for (const Input& input : inputs_.inputs) report.live = report.live || input.waits;
    std::error_code error;
    report.base_folder = std::filesystem::current_path(error).string();
    return report;
  }

  // In a thread of its own: cuts the inputs into jobs.
  void produce(Pipeline& pipeline) {
    for (const Input& input : inputs_.inputs) {
      if (stop_requested() || !produce_one(pipeline, input)) break;
    }
    pipeline.close();
  }

  bool produce_one(Pipeline& pipeline, const Input& input) {
    if (!input.error.empty()) return produce_trouble(pipeline, input.path, input.error, false);
    if (input.kind == InputKind::kJsonl) return produce_records(pipeline, input);
    if (const std::shared_ptr<FileParts> parts = FileParts::open(input)) return produce_parts(pipeline, input, parts);
    return pipeline.add([this, &input](const Pipeline::Deliver& deliver) { classify_text(context_, input, deliver); });
  }

  bool produce_parts(Pipeline& pipeline, const Input& input, const std::shared_ptr<FileParts>& parts) {
    for (std::size_t number = 0; number < parts->count(); ++number) {
      const auto job = [this, &input, parts, number](const Pipeline::Deliver& deliver) {
        classify_part(context_, input, *parts, number, deliver);
      };
      if (stop_requested() || !pipeline.add(job)) return false;
    }
    return true;
  }

  static bool produce_trouble(Pipeline& pipeline, const std::string& source, const std::string& error, bool is_limit) {
    return pipeline.add(
        [piece = trouble(source, 0, error, is_limit)](const Pipeline::Deliver& deliver) { deliver(piece); });
  }

  bool produce_records(Pipeline& pipeline, const Input& input) {
    const std::unique_ptr<ByteSource> source = open_source(input.path, bytes_read_);
    if (!source->error().empty()) return produce_trouble(pipeline, input.path, source->error(), false);
    if (!pipeline.add([](const Pipeline::Deliver& deliver) { deliver(opened_source()); })) return false;
    BatchReader reader(*source);
    LineBatch batch;
    while (reader.next(batch)) {
      auto shared = std::make_shared<LineBatch>(std::move(batch));  // a job is copied by std::function
      batch = {};
      const auto job = [this, &input, shared](const Pipeline::Deliver& deliver) {
        classify_records(context_, input.path, *shared, deliver);
      };
      if (!pipeline.add(job)) return false;
    }
    if (reader.error().empty()) return true;
    return produce_trouble(pipeline, input.path, reader.error(), source->is_limit());
  }

  static Piece opened_source() {
    Piece piece;
    piece.totals.sources = 1;
    return piece;
  }

  void write_all(Pipeline& pipeline) {
    while (output_.good() && !stop_requested()) {
      Piece piece;
      Pipeline::Next next = pipeline.next(piece, std::chrono::milliseconds(0));
      if (next == Pipeline::Next::kNothingYet) {
        flush();  // nothing is ready: what there is must not wait for more
        next = pipeline.next(piece, kPatience);
      }
      if (next == Pipeline::Next::kEnd) return;
      if (next == Pipeline::Next::kPiece) write(piece);
      progress_.update(bytes_read_.load(std::memory_order_relaxed));
    }
  }

  void flush() {
    if (!pending_) return;
    if (on_terminal_) progress_.clear();
    output_.flush();
    pending_ = false;
  }

  void write(const Piece& piece) {
    std::string text;
    report_.add_rows(piece.rows, text);
    for (const ReportedMatch& match : piece.matches) report_.add(match, text);
    if (!text.empty()) {
      if (on_terminal_) progress_.clear();
      output_.write(text);
      pending_ = true;
    }
    if (!piece.totals.notes.empty()) progress_.clear();
    for (const ReportNote& note : piece.totals.notes) notes_.add(note);
    add(piece);
  }

  void add(const Piece& piece) {
    totals_.sources += piece.totals.sources;
    totals_.records += piece.totals.records;
    totals_.bytes += piece.totals.bytes;
    totals_.matches += piece.totals.matches;
    totals_.matched_records += piece.totals.matched_records;
    totals_.unreadable_records += piece.totals.unreadable_records;
    totals_.errors += piece.totals.errors;
    binaries_left_out_ += piece.binaries_left_out;
  }

  int finish() {
    progress_.clear();
    notes_.finish();
    totals_.notes = notes_.kept();
    std::string text;
    report_.finish(totals_, text);
    output_.write(text);
    const int code = finish_output(output_, exit_code());
    if (output_.good()) say_result();
    return stop_signal() != 0 && output_.good() ? 128 + stop_signal() : code;
  }

  [[nodiscard]] int exit_code() const noexcept {
    if (!notes_.none()) return kInput;
    return options_.fail_on_match && totals_.matches != 0 ? kFound : kDone;
  }

  void say_result() const {
    if (binaries_left_out_ != 0) {
      say(counted(binaries_left_out_, "binary file was", "binary files were") +
          " left out; name them to have them read");
    }
    if (inputs_.packs_left_out != 0) {
      say(counted(inputs_.packs_left_out, "folder was", "folders were") +
          " left out: packs hold examples, not failures");
    }
    if (options_.stats) say_stats();
    if (options_.format != ReportFormat::kTable || stop_signal() != 0) return;
    const std::string texts =
        counted(totals_.records, "text", "texts") + " (" + in_bytes(static_cast<double>(totals_.bytes)) + ")";
    if (totals_.records == 0 && !notes_.none()) {
      say("nothing could be read");
    } else if (totals_.matches == 0) {
      say("no known failure in " + texts);
    } else {
      say(counted(totals_.matches, "match", "matches") + " in " + std::to_string(totals_.matched_records) + " of " +
          texts);
    }
  }

  void say_stats() const {
    const std::uint64_t unmatched = totals_.records - totals_.matched_records;
    say("stats: sources " + std::to_string(totals_.sources) + ", records " +
        std::to_string(totals_.records + totals_.unreadable_records) + " = matched " +
        std::to_string(totals_.matched_records) + " + unmatched " + std::to_string(unmatched) + " + unreadable " +
        std::to_string(totals_.unreadable_records) + ", matches " + std::to_string(totals_.matches) + ", bytes " +
        std::to_string(totals_.bytes) + ", errors " + std::to_string(totals_.errors));
  }

  static std::string counted(std::uint64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
  }

  const ClassifyOptions& options_;
  Classifier classifier_;
  InputList inputs_;
  Report report_;
  Output output_;
  Progress progress_;
  std::atomic<std::uint64_t> bytes_read_{0};
  JobContext context_;
  Notes notes_;
  ReportTotals totals_;
  std::uint64_t binaries_left_out_ = 0;
  bool on_terminal_ = is_terminal(STDOUT_FILENO);
  bool pending_ = false;  // something was written since the last flush
};

bool collect_paths(const ClassifyOptions& options, std::vector<std::string>& paths, int& code) {
  paths = options.paths;
  if (!options.files_from.empty()) {
    std::string error;
    if (!read_path_list(options.files_from, paths, error)) {
      say_about(options.files_from, 0, error);
      code = kInput;
      return false;
    }
    return true;
  }
  if (paths.empty()) paths.emplace_back("-");
  const bool asks = paths.size() == 1 && paths[0] == "-" && is_terminal(STDIN_FILENO);
  if (asks) say("reading standard input: paste a text, then press Ctrl-D");
  return true;
}

int run_classify(ClassifyOptions& options) {
  const std::optional<JsonPointer> field = JsonPointer::parse(options.field);
  if (!field)
    return usage_error("--field '" + options.field + "' is no JSON pointer: write /text, /log/message, /items/0");
  const std::optional<JsonPointer> id = options.id_field.empty() ? std::nullopt : JsonPointer::parse(options.id_field);
  if (!options.id_field.empty() && !id) return usage_error("--id-field '" + options.id_field + "' is no JSON pointer");
  if (options.summary && options.format == ReportFormat::kSarif) return usage_error("SARIF has no form for --summary");

  std::optional<std::vector<Pack>> packs = load_packs(options.packs);
  if (!packs) return kUsage;
  ClassifierOptions wanted;
  wanted.packs = std::move(*packs);
  wanted.only = options.only;
  wanted.min_confidence = options.min_confidence;
  wanted.max_matches = static_cast<std::size_t>(-1);  // matches are written as they are found, not held
  wanted.engine = options.engine;
  std::optional<Classifier> classifier = make_classifier(wanted);
  if (!classifier) return kUsage;

  std::vector<std::string> paths;
  int code = kDone;
  if (!collect_paths(options, paths, code)) return code;
  return Run(options, std::move(*classifier), list_inputs(paths, options.input), *field, id).run();
}

void add_input_options(CLI::App& app, ClassifyOptions& options) {
  using From = InputOptions::From;
  app.add_option("PATH", options.paths, "files or folders; none or - is standard input")->type_name("PATH");
  app.add_option("--files-from", options.files_from,
                 "read the paths from this file, one a line or ended by NUL; - is standard input")
      ->type_name("FILE");
  add_choice<From>(app, "--from", options.input.from,
                   {{"auto", From::kAuto}, {"text", From::kText}, {"jsonl", From::kJsonl}},
                   "what a file is: one text, or a record a line; auto goes by .jsonl and .ndjson");
  app.add_option("--field", options.field, "JSON pointer to the text of a record")
      ->type_name("POINTER")
      ->capture_default_str();
  app.add_option("--id-field", options.id_field,
                 "JSON pointer to the id of a record, which is then part of every match")
      ->type_name("POINTER");
  app.add_flag("--hidden", options.input.hidden, "in folders, read hidden files and folders too");
}

void add_search_options(CLI::App& app, ClassifyOptions& options) {
  add_pack_option(app, options.packs);
  app.add_option("--only", options.only,
                 "report only findings whose id matches this glob, such as '*/no-endpoints*'; may be repeated")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  add_choice<Confidence>(app, "--min-confidence", options.min_confidence,
                         {{"low", Confidence::kLow}, {"medium", Confidence::kMedium}, {"high", Confidence::kHigh}},
                         "leave out what is less sure than this");
  add_engine_option(app, options.engine);
  app.add_option("--threads", options.threads, "threads that classify; default: one for each CPU")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, kMostThreads).description(""));
}

void add_output_options(CLI::App& app, ClassifyOptions& options) {
  add_choice<ReportFormat>(app, "--format", options.format,
                           {{"table", ReportFormat::kTable},
                            {"ndjson", ReportFormat::kNdjson},
                            {"json", ReportFormat::kJson},
                            {"csv", ReportFormat::kCsv},
                            {"markdown", ReportFormat::kMarkdown},
                            {"sarif", ReportFormat::kSarif}},
                           "how matches are written");
  app.add_flag("--summary", options.summary, "counts by finding, owner and source instead of the matches");
  app.add_flag("--stats", options.stats, "say at the end how many records were read, matched and unreadable");
  add_choice<bool>(app, "--fail-on", options.fail_on_match, {{"none", false}, {"match", true}},
                   "exit with 1 when there is a match");
  add_color_option(app, options.color);
  app.add_flag("--no-progress", options.no_progress, "no progress line");
}

}  // namespace

void add_classify(CLI::App& app, Action& action) {
  auto options = std::make_shared<ClassifyOptions>();
  CLI::App* classify = app.add_subcommand("classify", "say which known failures are in texts, and where");
  add_input_options(*classify, *options);
  add_search_options(*classify, *options);
  add_output_options(*classify, *options);
  classify->footer(
      "A folder is read in the order of its names, links included; files in it that are hidden, binary\n"
      "or part of a pack are left out. gzip and zstd files are read through. Matches keep the order of\n"
      "the input.\n"
      "\n"
      "Examples:\n"
      "  kubectl apply -f issuer.yaml 2>&1 | telltale classify\n"
      "  telltale classify /var/log/pods --summary\n"
      "  telltale classify --format ndjson --field /log/message app.jsonl\n"
      "  telltale classify --format sarif logs/ > telltale.sarif\n"
      "  find . -name '*.log' -print0 | telltale classify --files-from - --fail-on match\n"
      "\n"
      "Exit status: 0 done, 1 a match with --fail-on match, 2 wrong usage or a pack that cannot be used,\n"
      "3 some input could not be read or a limit was hit (the rest is still reported).\n");
  classify->callback([classify, options, &action] {
    const bool names_fields = classify->count("--field") + classify->count("--id-field") != 0;
    // Whoever names a field of standard input has records there, not a text.
    const bool is_stdin = options->paths.empty() || options->paths == std::vector<std::string>{"-"};
    if (names_fields && is_stdin && options->files_from.empty() && options->input.from == InputOptions::From::kAuto) {
      options->input.from = InputOptions::From::kJsonl;
    }
    action = [options] { return run_classify(*options); };
  });
}

}  // namespace telltale::cli
