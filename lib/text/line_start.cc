#include "text/line_start.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/ansi.h"
#include "text/characters.h"
#include "text/html.h"
#include "text/times.h"
#include "text/unicode.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

// Bytes of the blank that begins at `at`, typographic ones included; 0 when there is none.
size_t blank_length(string_view line, size_t at) {
  if (at >= line.size()) return 0;
  if (is_blank(line[at])) return 1;
  if (static_cast<unsigned char>(line[at]) < 0x80) return 0;
  const size_t length = utf8_sequence(line.substr(at));
  return length != 0 && look_of(decode_utf8(line.substr(at, length))) == Look::kBlank ? length : 0;
}

size_t skip_blanks(string_view line, size_t at) {
  for (size_t length = blank_length(line, at); length != 0; length = blank_length(line, at)) at += length;
  return at;
}

// --- Decoration

bool is_unseen(char32_t code_point) {
  const std::optional<Look> look = look_of(code_point);
  return look == Look::kBlank || look == Look::kInvisible;
}

// Blanks, quote marks and colours as raw lines of escaped text have them: \t, \u003e, \x1b[31m, \u001b[0m, \033[1m.
size_t escaped_decoration(string_view line, size_t at) {
  size_t letter = at;
  while (letter < line.size() && line[letter] == '\\') ++letter;
  if (begins_with(line, letter, "t")) return letter + 1 - at;
  if (begins_with(line, letter, "u003e") || begins_with(line, letter, "u003E")) return letter + 5 - at;
  for (const string_view introducer : {"x1b[", "x1B[", "u001b[", "u001B[", "033[", "e["}) {
    if (!begins_with(line, letter, introducer)) continue;
    // The sequence is read from its bracket, as if its ESC were lost.
    const size_t bracket = letter + introducer.size() - 1;
    const size_t length = terminal_sequence(line, bracket);
    return length == 0 ? 0 : bracket + length - at;
  }
  return 0;
}

size_t unseen_character(string_view line, size_t at) {
  if (const size_t sequence = terminal_sequence(line, at); sequence != 0) return sequence;
  const size_t length = utf8_sequence(line.substr(at));
  if (length == 0) return line[at] == '\xA0' ? 1 : 0;
  return is_unseen(decode_utf8(line.substr(at, length))) ? length : 0;
}

size_t escaped_character(string_view line, size_t at) {
  const Entity entity = html_entity(line, at);
  const bool decorates = entity.length != 0 && (entity.code_point == U'>' || is_unseen(entity.code_point));
  return decorates ? entity.length : 0;
}

// A comment that ends where it is looked at is for the step that knows where it ends.
bool is_whole_comment(string_view line, size_t at) {
  return begins_with(line, at, "<!--") && line.substr(at, kLineStart).find("-->") != string_view::npos;
}

// Bytes of decoration that begin at `at`; 0 when something speaks there.
size_t decoration_at(string_view line, size_t at) {
  const char c = line[at];
  if (is_blank(c) || c == '>') return 1;
  if (is_word(c)) return 0;
  if (c == '|') return is_table_row(line.substr(at)) ? 0 : 1;
  if (c == '&') return escaped_character(line, at);
  if (c == '<') return is_whole_comment(line, at) ? 0 : html_tag(line, at).length;
  if (c == '\\') return escaped_decoration(line, at);
  if (c == '[' || c == '^' || c == '\x1B') return terminal_sequence(line, at);
  return static_cast<unsigned char>(c) < 0x80 ? 0 : unseen_character(line, at);
}

// --- Prefixes

// "Apr 04 19:12:15 node-a kubelet[1204]: "; the name is what stands behind the time.
LinePrefix syslog_prefix(string_view line) {
  constexpr DigitShape kClockBetweenBlanks(" 99:99:99 ");
  if (!kClockBetweenBlanks.fits(line, 6) || !is_upper(line[0]) || line[3] != ' ' || !is_digit(line[5])) return {};
  const size_t colon = line.substr(0, kLineStart).find(": ", 16);
  if (colon == string_view::npos) return {};
  return {PrefixKind::kTime, skip_blanks(line, colon + 1), line.substr(16, colon - 16)};
}

// Behind a time: the marks of a carrier. CRI: "stdout F ". GitLab: "00O ", "00E+".
size_t carrier_mark(string_view line, size_t at) {
  if (begins_with(line, at, "stdout ") || begins_with(line, at, "stderr ")) {
    const bool tag = at + 7 < line.size() && (line[at + 7] == 'F' || line[at + 7] == 'P');
    return tag && (at + 8 == line.size() || line[at + 8] == ' ') ? 8 : 7;
  }
  const bool stream = at + 2 < line.size() && is_digit(line[at]) && is_digit(line[at + 1]) &&
                      (line[at + 2] == 'O' || line[at + 2] == 'E');
  return !stream ? 0 : begins_with(line, at + 3, "+") ? 4 : 3;
}

// GitHub Actions has 7 digits of a second, docker and CRI 9; programs write 3 or 6. Jenkins has brackets.
constexpr size_t kCarrierFraction = 7;

// "07:57:05  " of Jenkins, with two blanks; with one, a program's.
LinePrefix clock_prefix(string_view line) {
  if (!kClock.fits(line, 0) || !begins_with(line, 8, " ")) return {};
  const size_t end = skip_blanks(line, 8);
  return {end > 9 ? PrefixKind::kCarriedTime : PrefixKind::kTime, end, {}};
}

LinePrefix time_prefix(string_view line) {
  if (is_upper(line[0])) return syslog_prefix(line);
  const bool brackets = line[0] == '[';
  const Time time = time_at(line, brackets ? 1 : 0);
  size_t end = time.length + (brackets ? 2 : 0);
  if (time.length == 0 || (brackets && !begins_with(line, end - 1, "]"))) return syslog_prefix(line);
  if (end < line.size() && blank_length(line, end) == 0) return {};
  end = skip_blanks(line, end);
  const size_t mark = carrier_mark(line, end);
  const bool carried = brackets || mark != 0 || time.fraction >= kCarrierFraction;
  const bool compared = begins_with(line, end, "is after") || begins_with(line, end, "is before");
  if (compared && !carried) return {};  // the text of x509, wrapped in front of its time
  return {carried ? PrefixKind::kCarriedTime : PrefixKind::kTime, skip_blanks(line, end + mark), {}};
}

// "# " and "// ": a message that was pasted into a script or a manifest.
LinePrefix comment_prefix(string_view line) {
  const size_t sign = begins_with(line, 0, "//") ? 2 : line[0] == '#' ? 1 : 0;
  if (sign == 0 || blank_length(line, sign) == 0) return {};
  return {PrefixKind::kComment, skip_blanks(line, sign), line.substr(0, sign)};
}

// "#12 3.456 " of BuildKit.
LinePrefix buildkit_prefix(string_view line) {
  size_t name = 1;
  while (name < line.size() && is_digit(line[name])) ++name;
  if (line[0] != '#' || name == 1 || name >= line.size() || line[name] != ' ') return {};
  size_t end = name + 1;
  while (end < line.size() && (is_digit(line[end]) || line[end] == '.')) ++end;
  if (end == name + 1 || end >= line.size() || line[end] != ' ') return {};
  return {PrefixKind::kTool, skip_blanks(line, end), line.substr(0, name)};
}

// "[pod/web-0/app] " of kubectl logs --prefix.
LinePrefix pod_prefix(string_view line) {
  if (!begins_with(line, 0, "[pod/")) return {};
  const size_t close = line.substr(0, 2 * kLineStart).find(']');
  if (close == string_view::npos || (close + 1 < line.size() && blank_length(line, close + 1) == 0)) return {};
  return {PrefixKind::kContainer, skip_blanks(line, close + 1), line.substr(0, close)};
}

// Kubernetes makes up the ends of names without vowels and without 0, 1, 3.
// Source: k8s.io/apimachinery/pkg/util/rand, alphanums.
constexpr ByteSet kGeneratedName("bcdfghjklmnpqrstvwxz2456789");

size_t name_end(string_view line, size_t at) {
  while (at < line.size() && at < kLineStart && (is_lower(line[at]) || is_digit(line[at]) || line[at] == '-')) ++at;
  return at;
}

// "cert-manager-5d7f97b46d-2x8kt" as far as `end`.
bool is_pod_name(string_view name) {
  constexpr size_t kGenerated = 5;
  if (name.size() < kGenerated + 2 || name[name.size() - kGenerated - 1] != '-') return false;
  const string_view generated = name.substr(name.size() - kGenerated);
  return std::all_of(generated.begin(), generated.end(), [](char c) { return kGeneratedName.has(c); });
}

// "web-5d7f97b46d-2x8kt app " of stern and kubetail, with brackets or a bar, too.
LinePrefix pod_and_container_prefix(string_view line) {
  const size_t begin = line[0] == '[' ? 1 : 0;
  const size_t pod = name_end(line, begin);
  if (pod == line.size() || (!is_blank(line[pod]) && static_cast<unsigned char>(line[pod]) < 0x80)) return {};
  if (!is_pod_name(line.substr(begin, pod - begin))) return {};
  const size_t container = skip_blanks(line, pod);
  size_t end = container == pod ? pod : name_end(line, container);
  if (end == container) return {};
  const string_view name = line.substr(0, pod);
  if (begin == 1 && !begins_with(line, end++, "]")) return {};
  const size_t behind = skip_blanks(line, end);
  if (behind == end && end < line.size()) return {};
  const bool bar = begins_with(line, behind, "|") || begins_with(line, behind, ">");
  return {PrefixKind::kContainer, bar ? skip_blanks(line, behind + 1) : behind, name};
}

// "module.x.null_resource.y (local-exec): " of Terraform.
LinePrefix exec_prefix(string_view line, size_t word_end) {
  if (!begins_with(line, word_end, " (local-exec): ") && !begins_with(line, word_end, " (remote-exec): ")) return {};
  const size_t colon = line.find(':', word_end);
  return {PrefixKind::kTool, skip_blanks(line, colon + 1), line.substr(0, word_end)};
}

// "web-1", "web_1": docker-compose numbers its containers.
bool is_numbered(string_view name) {
  const size_t number = name.find_last_not_of("0123456789");
  return number != string_view::npos && number != 0 && number + 1 < name.size() &&
         (name[number] == '-' || name[number] == '_');
}

constexpr ByteSet kContainerName("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.[]\"");

// "web-1  | " of docker-compose. Line numbers in front of a bar ("12 | ") have no name to be the same.
LinePrefix container_prefix(string_view line) {
  size_t word = 0;
  while (word < line.size() && word < kLineStart && kContainerName.has(line[word])) ++word;
  if (word == 0) return {};
  const LinePrefix exec = exec_prefix(line, word);
  if (exec.length != 0) return exec;
  const size_t bar = skip_blanks(line, word);
  if (bar >= line.size() || line[bar] != '|' || (bar + 1 < line.size() && blank_length(line, bar + 1) == 0)) return {};
  const size_t last = line.find_last_not_of(" \t\r`");  // a fence may end in the row
  const string_view name = line.substr(0, word);
  if (last > bar && line[last] == '|' && !is_numbered(name)) return {};  // the rest of a table's row
  const bool number = std::all_of(name.begin(), name.end(), is_digit);
  return {PrefixKind::kContainer, skip_blanks(line, bar + 1), number ? string_view() : name};
}

// "##[error]" of GitHub Actions: each begins a message of its own, so it is no prefix that lines share.
size_t workflow_command_length(string_view line) {
  if (!begins_with(line, 0, "##[")) return 0;
  const size_t close = line.substr(0, kLineStart).find(']');
  return close == string_view::npos ? 0 : close + 1;
}

size_t prefixes_length(string_view line) {
  size_t at = decoration_length(line);
  for (LinePrefix prefix = line_prefix(line.substr(at)); prefix.length != 0; prefix = line_prefix(line.substr(at))) {
    at += prefix.length;
    at += decoration_length(line.substr(at));
  }
  return at;
}

}  // namespace

size_t decoration_length(string_view line) noexcept {
  size_t at = 0;
  while (at < line.size()) {
    const size_t length = decoration_at(line, at);
    if (length == 0) break;
    at += length;
  }
  return at;
}

size_t line_start_length(string_view line) noexcept {
  const size_t outer = prefixes_length(line);
  const size_t command = workflow_command_length(line.substr(outer));
  return command == 0 ? outer : outer + command + prefixes_length(line.substr(outer + command));
}

bool is_table_row(string_view line) noexcept {
  size_t end = line.size();
  while (end > 0 && is_blank(line[end - 1])) --end;
  if (end < 3 || line[0] != '|' || line[end - 1] != '|') return false;
  return line.substr(1, std::min(end - 2, kLineStart)).find('|') != string_view::npos;
}

LinePrefix line_prefix(string_view line) noexcept {
  if (line.empty()) return {};
  LinePrefix prefix;
  if (is_digit(line[0]) || line[0] == '[' || is_upper(line[0])) prefix = time_prefix(line);
  if (prefix.length == 0 && is_digit(line[0])) prefix = clock_prefix(line);
  if (prefix.length == 0 && line[0] == '[') prefix = pod_prefix(line);
  if (prefix.length == 0 && (line[0] == '[' || is_lower(line[0]))) prefix = pod_and_container_prefix(line);
  if (begins_with(line, 0, kDockerLog)) prefix = {PrefixKind::kCarriedTime, kDockerLog.size(), kDockerLog};
  if (prefix.length == 0 && (line[0] == '#' || line[0] == '/')) prefix = comment_prefix(line);
  if (prefix.length == 0 && line[0] == '#') prefix = buildkit_prefix(line);
  if (prefix.length == 0 && is_word(line[0])) prefix = container_prefix(line);
  return prefix;
}

}  // namespace telltale::internal
