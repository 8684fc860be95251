// The only file that includes hs.h, with the only call of hs_scan.
//
// Setup, and what each choice closes:
//   HS_FLAG_SINGLEMATCH  one callback a pattern and text: without it `.*error.*` calls back for every byte
//   HS_FLAG_MULTILINE    ^ and $ are the edges of a line, as `(?m)` in RE2
//   no DOTALL            `.` is any byte but newline in both engines
//   no UTF8, UCP         bytes: invalid UTF-8 is normal in logs and undefined for HS_FLAG_UTF8
//   no SOM               spans come from RE2; one rule in ten does not compile with it
//   no ALLOWEMPTY        a pattern that matches everything is an error
//   no hs_compile_lit    it over-reads in 5.4.0; words are compiled as escaped patterns
//
// Patterns are loosened (loosen.h): long counted repeats lose their count.
//
// Behind a newline that ends the text, ^ matches in RE2 and not in Hyperscan. No match is lost by that: Hyperscan
// refuses a ^ that does not begin the pattern ("embedded start anchor"), and a match that begins behind the last byte
// is empty, which is refused as well. $ before a last newline matches in both.
#if TELLTALE_HAVE_HYPERSCAN

#include "engine/hyperscan_set.h"

#include <hs.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <new>
#include <utility>

#include "engine/big_stack.h"
#include "engine/engine_problem.h"
#include "engine/loosen.h"
#include "engine/scratch_pool.h"
#include "engine/word_set.h"

namespace telltale::internal {
namespace {

constexpr std::string_view kName = "Hyperscan";

struct FreeDatabase {
  void operator()(hs_database_t* database) const noexcept { hs_free_database(database); }
};
struct FreeScratch {
  void operator()(hs_scratch_t* scratch) const noexcept { hs_free_scratch(scratch); }
};
struct FreeError {
  void operator()(hs_compile_error_t* error) const noexcept { hs_free_compile_error(error); }
};
using DatabasePtr = std::unique_ptr<hs_database_t, FreeDatabase>;
using ScratchPtr = std::unique_ptr<hs_scratch_t, FreeScratch>;

// What a scan collects: pattern ids or ends of matches. `values` has room for `limit` entries before the scan begins,
// because an exception in the callback would leave the scratch in use for ever.
struct Sink {
  std::vector<std::uint32_t>* values;
  std::size_t first;  // entries that were there before
  std::size_t limit;
  bool ends;
};

int on_match(unsigned int id, unsigned long long /*from*/, unsigned long long to, unsigned int /*flags*/,
             void* context) noexcept {
  const Sink& sink = *static_cast<const Sink*>(context);
  const auto value = sink.ends ? static_cast<std::uint32_t>(to) : std::uint32_t{id};
  // Two words that end together are one place.
  if (sink.ends && sink.values->size() > sink.first && sink.values->back() == value) return 0;
  if (sink.values->size() < sink.limit) sink.values->push_back(value);
  return sink.values->size() < sink.limit ? 0 : 1;
}

enum class ScanResult { kWhole, kStopped, kFailed };

// A compiled database with scratch space for any number of threads.
class Database {
 public:
  Database(DatabasePtr database, ScratchPtr prototype)
      : database_(std::move(database)), prototype_(std::move(prototype)) {}

  // `text` is not empty, at most 1 GiB long, and has kTextPadding readable bytes behind it.
  ScanResult scan(std::string_view text, Sink sink) const {
    ScratchPool<hs_scratch_t, FreeScratch>::Item scratch = pool_.take();
    if (!scratch) scratch = new_scratch();
    const hs_error_t result = hs_scan(database_.get(), text.data(), static_cast<unsigned int>(text.size()), 0,
                                      scratch.get(), &on_match, &sink);
    pool_.give_back(std::move(scratch));
    if (result == HS_SCAN_TERMINATED) return ScanResult::kStopped;
    return result == HS_SUCCESS ? ScanResult::kWhole : ScanResult::kFailed;
  }

  // Empty when there is no memory for it.
  [[nodiscard]] std::string serialized() const {
    char* bytes = nullptr;
    std::size_t size = 0;
    if (hs_serialize_database(database_.get(), &bytes, &size) != HS_SUCCESS) return "";
    const std::unique_ptr<char, decltype(&std::free)> owned(bytes, &std::free);
    return std::string(bytes, size);
  }

 private:
  [[nodiscard]] ScratchPtr new_scratch() const {
    hs_scratch_t* scratch = nullptr;
    if (hs_clone_scratch(prototype_.get(), &scratch) != HS_SUCCESS) throw std::bad_alloc();
    return ScratchPtr(scratch);
  }

  DatabasePtr database_;
  ScratchPtr prototype_;  // never scans: what others are cloned from
  mutable ScratchPool<hs_scratch_t, FreeScratch> pool_;
};

// What Hyperscan says. It has no code for the end of memory while it compiles, only this sentence; what is a pattern's
// fault and what is not has to be told apart.
std::string message_of(const hs_compile_error_t* error) {
  std::string message = error != nullptr && error->message != nullptr ? error->message : "unknown error";
  if (message == "Unable to allocate memory.") throw std::bad_alloc();
  return message;
}

// Empty when `pattern` compiles alone, else what Hyperscan says.
std::string refusal(const std::string& pattern, unsigned int flags) {
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  const hs_error_t result = hs_compile(pattern.c_str(), flags, HS_MODE_BLOCK, nullptr, &database, &error);
  const DatabasePtr owned(database);
  const std::unique_ptr<hs_compile_error_t, FreeError> owned_error(error);
  if (result == HS_SUCCESS) return "";
  return message_of(error);
}

// Every pattern that Hyperscan refuses; when each compiles alone, the set as a whole is the problem.
std::vector<Problem> refusals(const std::vector<SetPattern>& patterns, unsigned int flags, const std::string& why) {
  std::vector<Problem> problems;
  for (const SetPattern& pattern : patterns) {
    const std::string message = refusal(loosened(pattern.text), flags);
    if (!message.empty()) problems.push_back(pattern_refused(kName, pattern.label, pattern.text, message));
  }
  if (problems.empty()) problems.push_back(pattern_refused(kName, "all patterns together", "", why));
  return problems;
}

struct Compiled {
  DatabasePtr database;
  std::string error;
};

Compiled compile_all(const std::vector<SetPattern>& patterns, unsigned int flags) {
  std::vector<std::string> forms;
  std::vector<const char*> texts;
  std::vector<unsigned int> ids;
  forms.reserve(patterns.size());
  for (const SetPattern& pattern : patterns) forms.push_back(loosened(pattern.text));
  for (const std::string& form : forms) {
    ids.push_back(static_cast<unsigned int>(ids.size()));
    texts.push_back(form.c_str());
  }
  const std::vector<unsigned int> all_flags(patterns.size(), flags);
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  hs_compile_multi(texts.data(), all_flags.data(), ids.data(), static_cast<unsigned int>(patterns.size()),
                   HS_MODE_BLOCK, nullptr, &database, &error);
  const std::unique_ptr<hs_compile_error_t, FreeError> owned_error(error);
  if (database == nullptr) return {nullptr, message_of(error)};
  return {DatabasePtr(database), ""};
}

// A pattern is a C string for Hyperscan: what follows a NUL would silently be no part of it.
std::vector<Problem> patterns_with_nul(const std::vector<SetPattern>& patterns) {
  std::vector<Problem> problems;
  for (const SetPattern& pattern : patterns) {
    if (pattern.text.find('\0') == std::string::npos) continue;
    problems.push_back(pattern_refused(kName, pattern.label, "", "it holds a NUL byte; write \\x00"));
  }
  return problems;
}

// Null when there is no scratch for it: no memory, or no database for this machine.
std::unique_ptr<Database> with_scratch(DatabasePtr database) {
  hs_scratch_t* scratch = nullptr;
  if (hs_alloc_scratch(database.get(), &scratch) != HS_SUCCESS) return nullptr;
  return std::make_unique<Database>(std::move(database), ScratchPtr(scratch));
}

Result<std::unique_ptr<Database>> compile_database(const std::vector<SetPattern>& patterns, unsigned int flags) {
  std::vector<Problem> problems = patterns_with_nul(patterns);
  if (!problems.empty()) return problems;
  Compiled compiled;
  const bool started = run_on_big_stack([&] {
    compiled = compile_all(patterns, flags);
    if (!compiled.database) problems = refusals(patterns, flags, compiled.error);
  });
  if (!started) return engine_unavailable("the system grants no thread to compile on");
  if (!compiled.database) return problems;
  std::unique_ptr<Database> database = with_scratch(std::move(compiled.database));
  if (!database) throw std::bad_alloc();
  return database;
}

class HyperscanPatterns final : public PatternSet {
 public:
  // No database: no patterns.
  HyperscanPatterns(std::unique_ptr<Database> database, std::size_t size, BlockSize blocks)
      : database_(std::move(database)), size_(size), blocks_(blocks) {}

  void find(std::string_view text, std::vector<std::uint32_t>* hits) const override {
    if (!database_ || text.empty()) return;
    const std::size_t first = hits->size();
    for_each_block(text, blocks_, [&](std::string_view block) { scan_block(block, hits); });
    const auto begin = hits->begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, hits->end());
    hits->erase(std::unique(begin, hits->end()), hits->end());
  }

  [[nodiscard]] std::size_t size() const noexcept override { return size_; }

  [[nodiscard]] std::string serialized() const override { return database_ ? database_->serialized() : ""; }

 private:
  void scan_block(std::string_view block, std::vector<std::uint32_t>* hits) const {
    const std::size_t first = hits->size();
    const std::size_t limit = first + size_ + 1;  // SINGLEMATCH: at most one callback a pattern, so never reached
    hits->reserve(limit);
    if (database_->scan(block, Sink{hits, first, limit, false}) != ScanResult::kFailed) return;
    hits->resize(first);  // an engine that fails proposes everything
    for (std::size_t id = 0; id < size_; ++id) hits->push_back(static_cast<std::uint32_t>(id));
  }

  std::unique_ptr<Database> database_;
  std::size_t size_;
  BlockSize blocks_;
};

class HyperscanWords final : public WordSet {
 public:
  HyperscanWords(std::unique_ptr<Database> database, std::unique_ptr<WordSet> portable)
      : database_(std::move(database)), portable_(std::move(portable)) {}

  std::size_t find(std::string_view text, std::size_t max_hits, std::vector<std::uint32_t>* ends) const override {
    text = text.substr(0, kHyperscanBlocks.length);
    if (text.empty() || max_hits == 0) return 0;
    const std::size_t first = ends->size();
    const std::size_t limit = first + std::min(max_hits, text.size());
    ends->reserve(limit);
    switch (database_->scan(text, Sink{ends, first, limit, true})) {
      case ScanResult::kWhole:
        return text.size();
      case ScanResult::kStopped:
        return ends->back();
      case ScanResult::kFailed:
        break;
    }
    ends->resize(first);
    return portable_->find(text, max_hits, ends);
  }

  [[nodiscard]] std::string_view method() const noexcept override { return "Hyperscan, words as patterns"; }

 private:
  std::unique_ptr<Database> database_;
  std::unique_ptr<WordSet> portable_;  // never needed as long as hs_scan keeps its word
};

}  // namespace

Result<std::unique_ptr<PatternSet>> compile_hyperscan_patterns(const std::vector<SetPattern>& patterns,
                                                               BlockSize blocks) {
  std::unique_ptr<Database> database;
  if (!patterns.empty()) {
    Result<std::unique_ptr<Database>> compiled = compile_database(patterns, HS_FLAG_SINGLEMATCH | HS_FLAG_MULTILINE);
    if (!compiled) return compiled.problems();
    database = *std::move(compiled);
  }
  return std::unique_ptr<PatternSet>(std::make_unique<HyperscanPatterns>(std::move(database), patterns.size(), blocks));
}

std::unique_ptr<PatternSet> restore_hyperscan_patterns(std::string_view serialized, std::size_t size) {
  hs_database_t* database = nullptr;
  if (hs_deserialize_database(serialized.data(), serialized.size(), &database) != HS_SUCCESS) return nullptr;
  std::unique_ptr<Database> usable = with_scratch(DatabasePtr(database));
  if (!usable) return nullptr;
  return std::make_unique<HyperscanPatterns>(std::move(usable), size, kHyperscanBlocks);
}

Result<std::unique_ptr<WordSet>> compile_hyperscan_words(const std::vector<std::string>& words) {
  Result<std::unique_ptr<WordSet>> portable = compile_filtered_words(words);
  if (!portable || words.empty()) return portable;
  std::vector<SetPattern> patterns;
  for (const std::string& word : words) {
    static constexpr char kHex[] = "0123456789abcdef";
    SetPattern pattern{"", "the word " + word};
    for (const char c : word) {
      const auto byte = static_cast<unsigned char>(c);
      pattern.text += {'\\', 'x', kHex[byte >> 4U], kHex[byte & 15U]};
    }
    patterns.push_back(std::move(pattern));
  }
  Result<std::unique_ptr<Database>> database = compile_database(patterns, HS_FLAG_CASELESS);
  if (!database) return database.problems();
  return std::unique_ptr<WordSet>(std::make_unique<HyperscanWords>(*std::move(database), *std::move(portable)));
}

bool hyperscan_runs_here() noexcept { return hs_valid_platform() == HS_SUCCESS; }

std::string hyperscan_platform() {
  hs_platform_info_t platform{};
  if (hs_populate_platform(&platform) != HS_SUCCESS) return "";
  return std::string(hs_version()) + " " + std::to_string(platform.tune) + " " + std::to_string(platform.cpu_features);
}

std::string hyperscan_version() {
  const std::string_view version = hs_version();  // "5.4.0 2021-01-26"
  return std::string(kName) + " " + std::string(version.substr(0, version.find(' ')));
}

}  // namespace telltale::internal

#endif  // TELLTALE_HAVE_HYPERSCAN
