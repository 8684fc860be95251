// telltale in C: which known failure does this text show, where, with which fields, and what is to be done?
//
// The C++ library of telltale/telltale.h for programs in C and for every language that calls C. The words are the same,
// and so are the answers.
//
//   telltale_classifier   a compiled set of packs: immutable, shared by all threads
//   telltale_match        one confirmed failure: ids, place, fields, owner, confidence
//   telltale_matches      matches that are kept
//   telltale_stream       a classifier fed in pieces
//   telltale_diagnoser    turns the findings of a case (telltale_case) into causes and next steps
//   telltale_problems     what is wrong with a pack or a configuration
//
// The matches of a text (examples/c/main.c does it with a file or a pipe; the tests compile and run it):
//
//   static telltale_status print(void* context, const telltale_match* match) {
//     printf("%.*s\n", (int)match->finding.size, match->finding.data);
//     return TELLTALE_OK;
//   }
//
//   telltale_classifier* classifier = NULL;
//   if (telltale_classifier_create(NULL, &classifier, NULL) != TELLTALE_OK) return 2;
//   telltale_classify(classifier, text, size, print, NULL, NULL);
//   telltale_classifier_destroy(classifier);
//
// What holds for every function:
// - Ownership: what a `_create` function hands out is given back to the `_destroy` function of its type, once; NULL may
//   be. An owned string is given back to telltale_owned_string_destroy(). Everything else that is handed out is only
//   lent. What is handed in is read during the call and never kept, but for `context`, which is never read. Handles do
//   not depend on each other: a classifier may go before its streams, a diagnoser before its cases.
// - Texts are any bytes, a pointer and a size: NUL is a byte like others, nothing has to be valid UTF-8, UTF-16 is
//   recognised. NULL is a text when its size is 0. Names that are handed in (packs, globs, folders, sources) end with
//   NUL.
// - Strings that are handed out are pointer and size (telltale_string); no NUL ends them, and they may hold some. The
//   ids, titles and links of a match and all of a problem are UTF-8; the value of a field is what the text says.
// - Errors: nothing in a text is one. What a function may return beside TELLTALE_OK is said with it; all of them may
//   return TELLTALE_INVALID_ARGUMENT for a NULL that is not allowed, and those that are not said to allocate nothing,
//   TELLTALE_NO_MEMORY and TELLTALE_UNEXPECTED. No C++ exception comes out of any, not even one that a sink in C++
//   throws; a sink must not leave by longjmp(). Nothing prints, logs or ends the program. When a call fails, what it
//   would have handed out is NULL or 0.
// - Threads: a classifier or a diagnoser serves any number of threads at once; anything else is used by one at a time.
//   A handle is destroyed when no thread uses it any more.
// - Growth: programs go on with newer minor versions without being compiled again. Structs that are only lent
//   (telltale_match, telltale_problem, telltale_engine) may get members at their end: read them through the pointer, do
//   not copy them whole, and hand in none that were not lent. telltale_options says its size. telltale_string,
//   telltale_owned_string and telltale_field stay as they are. New constants may come: a program that meets one it does
//   not know goes on.
#ifndef TELLTALE_TELLTALE_C_H_
#define TELLTALE_TELLTALE_C_H_

// NOLINTBEGIN(modernize-*): C reads this, too
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "telltale/export.h"
#include "telltale/version.h"

#ifdef __cplusplus
#define TELLTALE_NOEXCEPT noexcept
extern "C" {
#else
#define TELLTALE_NOEXCEPT
#endif

// ---- strings, codes ----

// Bytes that belong to somebody else; who, and how long they live, is said where they are handed out. `data` is NULL
// when there is no string.
typedef struct telltale_string {
  const char* data;
  size_t size;  // in bytes
} telltale_string;

// Bytes that the caller owns. A NUL that `size` does not count stands behind them, so that they can be used as a name.
typedef struct telltale_owned_string {
  char* data;
  size_t size;
} telltale_owned_string;

// Gives the memory back and leaves {NULL, 0}; so twice is no harm, nor is NULL. Allocates nothing.
TELLTALE_EXPORT void telltale_owned_string_destroy(telltale_owned_string* string) TELLTALE_NOEXCEPT;

// What became of a call.
typedef int32_t telltale_status;
enum {
  TELLTALE_OK = 0,
  TELLTALE_STOPPED = 1,           // for a sink that has seen enough; the call hands it on
  TELLTALE_INVALID_ARGUMENT = 2,  // the call was wrong: a fault of the program, said by telltale_last_error()
  TELLTALE_PROBLEMS = 3,          // a pack, an option or a match in JSON is wrong: see telltale_problems
  TELLTALE_NO_MEMORY = 4,         // all handles are as good as before, but for the stream or case of the call
  TELLTALE_UNEXPECTED = 5         // an exception that is none of these: of a sink in C++, or a fault of the library
  // Negative ones are left to the sinks of programs.
};

// What the last call of this thread that failed has to say, in UTF-8: one sentence for TELLTALE_INVALID_ARGUMENT, the
// first problem, as it is printed, for TELLTALE_PROBLEMS; at most 1 KiB. Lives until the next call of this thread that
// fails, and no longer than the thread. Empty when none has failed; a call that succeeds, or that a sink stopped,
// leaves it alone. Allocates nothing.
TELLTALE_EXPORT telltale_string telltale_last_error(void) TELLTALE_NOEXCEPT;

// The version of the library that the program runs with: "0.1.0". Semantic versioning; the SONAME carries the major
// number. TELLTALE_VERSION is the one that it was compiled against. Lives for ever; allocates nothing.
TELLTALE_EXPORT telltale_string telltale_version(void) TELLTALE_NOEXCEPT;

// What a match means for its finding.
enum {
  TELLTALE_ROLE_SYMPTOM = 1,   // the failure itself
  TELLTALE_ROLE_EVIDENCE = 2,  // speaks for or against a cause
  TELLTALE_ROLE_HEALTHY = 3,   // shows that something works
  TELLTALE_ROLE_IGNORABLE = 4  // looks alarming, means nothing
};

// How sure a match is. In order: a higher number is surer.
enum {
  TELLTALE_CONFIDENCE_LOW = 1,     // a bare phrase, tied to nothing
  TELLTALE_CONFIDENCE_MEDIUM = 2,  // somebody else's failing call, or a distinctive line of its own
  TELLTALE_CONFIDENCE_HIGH = 3     // a failing call whose owner is the pack's
};

// Bounds that keep work and memory small on hostile text: bits of a set.
enum {
  TELLTALE_LIMIT_MESSAGE_LENGTH = 1,  // a message went on beyond the window that is looked at
  TELLTALE_LIMIT_MATCHES = 2,         // more matches than telltale_options::max_matches
  TELLTALE_LIMIT_WORK = 4             // more nested mangling or more candidates in one window than are worked through
};

enum {
  TELLTALE_ENGINE_AUTO = 0,       // Hyperscan when it is built in, runs on this CPU and passes its self-test; else RE2
  TELLTALE_ENGINE_HYPERSCAN = 1,  // Hyperscan or a problem
  TELLTALE_ENGINE_RE2 = 2         // RE2 alone: portable, slower, the same answers
};

// Their words, as the command and all reports write them: "symptom", "high", "message-length". No string for a code
// that this library does not know, or for a set of several limits. Live for ever; allocate nothing.
TELLTALE_EXPORT telltale_string telltale_role_name(int32_t role) TELLTALE_NOEXCEPT;
TELLTALE_EXPORT telltale_string telltale_confidence_name(int32_t confidence) TELLTALE_NOEXCEPT;
TELLTALE_EXPORT telltale_string telltale_limit_name(uint32_t limit) TELLTALE_NOEXCEPT;

// ---- problems ----

// Something wrong with a pack or a configuration (telltale/problem.h). Lives as long as the list that it is in.
typedef struct telltale_problem {
  telltale_string code;     // stable, lower-case words and dashes: "pattern-unsupported"
  telltale_string file;     // path as it was given, empty when the problem is in no file
  telltale_string pointer;  // JSON pointer into that file, empty when the file as a whole is meant
  uint32_t line;            // from 1; 0 when unknown
  uint32_t column;          // from 1, in bytes; 0 when unknown
  telltale_string message;  // one sentence: what is wrong
  telltale_string remedy;   // one sentence: what to do
  telltale_string printed;  // all of it as a compiler prints it, with the line that is meant; ends with a newline
} telltale_problem;

// All problems of a call, not only the first; never empty. Handed out by a call that returns TELLTALE_PROBLEMS and was
// given a place for it.
typedef struct telltale_problems telltale_problems;

// 0 for NULL. Allocates nothing.
TELLTALE_EXPORT size_t telltale_problems_size(const telltale_problems* problems) TELLTALE_NOEXCEPT;

// The problem of that index, from 0; NULL when there is none. Allocates nothing.
TELLTALE_EXPORT const telltale_problem* telltale_problems_at(const telltale_problems* problems,
                                                             size_t index) TELLTALE_NOEXCEPT;

TELLTALE_EXPORT void telltale_problems_destroy(telltale_problems* problems) TELLTALE_NOEXCEPT;

// ---- classifier ----

// How a classifier or a diagnoser is made. Zero is the default of everything but `size`:
//
//   telltale_options options = {0};  // in C++: {}
//   options.size = sizeof options;
//   options.engine = TELLTALE_ENGINE_RE2;
//
// A member that the library does not know, because it is older than the program, is TELLTALE_INVALID_ARGUMENT unless it
// is zero: no wish is passed over in silence.
typedef struct telltale_options {
  size_t size;  // sizeof(telltale_options), so that the library knows which members the program knows

  // What is looked for.
  const char* const* packs;  // built-in packs by their names, others by their folders; none: the built-in pack
  size_t pack_count;
  const char* const* only;  // globs over full finding ids ("*/connection-refused*"); none: all
  size_t only_count;
  size_t max_matches;      // per text; more are dropped and said (TELLTALE_LIMIT_MATCHES); 0: 10,000
  int32_t min_confidence;  // TELLTALE_CONFIDENCE_...; 0: medium

  // How it is looked for: never changes an answer.
  int32_t engine;            // TELLTALE_ENGINE_...
  const char* cache_folder;  // for compiled packs: see telltale_default_cache_folder(); NULL or "": nothing is kept

  uint64_t flags;  // TELLTALE_WITHOUT_...
} telltale_options;

// Flags of telltale_options: matches come without fields, which costs less where many lines match.
enum { TELLTALE_WITHOUT_FIELDS = 1 };

// A folder for what was loaded and compiled before: $XDG_CACHE_HOME/telltale, else $HOME/.cache/telltale; empty when
// neither of the two is an absolute path. A program that uses it starts in a tenth of the time; what is in it changes
// no answer (telltale/pack.h). The caller owns `folder`, whatever the call returns.
TELLTALE_EXPORT telltale_status telltale_default_cache_folder(telltale_owned_string* folder) TELLTALE_NOEXCEPT;

typedef struct telltale_classifier telltale_classifier;

// Compiles packs. `options` may be NULL: all defaults. The caller owns `*classifier`, and with TELLTALE_PROBLEMS
// `*problems`, which is NULL otherwise; `problems` may be NULL.
// TELLTALE_INVALID_ARGUMENT: `options` holds a constant or flag that is not known, or a NULL among its names.
// Cost: with the built-in pack 0.2 to 0.5 s with Hyperscan, 0.1 to 0.2 s with RE2, some milliseconds with Hyperscan and
// a cache.
TELLTALE_EXPORT telltale_status telltale_classifier_create(const telltale_options* options,
                                                           telltale_classifier** classifier,
                                                           telltale_problems** problems) TELLTALE_NOEXCEPT;

TELLTALE_EXPORT void telltale_classifier_destroy(telltale_classifier* classifier) TELLTALE_NOEXCEPT;

// What a classifier runs on; lives as long as the classifier.
typedef struct telltale_engine {
  int32_t engine;           // never TELLTALE_ENGINE_AUTO
  bool cached;              // it was not compiled, but found in the cache
  telltale_string version;  // "Hyperscan 5.4.0" and "RE2"
  telltale_string reason;   // why this one: "self-test passed", "built without Hyperscan"...
} telltale_engine;

// NULL for NULL. Allocates nothing.
TELLTALE_EXPORT const telltale_engine* telltale_classifier_engine(const telltale_classifier* classifier)
    TELLTALE_NOEXCEPT;

// ---- matches ----

// A named part of a match. `value` is the clean value (unescaped, unwrapped); [begin, end) is where it stands in the
// text. What "wrappers" is: see telltale/match.h.
typedef struct telltale_field {
  telltale_string name;
  telltale_string value;
  uint64_t begin;
  uint64_t end;
} telltale_field;

// One confirmed signature in a text. Offsets count bytes of the original text from 0, half-open: the text of the match
// is the `end - begin` bytes at `begin`. Lines and columns count from 1, columns in bytes. In a stream they count from
// the begin of its source.
// Lifetime: a match that a sink is called with, and all that it points to, lives until the sink returns; one of a
// telltale_matches until that is cleared or destroyed.
typedef struct telltale_match {
  telltale_string pack;       // "cert-manager-webhook"
  telltale_string finding;    // "cert-manager-webhook/no-endpoints/etcd-quota"
  telltale_string section;    // "cert-manager-webhook/no-endpoints"
  telltale_string signature;  // "cert-manager-webhook/no-endpoints/etcd-quota/grpc"
  telltale_string frame;      // "webhook-call"; empty without a frame
  telltale_string owner;      // a project's name, "other", "unknown"; empty for evidence, which has no owner
  telltale_string title;      // English
  telltale_string link;
  int32_t role;        // TELLTALE_ROLE_...
  int32_t confidence;  // TELLTALE_CONFIDENCE_...
  uint64_t text;       // which of many texts, from 0; 0 when there is one
  uint64_t begin;
  uint64_t end;
  uint64_t line;
  uint64_t column;
  const telltale_field* fields;
  size_t field_count;
} telltale_match;

// The field of that name, NULL when the match has none (or `match` or `name` is NULL). Lives as long as the match.
// Allocates nothing.
TELLTALE_EXPORT const telltale_field* telltale_match_field(const telltale_match* match,
                                                           const char* name) TELLTALE_NOEXCEPT;

// The match as one line of NDJSON without the newline: exactly what `telltale classify --format ndjson` writes of the
// record match->text of `source`. It is valid JSON in valid UTF-8, whatever the text held. `source` may be NULL: "".
// The caller owns `json`, whatever the call returns.
TELLTALE_EXPORT telltale_status telltale_match_json(const telltale_match* match, const char* source,
                                                    telltale_owned_string* json) TELLTALE_NOEXCEPT;

// Called with each match, in the order of the texts, on the thread of the call, with the `context` that the call was
// given. TELLTALE_OK goes on; with anything else the call stops, calls no more and returns it. It may call any function
// but those that feed, add to or destroy what the call works with.
typedef telltale_status (*telltale_sink)(void* context, const telltale_match* match);

// Matches that are kept: copies that own all they hold, for programs that would rather have a list than be called.
//
//   telltale_matches* matches = NULL;
//   telltale_matches_create(&matches);
//   telltale_classify(classifier, text, size, telltale_matches_add, matches, NULL);
//   for (size_t i = 0; i < telltale_matches_size(matches); ++i) use(telltale_matches_at(matches, i));
typedef struct telltale_matches telltale_matches;

// An empty list, which the caller owns.
TELLTALE_EXPORT telltale_status telltale_matches_create(telltale_matches** matches) TELLTALE_NOEXCEPT;

// A sink whose context is a telltale_matches: adds a copy of the match. Those that are there stay where they are.
TELLTALE_EXPORT telltale_status telltale_matches_add(void* matches, const telltale_match* match) TELLTALE_NOEXCEPT;

// 0 for NULL. Allocates nothing.
TELLTALE_EXPORT size_t telltale_matches_size(const telltale_matches* matches) TELLTALE_NOEXCEPT;

// The match of that index, from 0, in the order in which they were added; NULL when there is none. Allocates nothing.
TELLTALE_EXPORT const telltale_match* telltale_matches_at(const telltale_matches* matches,
                                                          size_t index) TELLTALE_NOEXCEPT;

// Takes all matches out, for the next text. NULL is no harm. Allocates nothing.
TELLTALE_EXPORT void telltale_matches_clear(telltale_matches* matches) TELLTALE_NOEXCEPT;

TELLTALE_EXPORT void telltale_matches_destroy(telltale_matches* matches) TELLTALE_NOEXCEPT;

// ---- classify ----
//
// Each calls `sink` with all matches and returns TELLTALE_OK, or what stopped it: what the sink returned, or an error.
// `limits`, which may be NULL, has a place for each text: the set of TELLTALE_LIMIT_... that were hit; 0 for nearly all
// texts there are. When a call is stopped, those of the texts that it did not reach are 0.

// All matches of a text, in the order of the text. One record (a log line, a document, a file) is one text. `limits`
// has one place.
// Cost: a clean text is read once and allocates nothing.
TELLTALE_EXPORT telltale_status telltale_classify(const telltale_classifier* classifier, const char* text, size_t size,
                                                  telltale_sink sink, void* context,
                                                  uint32_t* limits) TELLTALE_NOEXCEPT;

// Many short texts, each a record of its own (lines, rows): the answers that telltale_classify() gives for each of
// them, in less than half of the time where most are clean, because they are looked through together. match->text is
// the number of the text; `limits` has `count` places.
TELLTALE_EXPORT telltale_status telltale_classify_batch(const telltale_classifier* classifier,
                                                        const telltale_string* texts, size_t count, telltale_sink sink,
                                                        void* context, uint32_t* limits) TELLTALE_NOEXCEPT;

// The same for texts that lie one behind the other, as Arrow has them (string or binary: 32, large_string or
// large_binary: 64): text i is the bytes [offsets[i], offsets[i + 1]) of `data`, so there are count + 1 offsets. A
// slice of a column is offsets + first. A row that is null has no bytes in most columns; where it has, skip what is
// found there.
// TELLTALE_INVALID_ARGUMENT: an offset is negative or less than the one before; then nothing was classified.
TELLTALE_EXPORT telltale_status telltale_classify_column32(const telltale_classifier* classifier, const char* data,
                                                           const int32_t* offsets, size_t count, telltale_sink sink,
                                                           void* context, uint32_t* limits) TELLTALE_NOEXCEPT;
TELLTALE_EXPORT telltale_status telltale_classify_column64(const telltale_classifier* classifier, const char* data,
                                                           const int64_t* offsets, size_t count, telltale_sink sink,
                                                           void* context, uint32_t* limits) TELLTALE_NOEXCEPT;

// ---- stream ----

// A classifier fed in pieces; one per source (a pipe, a followed file, a socket). The matches are those of the whole
// input in one piece. A message is held back until the line that begins the next one has arrived, or until the end.
// Holds at most a few dozen KiB of text.
typedef struct telltale_stream telltale_stream;

// A stream at the begin of a source, which the caller owns.
TELLTALE_EXPORT telltale_status telltale_stream_create(const telltale_classifier* classifier,
                                                       telltale_stream** stream) TELLTALE_NOEXCEPT;

// Takes the next bytes and calls `sink` for each match that is certain by now. `limits` has one place: those that were
// hit by these bytes. When the sink stops it, the other matches of these bytes may be lost, and the stream goes on
// behind them. After TELLTALE_NO_MEMORY or TELLTALE_UNEXPECTED the stream is good for telltale_stream_destroy() only.
TELLTALE_EXPORT telltale_status telltale_stream_feed(telltale_stream* stream, const char* bytes, size_t size,
                                                     telltale_sink sink, void* context,
                                                     uint32_t* limits) TELLTALE_NOEXCEPT;

// The source has ended: what was held back is classified. The stream can then be fed a new source from its begin.
// Errors as telltale_stream_feed().
TELLTALE_EXPORT telltale_status telltale_stream_finish(telltale_stream* stream, telltale_sink sink, void* context,
                                                       uint32_t* limits) TELLTALE_NOEXCEPT;

TELLTALE_EXPORT void telltale_stream_destroy(telltale_stream* stream) TELLTALE_NOEXCEPT;

// ---- diagnosis ----

// The findings of a case turned into causes and next steps (telltale/diagnosis.h). A case is what somebody brings: a
// pasted thread, a terminal session, the files of a support bundle.
//
//   telltale_case* bundle = NULL;
//   telltale_owned_string page = {NULL, 0};
//   telltale_case_create(diagnoser, &bundle);
//   telltale_case_add_text(bundle, "apply.log", text, size, 1);
//   telltale_case_report(bundle, TELLTALE_REPORT_PAGE, TELLTALE_LANGUAGE_ENGLISH, 0, &page);
typedef struct telltale_diagnoser telltale_diagnoser;
typedef struct telltale_case telltale_case;

// Compiles packs, with the signatures of any confidence. Of `options` the packs, the engine and the cache folder count;
// the others are checked and not used. Ownership, errors and cost as telltale_classifier_create().
TELLTALE_EXPORT telltale_status telltale_diagnoser_create(const telltale_options* options,
                                                          telltale_diagnoser** diagnoser,
                                                          telltale_problems** problems) TELLTALE_NOEXCEPT;

TELLTALE_EXPORT void telltale_diagnoser_destroy(telltale_diagnoser* diagnoser) TELLTALE_NOEXCEPT;

// A case without a text, which the caller owns.
TELLTALE_EXPORT telltale_status telltale_case_create(const telltale_diagnoser* diagnoser,
                                                     telltale_case** bundle) TELLTALE_NOEXCEPT;

// Reads a text: a file, a thread, a piece of output. Texts of one source are read in the order in which they come;
// between sources the order does not matter. `source` may be NULL: "". `first_line` is the number of the text's first
// line in its source, from 1; 0 is taken for 1. After TELLTALE_NO_MEMORY or TELLTALE_UNEXPECTED of this or of the next
// two the case is good for telltale_case_destroy() only; another failure leaves it as it was.
// Cost: the text is classified once and read once line by line, which is what takes most of the time.
TELLTALE_EXPORT telltale_status telltale_case_add_text(telltale_case* bundle, const char* source, const char* text,
                                                       size_t size, uint64_t first_line) TELLTALE_NOEXCEPT;

// A match that was found elsewhere. `line` is the text that it stands on; it may be empty. `time` orders the matches of
// all sources, in any unit; 0: it stands behind what its source said before.
TELLTALE_EXPORT telltale_status telltale_case_add_match(telltale_case* bundle, const char* source,
                                                        const telltale_match* match, const char* line, size_t line_size,
                                                        int64_t time) TELLTALE_NOEXCEPT;

// The same for a match in JSON: one object as telltale_match_json() and `telltale classify --format ndjson` write it;
// two keys may be added: "text", the line that it stands on, and "time". TELLTALE_PROBLEMS when it is no such object or
// its finding is of no pack here; the caller owns `*problems`, and `problems` may be NULL.
TELLTALE_EXPORT telltale_status telltale_case_add_json_match(telltale_case* bundle, const char* object, size_t size,
                                                             telltale_problems** problems) TELLTALE_NOEXCEPT;

enum {
  TELLTALE_REPORT_PAGE = 0,      // for a terminal: what it is, because of which lines, what to do next
  TELLTALE_REPORT_MARKDOWN = 1,  // the same, ready to paste under a question on GitHub or Slack
  TELLTALE_REPORT_JSON = 2       // one object, a line: for programs; keys are never removed, new ones may come
};
enum { TELLTALE_LANGUAGE_ENGLISH = 0, TELLTALE_LANGUAGE_JAPANESE = 1 };

// The diagnosis of all that the case holds by now, in UTF-8; no control bytes but newline, secrets blacked out.
// `width`: the columns that a page fills, at least 40; 0: 100. The caller owns `report`, whatever the call returns.
TELLTALE_EXPORT telltale_status telltale_case_report(const telltale_case* bundle, int32_t format, int32_t language,
                                                     size_t width, telltale_owned_string* report) TELLTALE_NOEXCEPT;

TELLTALE_EXPORT void telltale_case_destroy(telltale_case* bundle) TELLTALE_NOEXCEPT;

#ifdef __cplusplus
}  // extern "C"
#endif
// NOLINTEND(modernize-*)

#endif  // TELLTALE_TELLTALE_C_H_
