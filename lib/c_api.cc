// The C ABI. A function here checks its arguments, calls the C++ one behind the public headers, and turns what comes of
// it into codes and views; it knows nothing of texts or packs itself.
//
// Nothing gets past guarded(): whatever is thrown below it becomes a code and what telltale_last_error() says.
#include "telltale/telltale_c.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "telltale/diagnosis_report.h"
#include "telltale/report.h"
#include "telltale/telltale.h"

// ---- what is behind the handles ----

struct telltale_problems {
  std::vector<telltale::Problem> list;
  std::vector<std::string> printed;
  std::vector<telltale_problem> views;  // of the two above
};

struct telltale_classifier {
  telltale::Classifier value;
  telltale_engine engine;  // views of what `value` says
};

struct telltale_stream {
  telltale::Stream value;
};

struct telltale_diagnoser {
  telltale::Diagnoser value;
};

struct telltale_case {
  telltale::Case value;
};

struct telltale_matches {
  // Stays where it is: its views point into it.
  struct Kept {
    telltale_match match;
    std::vector<telltale_field> fields;
    std::string bytes;
  };
  std::vector<std::unique_ptr<const Kept>> list;
};

namespace telltale {
namespace {

// ---- errors ----

// Of a fixed size: there have to be words when there is no memory.
struct LastError {
  char words[1024];
  std::size_t size;
};
constinit thread_local LastError last_error{};

telltale_status failed(telltale_status status, std::string_view words) noexcept {
  std::size_t size = std::min(words.size(), sizeof last_error.words);
  if (size < words.size()) {
    while (size > 0 && (static_cast<unsigned char>(words[size]) & 0xC0U) == 0x80) --size;  // no half character
  }
  last_error.size = words.copy(last_error.words, size);
  return status;
}

telltale_status failed_unexpectedly(std::string_view words) noexcept {
  try {
    return failed(TELLTALE_UNEXPECTED, valid_utf8(words));
  } catch (...) {
    return failed(TELLTALE_NO_MEMORY, "out of memory");
  }
}

struct InvalidArgument {
  const char* message;
};

void require(bool holds, const char* message) {
  if (!holds) throw InvalidArgument{message};
}

constexpr const char* kNoClassifier = "classifier is NULL";
constexpr const char* kNoMatch = "match is NULL";
constexpr const char* kNoStream = "stream is NULL";
constexpr const char* kNoCase = "bundle is NULL";

template <typename Work>
telltale_status guarded(const Work& work) noexcept {
  try {
    return work();
  } catch (const InvalidArgument& invalid) {
    return failed(TELLTALE_INVALID_ARGUMENT, invalid.message);
  } catch (const std::bad_alloc&) {
    return failed(TELLTALE_NO_MEMORY, "out of memory");
  } catch (const std::exception& error) {
    return failed_unexpectedly(error.what());
  } catch (...) {
    return failed(TELLTALE_UNEXPECTED, "an exception of an unknown type");
  }
}

// ---- strings and codes ----

telltale_string to_c(std::string_view text) noexcept { return {text.data(), text.size()}; }

std::string_view name_of(const char* text) noexcept { return text == nullptr ? std::string_view() : text; }

std::string_view text_of(const char* text, std::size_t size) {
  require(text != nullptr || size == 0, "a text is NULL and its size is not 0");
  return text == nullptr ? std::string_view("") : std::string_view(text, size);
}

// Codes count from 1, in the order of the enumeration; 0 is none of its values.
template <typename Enum>
constexpr std::int32_t code_of(Enum value) noexcept {
  return static_cast<std::int32_t>(value) + 1;
}

template <typename Enum>
constexpr bool is_code(std::int32_t code, Enum last) noexcept {
  return code >= 1 && code <= code_of(last);
}

template <typename Enum>
constexpr Enum value_of(std::int32_t code) noexcept {
  return static_cast<Enum>(code - 1);
}

static_assert(code_of(Role::kSymptom) == TELLTALE_ROLE_SYMPTOM);
static_assert(code_of(Role::kEvidence) == TELLTALE_ROLE_EVIDENCE);
static_assert(code_of(Role::kHealthy) == TELLTALE_ROLE_HEALTHY);
static_assert(code_of(Role::kIgnorable) == TELLTALE_ROLE_IGNORABLE);
static_assert(code_of(Confidence::kLow) == TELLTALE_CONFIDENCE_LOW);
static_assert(code_of(Confidence::kMedium) == TELLTALE_CONFIDENCE_MEDIUM);
static_assert(code_of(Confidence::kHigh) == TELLTALE_CONFIDENCE_HIGH);
static_assert(static_cast<int>(Engine::kAuto) == TELLTALE_ENGINE_AUTO);
static_assert(static_cast<int>(Engine::kHyperscan) == TELLTALE_ENGINE_HYPERSCAN);
static_assert(static_cast<int>(Engine::kRe2) == TELLTALE_ENGINE_RE2);
static_assert(static_cast<int>(Language::kEnglish) == TELLTALE_LANGUAGE_ENGLISH);
static_assert(static_cast<int>(Language::kJapanese) == TELLTALE_LANGUAGE_JAPANESE);

constexpr Limit kLimits[] = {Limit::kMessageLength, Limit::kMatches, Limit::kWork};
static_assert(static_cast<int>(Limit::kMessageLength) == TELLTALE_LIMIT_MESSAGE_LENGTH);
static_assert(static_cast<int>(Limit::kMatches) == TELLTALE_LIMIT_MATCHES);
static_assert(static_cast<int>(Limit::kWork) == TELLTALE_LIMIT_WORK);

std::uint32_t to_c(Limits limits) noexcept {
  std::uint32_t bits = 0;
  for (const Limit limit : kLimits) {
    if (limits.has(limit)) bits |= static_cast<std::uint32_t>(limit);
  }
  return bits;
}

void begin_limits(std::uint32_t* limits, std::size_t count) noexcept {
  if (limits != nullptr) std::fill_n(limits, count, 0U);
}

// What is handed out is nothing until there is something.
template <typename Handle>
void begin_handing_out(Handle** out) {
  require(out != nullptr, "the place for what is handed out is NULL");
  *out = nullptr;
}

void begin_handing_out(telltale_owned_string* out) {
  require(out != nullptr, "the place for the string is NULL");
  *out = {nullptr, 0};
}

template <typename Handle, typename... Parts>
telltale_status hand_out(Handle** out, Parts&&... parts) {
  *out = std::make_unique<Handle>(Handle{std::forward<Parts>(parts)...}).release();
  return TELLTALE_OK;
}

telltale_status hand_out(telltale_owned_string* out, std::string_view text) {
  auto* const data = static_cast<char*>(std::malloc(text.size() + 1));
  if (data == nullptr) throw std::bad_alloc();
  *std::copy(text.begin(), text.end(), data) = '\0';
  *out = {data, text.size()};
  return TELLTALE_OK;
}

// ---- matches ----

// A match as C sees it. Holds views of the match, and the row of its fields.
class MatchView {
 public:
  const telltale_match& look_at(const Match& match, std::size_t text) {
    fields_.clear();
    for (const Field& field : match.fields)
      fields_.push_back({to_c(field.name), to_c(field.value), field.begin, field.end});
    view_.pack = to_c(match.pack);
    view_.finding = to_c(match.finding);
    view_.section = to_c(match.section);
    view_.signature = to_c(match.signature);
    view_.frame = to_c(match.frame);
    view_.owner = to_c(match.owner);
    view_.title = to_c(match.title);
    view_.link = to_c(match.link);
    view_.role = code_of(match.role);
    view_.confidence = code_of(match.confidence);
    view_.text = text;
    view_.begin = match.begin;
    view_.end = match.end;
    view_.line = match.line;
    view_.column = match.column;
    view_.fields = fields_.data();
    view_.field_count = fields_.size();
    return view_;
  }

 private:
  telltale_match view_{};
  std::vector<telltale_field> fields_;
};

std::string_view view_of(const telltale_string& text) noexcept {
  return text.size == 0 ? std::string_view() : std::string_view(text.data, text.size);
}

// The way back; its views are those of `from`.
Match to_match(const telltale_match& from) {
  require(is_code(from.role, Role::kIgnorable), "a match has a role that is not known");
  require(is_code(from.confidence, Confidence::kHigh), "a match has a confidence that is not known");
  Match match;
  match.pack = view_of(from.pack);
  match.finding = view_of(from.finding);
  match.section = view_of(from.section);
  match.signature = view_of(from.signature);
  match.frame = view_of(from.frame);
  match.owner = view_of(from.owner);
  match.title = view_of(from.title);
  match.link = view_of(from.link);
  match.role = value_of<Role>(from.role);
  match.confidence = value_of<Confidence>(from.confidence);
  match.begin = from.begin;
  match.end = from.end;
  match.line = from.line;
  match.column = from.column;
  for (std::size_t i = 0; i < from.field_count; ++i) {
    const telltale_field& field = from.fields[i];
    match.fields.push_back({view_of(field.name), std::string(view_of(field.value)), field.begin, field.end});
  }
  return match;
}

template <typename Use>
void for_each_string(telltale_matches::Kept& kept, const Use& use) {
  telltale_match& match = kept.match;
  for (telltale_string* const string : {&match.pack, &match.finding, &match.section, &match.signature, &match.frame,
                                        &match.owner, &match.title, &match.link})
    use(*string);
  for (telltale_field& field : kept.fields) {
    use(field.name);
    use(field.value);
  }
}

// A copy whose strings lie one behind the other in memory of its own.
std::unique_ptr<const telltale_matches::Kept> keep(const telltale_match& match) {
  auto kept = std::make_unique<telltale_matches::Kept>();
  kept->match = match;
  kept->fields.assign(match.fields, match.fields + match.field_count);
  std::size_t size = 0;
  for_each_string(*kept, [&](const telltale_string& string) { size += string.size; });
  kept->bytes.reserve(size);
  for_each_string(*kept, [&](telltale_string& string) {
    const std::size_t at = kept->bytes.size();
    kept->bytes += view_of(string);
    string.data = kept->bytes.data() + at;
  });
  kept->match.fields = kept->fields.data();
  return kept;
}

// Hands matches to a sink, and knows what it said.
class Teller {
 public:
  Teller(telltale_sink sink, void* context) : sink_(sink), context_(context) {
    require(sink != nullptr, "sink is NULL");
  }

  bool tell(const Match& match, std::size_t text = 0) {
    status_ = sink_(context_, &view_.look_at(match, text));
    return status_ == TELLTALE_OK;
  }
  [[nodiscard]] telltale_status status() const noexcept { return status_; }

 private:
  telltale_sink sink_;
  void* context_;
  telltale_status status_ = TELLTALE_OK;
  MatchView view_;
};

// One text, or one step of a stream: work(sink) does it.
template <typename Work>
telltale_status tell_all(telltale_sink sink, void* context, std::uint32_t* limits, const Work& work) {
  Teller teller(sink, context);
  const Limits hit = work([&teller](const Match& match) { return teller.tell(match); });
  if (limits != nullptr) *limits = to_c(hit);
  return teller.status();
}

// Texts that are looked through in one call of the library: enough to share its passes, few enough for a row of views.
constexpr std::size_t kTogether = 4096;

template <typename TextAt>
telltale_status classify_many(const Classifier& classifier, std::size_t count, const TextAt& text_at,
                              telltale_sink sink, void* context, std::uint32_t* limits) {
  Teller teller(sink, context);
  std::vector<std::string_view> texts;
  texts.reserve(std::min(count, kTogether));
  for (std::size_t first = 0; first < count && teller.status() == TELLTALE_OK; first += texts.size()) {
    texts.clear();
    for (std::size_t i = first; i < count && texts.size() < kTogether; ++i) texts.push_back(text_at(i));
    const std::vector<TextLimits> hit = classifier.classify_batch(
        texts, [&](std::size_t text, const Match& match) { return teller.tell(match, first + text); });
    for (const TextLimits& one : hit) {
      if (limits != nullptr) limits[first + one.text] = to_c(one.limits);
    }
  }
  return teller.status();
}

// ---- options ----

// Of the first version of telltale_options, which no later one may be smaller than; and more than any will ever be, so
// that a size that nobody set is found out.
constexpr std::size_t kFirstSize = offsetof(telltale_options, flags) + sizeof(telltale_options::flags);
constexpr std::size_t kMostSize = 4096;
static_assert(sizeof(void*) != 8 || std::has_unique_object_representations_v<telltale_options>,
              "bytes between the members, which nobody sets, would be read as a member of a later version");

// Those that were given, with the defaults for what an older program does not know. A newer one may not ask for what is
// not known here.
telltale_options read_options(const telltale_options* given) {
  telltale_options options{};
  if (given == nullptr) return options;
  const std::size_t size = given->size;
  require(size >= kFirstSize && size <= kMostSize, "options->size is not the size of it");
  const auto* const bytes = reinterpret_cast<const unsigned char*>(given);
  require(std::all_of(bytes + std::min(size, sizeof options), bytes + size, [](unsigned char c) { return c == 0; }),
          "options ask for what this version of the library does not know");
  std::memcpy(&options, given, std::min(size, sizeof options));
  require(options.min_confidence == 0 || is_code(options.min_confidence, Confidence::kHigh),
          "options->min_confidence is not known");
  require(options.engine >= TELLTALE_ENGINE_AUTO && options.engine <= TELLTALE_ENGINE_RE2,
          "options->engine is not known");
  require((options.flags & ~std::uint64_t{TELLTALE_WITHOUT_FIELDS}) == 0, "options->flags has one that is not known");
  return options;
}

std::vector<std::string> read_names(const char* const* names, std::size_t count) {
  require(names != nullptr || count == 0, "options have a list of names that is NULL");
  std::vector<std::string> read;
  for (std::size_t i = 0; i < count; ++i) {
    require(names[i] != nullptr, "options have a name that is NULL");
    read.emplace_back(names[i]);
  }
  return read;
}

Result<std::vector<Pack>> load_packs(const std::vector<std::string>& names, const std::string& cache_folder) {
  const std::vector<std::string> builtin = Pack::builtin_names();
  std::vector<Pack> packs;
  std::vector<Problem> problems;
  for (const std::string& name : names) {
    const bool is_builtin = std::find(builtin.begin(), builtin.end(), name) != builtin.end();
    Result<Pack> pack = is_builtin ? Pack::builtin(name, cache_folder) : Pack::load(name, cache_folder);
    problems.insert(problems.end(), pack.problems().begin(), pack.problems().end());
    if (pack) packs.push_back(*std::move(pack));
  }
  if (!problems.empty()) return problems;
  return packs;
}

// All of `list` where the caller wants it, and the first where everybody finds it.
telltale_status refuse(const std::vector<Problem>& list, telltale_problems** out) {
  if (out == nullptr) return failed(TELLTALE_PROBLEMS, to_string(list.front()));
  auto problems = std::make_unique<telltale_problems>(telltale_problems{list, {}, {}});
  for (const Problem& problem : problems->list) problems->printed.push_back(to_string(problem));
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Problem& problem = problems->list[i];
    problems->views.push_back({to_c(problem.code), to_c(problem.file), to_c(problem.pointer), problem.line,
                               problem.column, to_c(problem.message), to_c(problem.remedy),
                               to_c(problems->printed[i])});
  }
  *out = problems.release();
  return failed(TELLTALE_PROBLEMS, (*out)->printed.front());
}

ClassifierOptions classifier_options(const telltale_options& given) {
  ClassifierOptions options;
  options.only = read_names(given.only, given.only_count);
  if (given.min_confidence != 0) options.min_confidence = value_of<Confidence>(given.min_confidence);
  if (given.max_matches != 0) options.max_matches = given.max_matches;
  options.fields = (given.flags & TELLTALE_WITHOUT_FIELDS) == 0;
  return options;
}

// Made is Classifier or Diagnoser; `options` are its own, with what only it has.
template <typename Made, typename Options>
Result<Made> make(const telltale_options& given, Options options) {
  options.engine = static_cast<Engine>(given.engine);
  options.cache_folder = name_of(given.cache_folder);
  Result<std::vector<Pack>> packs = load_packs(read_names(given.packs, given.pack_count), options.cache_folder);
  if (!packs) return packs.problems();
  options.packs = *std::move(packs);
  return Made::create(options);
}

telltale_engine to_c(const EngineInfo& info) noexcept {
  return {static_cast<std::int32_t>(info.engine), info.cached, to_c(info.version), to_c(info.reason)};
}

// ---- columns and reports ----

template <typename Offset>
telltale_status classify_column(const telltale_classifier* classifier, const char* data, const Offset* offsets,
                                std::size_t count, telltale_sink sink, void* context, std::uint32_t* limits) {
  begin_limits(limits, count);
  require(classifier != nullptr, kNoClassifier);
  require(offsets != nullptr || count == 0, "offsets is NULL");
  for (std::size_t i = 0; i < count; ++i)
    require(offsets[i] >= 0 && offsets[i] <= offsets[i + 1], "an offset is negative or less than the one before");
  require(data != nullptr || count == 0 || offsets[count] == 0, "data is NULL and the texts have bytes");
  const auto text_at = [&](std::size_t i) {
    const auto size = static_cast<std::size_t>(offsets[i + 1] - offsets[i]);
    return text_of(data + offsets[i], size);
  };
  return classify_many(classifier->value, count, text_at, sink, context, limits);
}

std::string written(const Diagnosis& diagnosis, std::int32_t format, const DiagnosisReportOptions& options) {
  switch (format) {
    case TELLTALE_REPORT_PAGE:
      return to_page(diagnosis, options);
    case TELLTALE_REPORT_MARKDOWN:
      return to_markdown(diagnosis, options);
    case TELLTALE_REPORT_JSON:
      return to_json(diagnosis, options);
    default:
      throw InvalidArgument{"format is not known"};
  }
}

}  // namespace
}  // namespace telltale

// ---- the functions, in the order of the header ----

using namespace telltale;  // NOLINT(google-build-using-namespace): of a file that ends with this

void telltale_owned_string_destroy(telltale_owned_string* string) noexcept {
  if (string == nullptr) return;
  std::free(string->data);
  *string = {nullptr, 0};
}

telltale_string telltale_last_error() noexcept { return {last_error.words, last_error.size}; }
telltale_string telltale_version() noexcept { return to_c(version()); }

telltale_string telltale_role_name(std::int32_t role) noexcept {
  return is_code(role, Role::kIgnorable) ? to_c(to_string(value_of<Role>(role))) : telltale_string{};
}

telltale_string telltale_confidence_name(std::int32_t confidence) noexcept {
  return is_code(confidence, Confidence::kHigh) ? to_c(to_string(value_of<Confidence>(confidence))) : telltale_string{};
}

telltale_string telltale_limit_name(std::uint32_t limit) noexcept {
  for (const Limit known : kLimits) {
    if (limit == static_cast<std::uint32_t>(known)) return to_c(to_string(known));
  }
  return {};
}

std::size_t telltale_problems_size(const telltale_problems* problems) noexcept {
  return problems == nullptr ? 0 : problems->views.size();
}

const telltale_problem* telltale_problems_at(const telltale_problems* problems, std::size_t index) noexcept {
  return index < telltale_problems_size(problems) ? &problems->views[index] : nullptr;
}

void telltale_problems_destroy(telltale_problems* problems) noexcept { delete problems; }

telltale_status telltale_default_cache_folder(telltale_owned_string* folder) noexcept {
  return guarded([&] {
    begin_handing_out(folder);
    return hand_out(folder, default_cache_folder());
  });
}

telltale_status telltale_classifier_create(const telltale_options* options, telltale_classifier** classifier,
                                           telltale_problems** problems) noexcept {
  return guarded([&] {
    if (problems != nullptr) *problems = nullptr;
    begin_handing_out(classifier);
    const telltale_options given = read_options(options);
    Result<Classifier> made = make<Classifier>(given, classifier_options(given));
    if (!made) return refuse(made.problems(), problems);
    return hand_out(classifier, *made, to_c(made->engine_info()));
  });
}

void telltale_classifier_destroy(telltale_classifier* classifier) noexcept { delete classifier; }

const telltale_engine* telltale_classifier_engine(const telltale_classifier* classifier) noexcept {
  return classifier == nullptr ? nullptr : &classifier->engine;
}

const telltale_field* telltale_match_field(const telltale_match* match, const char* name) noexcept {
  if (match == nullptr || name == nullptr) return nullptr;
  const std::string_view wanted = name;
  for (std::size_t i = 0; i < match->field_count; ++i) {
    if (view_of(match->fields[i].name) == wanted) return &match->fields[i];
  }
  return nullptr;
}

telltale_status telltale_match_json(const telltale_match* match, const char* source,
                                    telltale_owned_string* json) noexcept {
  return guarded([&] {
    begin_handing_out(json);
    require(match != nullptr, kNoMatch);
    Origin origin;
    origin.source = name_of(source);
    origin.record = match->text;
    return hand_out(json, to_ndjson(to_match(*match), origin));
  });
}

telltale_status telltale_matches_create(telltale_matches** matches) noexcept {
  return guarded([&] {
    begin_handing_out(matches);
    return hand_out(matches);
  });
}

telltale_status telltale_matches_add(void* matches, const telltale_match* match) noexcept {
  return guarded([&] {
    require(matches != nullptr, "the list of matches is NULL");
    require(match != nullptr, kNoMatch);
    static_cast<telltale_matches*>(matches)->list.push_back(keep(*match));
    return telltale_status{TELLTALE_OK};
  });
}

std::size_t telltale_matches_size(const telltale_matches* matches) noexcept {
  return matches == nullptr ? 0 : matches->list.size();
}

const telltale_match* telltale_matches_at(const telltale_matches* matches, std::size_t index) noexcept {
  return index < telltale_matches_size(matches) ? &matches->list[index]->match : nullptr;
}

void telltale_matches_clear(telltale_matches* matches) noexcept {
  if (matches != nullptr) matches->list.clear();
}

void telltale_matches_destroy(telltale_matches* matches) noexcept { delete matches; }

telltale_status telltale_classify(const telltale_classifier* classifier, const char* text, std::size_t size,
                                  telltale_sink sink, void* context, std::uint32_t* limits) noexcept {
  return guarded([&] {
    begin_limits(limits, 1);
    require(classifier != nullptr, kNoClassifier);
    return tell_all(sink, context, limits,
                    [&](const auto& tell) { return classifier->value.classify(text_of(text, size), tell); });
  });
}

telltale_status telltale_classify_batch(const telltale_classifier* classifier, const telltale_string* texts,
                                        std::size_t count, telltale_sink sink, void* context,
                                        std::uint32_t* limits) noexcept {
  return guarded([&] {
    begin_limits(limits, count);
    require(classifier != nullptr, kNoClassifier);
    require(texts != nullptr || count == 0, "texts is NULL");
    for (std::size_t i = 0; i < count; ++i) static_cast<void>(text_of(texts[i].data, texts[i].size));
    const auto text_at = [&](std::size_t i) { return text_of(texts[i].data, texts[i].size); };
    return classify_many(classifier->value, count, text_at, sink, context, limits);
  });
}

telltale_status telltale_classify_column32(const telltale_classifier* classifier, const char* data,
                                           const std::int32_t* offsets, std::size_t count, telltale_sink sink,
                                           void* context, std::uint32_t* limits) noexcept {
  return guarded([&] { return classify_column(classifier, data, offsets, count, sink, context, limits); });
}

telltale_status telltale_classify_column64(const telltale_classifier* classifier, const char* data,
                                           const std::int64_t* offsets, std::size_t count, telltale_sink sink,
                                           void* context, std::uint32_t* limits) noexcept {
  return guarded([&] { return classify_column(classifier, data, offsets, count, sink, context, limits); });
}

telltale_status telltale_stream_create(const telltale_classifier* classifier, telltale_stream** stream) noexcept {
  return guarded([&] {
    begin_handing_out(stream);
    require(classifier != nullptr, kNoClassifier);
    return hand_out(stream, Stream(classifier->value));
  });
}

telltale_status telltale_stream_feed(telltale_stream* stream, const char* bytes, std::size_t size, telltale_sink sink,
                                     void* context, std::uint32_t* limits) noexcept {
  return guarded([&] {
    begin_limits(limits, 1);
    require(stream != nullptr, kNoStream);
    return tell_all(sink, context, limits,
                    [&](const auto& tell) { return stream->value.feed(text_of(bytes, size), tell); });
  });
}

telltale_status telltale_stream_finish(telltale_stream* stream, telltale_sink sink, void* context,
                                       std::uint32_t* limits) noexcept {
  return guarded([&] {
    begin_limits(limits, 1);
    require(stream != nullptr, kNoStream);
    return tell_all(sink, context, limits, [&](const auto& tell) { return stream->value.finish(tell); });
  });
}

void telltale_stream_destroy(telltale_stream* stream) noexcept { delete stream; }

telltale_status telltale_diagnoser_create(const telltale_options* options, telltale_diagnoser** diagnoser,
                                          telltale_problems** problems) noexcept {
  return guarded([&] {
    if (problems != nullptr) *problems = nullptr;
    begin_handing_out(diagnoser);
    const telltale_options given = read_options(options);
    static_cast<void>(classifier_options(given));
    Result<Diagnoser> made = make<Diagnoser>(given, DiagnoserOptions());
    if (!made) return refuse(made.problems(), problems);
    return hand_out(diagnoser, *made);
  });
}

void telltale_diagnoser_destroy(telltale_diagnoser* diagnoser) noexcept { delete diagnoser; }

telltale_status telltale_case_create(const telltale_diagnoser* diagnoser, telltale_case** bundle) noexcept {
  return guarded([&] {
    begin_handing_out(bundle);
    require(diagnoser != nullptr, "diagnoser is NULL");
    return hand_out(bundle, diagnoser->value.open_case());
  });
}

telltale_status telltale_case_add_text(telltale_case* bundle, const char* source, const char* text, std::size_t size,
                                       std::uint64_t first_line) noexcept {
  return guarded([&] {
    require(bundle != nullptr, kNoCase);
    bundle->value.add_text(name_of(source), text_of(text, size), std::max<std::uint64_t>(first_line, 1));
    return telltale_status{TELLTALE_OK};
  });
}

telltale_status telltale_case_add_match(telltale_case* bundle, const char* source, const telltale_match* match,
                                        const char* line, std::size_t line_size, std::int64_t time) noexcept {
  return guarded([&] {
    require(bundle != nullptr, kNoCase);
    require(match != nullptr, kNoMatch);
    bundle->value.add_match(name_of(source), to_match(*match), text_of(line, line_size), time);
    return telltale_status{TELLTALE_OK};
  });
}

telltale_status telltale_case_add_json_match(telltale_case* bundle, const char* object, std::size_t size,
                                             telltale_problems** problems) noexcept {
  return guarded([&] {
    if (problems != nullptr) *problems = nullptr;
    require(bundle != nullptr, kNoCase);
    const std::vector<Problem> found = bundle->value.add_json_match(text_of(object, size));
    return found.empty() ? telltale_status{TELLTALE_OK} : refuse(found, problems);
  });
}

telltale_status telltale_case_report(const telltale_case* bundle, std::int32_t format, std::int32_t language,
                                     std::size_t width, telltale_owned_string* report) noexcept {
  return guarded([&] {
    begin_handing_out(report);
    require(bundle != nullptr, kNoCase);
    require(language == TELLTALE_LANGUAGE_ENGLISH || language == TELLTALE_LANGUAGE_JAPANESE, "language is not known");
    DiagnosisReportOptions options;
    options.language = static_cast<Language>(language);
    if (width != 0) options.width = width;
    return hand_out(report, written(bundle->value.diagnosis(), format, options));
  });
}

void telltale_case_destroy(telltale_case* bundle) noexcept { delete bundle; }
