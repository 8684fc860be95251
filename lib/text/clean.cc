#include "text/clean.h"

#include <utility>

#include "text/steps.h"

namespace telltale::internal {
namespace {

// One round over all steps; whether anything changed. The text is in `out` before and after.
template <typename Observer>
bool run_round(MappedText* out, MappedText* scratch, const Observer& after_step) {
  bool changed = false;
  for (const CleanStep& step : clean_steps()) {
    if (!step.run(*out, scratch)) continue;
    std::swap(*out, *scratch);
    after_step(step, std::string_view(out->text));
    changed = true;
  }
  return changed;
}

template <typename Observer>
bool clean_in_rounds(MappedText* out, MappedText* scratch, const Observer& after_step) {
  for (int round = 0; round < kMaxCleanRounds; ++round) {
    if (!run_round(out, scratch, after_step)) return true;
  }
  return false;
}

}  // namespace

// From the outside in, as a text was wrapped: what stands in front of its physical lines goes before the escapes that
// make more lines out of them, whose starts are the next round's.
const std::vector<CleanStep>& clean_steps() {
  static const std::vector<CleanStep> kSteps = {
      {"mojibake", "UTF-8 that was read as Windows-1252, Latin-1, a code page of a console or Mac Roman",
       undo_mojibake},
      {"envelopes", "JSON objects around every line, as docker keeps them", undo_envelopes},
      {"lines", "what stands in front of lines: indentation, quote marks, bars, repeated prefixes", undo_lines},
      {"quoted-printable", "=3D and soft line breaks of mails", undo_quoted_printable},
      {"rich-text", "lists of elements in JSON, as chats and trackers keep a text with links in it", undo_rich_text},
      {"lists-of-lines", "lists of strings in JSON, a line each, as notebooks keep output", undo_lists_of_lines},
      {"escapes", R"(backslash escapes of JSON, Go, Python and shells, at any depth of nesting: \" \n \u0022)",
       undo_escapes},
      {"mojibake", "the same, in mails and escapes", undo_mojibake},
      {"mojibake", "the same, done twice", undo_mojibake},
      {"ansi", "terminal colours and other escape sequences, also those that lost their ESC", undo_ansi},
      {"controls", "carriage returns and backspaces", undo_controls},
      {"entities", "HTML entities, tags and comment markers", undo_entities},
      {"unicode", "typographic quotes, blanks, dashes, full-width letters, boxes, invisible characters", undo_unicode},
      {"defanging", "hxxps://x[.]io, as an address that nobody shall click on", undo_defanging},
      {"redirects", "addresses that a mail gateway or a chat put around an address", undo_redirects},
      {"percents", "%20 and %22 of messages in an address", undo_percents},
      {"emphasis", "underscores around what is set in italics", undo_emphasis},
      {"lost-quotes", "question marks around a name, which are quotes that an encoding lost", undo_lost_quotes},
      {"wiki-colors", "{color:red} and {color} of Jira", undo_wiki_colors},
      {"highlights", "what Kibana puts around words that were searched for", undo_highlights},
      {"sums", "strings that are printed as a sum of parts, a line each", undo_sums},
      {"links", "Markdown and Slack links", undo_links},
  };
  return kSteps;
}

bool clean(std::string_view raw, MappedText* out, MappedText* scratch) {
  out->assign(raw);
  return clean_on(out, scratch);
}

bool clean_on(MappedText* text, MappedText* scratch) {
  return clean_in_rounds(text, scratch, [](const CleanStep&, std::string_view) {});
}

bool clean(std::string_view raw, MappedText* out, MappedText* scratch, const CleanObserver& after_step) {
  out->assign(raw);
  return clean_in_rounds(out, scratch, after_step);
}

}  // namespace telltale::internal
