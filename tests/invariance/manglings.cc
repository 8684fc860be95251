#include "invariance/manglings.h"

#include <array>
#include <cctype>
#include <functional>
#include <string_view>

namespace telltale::testing {
namespace {

using std::size_t;
using std::string;
using std::string_view;

// --- Tools

// Every byte replaced by what `spell` says; an empty answer keeps it.
TrackedText spelled(const TrackedText& in, const std::function<string(char)>& spell) {
  TrackedText out;
  for (size_t i = 0; i < in.size(); ++i) {
    const string said = spell(in[i]);
    if (said.empty())
      out.copy(in, i, i + 1);
    else
      out.put_for(in, i, said);
  }
  return out;
}

struct Line {
  size_t begin;
  size_t end;  // without the line end
};

std::vector<Line> lines_of(const TrackedText& in) {
  std::vector<Line> lines;
  size_t begin = 0;
  for (size_t i = 0; i < in.size(); ++i) {
    if (in[i] != '\n') continue;
    lines.push_back({begin, i});
    begin = i + 1;
  }
  if (begin < in.size() || lines.empty()) lines.push_back({begin, in.size()});
  return lines;
}

// before + line + after, for every line.
TrackedText every_line(const TrackedText& in, const std::function<string(size_t)>& before, string_view after = "") {
  TrackedText out;
  const std::vector<Line> lines = lines_of(in);
  for (size_t i = 0; i < lines.size(); ++i) {
    out.put(before(i));
    out.copy(in, lines[i].begin, lines[i].end);
    out.put(after);
    if (lines[i].end < in.size()) out.copy(in, lines[i].end, lines[i].end + 1);
  }
  return out;
}

TrackedText every_line(const TrackedText& in, const string& before, string_view after = "") {
  return every_line(
      in, [&](size_t) { return before; }, after);
}

TrackedText between(string_view before, const TrackedText& in, string_view after) {
  TrackedText out;
  out.put(before);
  out.copy(in);
  out.put(after);
  return out;
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

// Whether nobody breaks a line in front of in[at]: inside of a character, of a terminal's sequence, an entity, =3D,
// %20, a tag of a wiki.
bool is_unbreakable(const TrackedText& in, size_t at) {
  if (is_continuation(in[at])) return true;
  const bool is_control = in[at] == '\xC2' && at + 1 < in.size() && static_cast<unsigned char>(in[at + 1]) < 0xA0;
  if (is_control) return true;  // it has no width
  const size_t from = at < 10 ? 0 : at - 10;
  const string_view before = string_view(in.bytes()).substr(from, at - from);
  const string_view behind = string_view(in.bytes()).substr(at, 10);
  const size_t escape = before.rfind('\x1b');
  if (escape != string_view::npos && before.find_first_of("mK\a", escape) == string_view::npos) return true;
  const size_t entity = before.rfind('&');
  if (entity != string_view::npos && before.find_first_of("; \n", entity) == string_view::npos &&
      behind.find(';') < behind.find(' '))
    return true;
  const size_t tag = in.bytes().rfind('<', at - 1);
  if (at > 0 && tag != string::npos && at - tag < 40 && in.bytes().find('>', tag) < at + 40 &&
      in.bytes().find('>', tag) >= at) {
    return true;
  }
  const size_t brace = in.bytes().rfind('{', at == 0 ? 0 : at - 1);
  if (at > 0 && brace != string::npos && in.bytes().compare(brace, 6, "{color") == 0 &&
      in.bytes().find('}', brace) >= at)
    return true;
  const size_t sign = before.find_last_of("=%");
  return sign != string_view::npos && before.size() - sign <= 2 &&
         std::isxdigit(static_cast<unsigned char>(in[at])) != 0;
}

// Lines of `column` characters at most, broken anywhere or at blanks only (which go away); `then` begins the new line.
TrackedText wrapped(const TrackedText& in, size_t column, bool at_blanks, const string& then) {
  TrackedText out;
  for (const Line& line : lines_of(in)) {
    size_t begin = line.begin;
    while (line.end - begin > column) {
      size_t end = begin + column;
      if (at_blanks) {
        while (end > begin && !is_blank(in[end])) --end;
        if (end < begin + column / 2) end = begin + column;  // as terminals do with long words
      }
      while (end < line.end && is_unbreakable(in, end)) ++end;
      if (end >= line.end) break;
      out.copy(in, begin, end);
      out.put("\n" + then);
      begin = at_blanks && is_blank(in[end]) ? end + 1 : end;
    }
    out.copy(in, begin, line.end);
    if (line.end < in.size()) out.copy(in, line.end, line.end + 1);
  }
  return out;
}

string two_digits(size_t value) {
  return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

string digits(Random& random, size_t count) {
  string out;
  while (out.size() < count) out.push_back(static_cast<char>('0' + random.below(10)));
  return out;
}

string hex(Random& random, size_t count) {
  string out;
  while (out.size() < count) out.push_back("0123456789abcdef"[random.below(16)]);
  return out;
}

string clock(Random& random) {
  return two_digits(random.below(24)) + ":" + two_digits(random.below(60)) + ":" + two_digits(random.below(60));
}

string date(Random& random) {
  return "20" + two_digits(random.between(19, 26)) + "-" + two_digits(random.between(1, 12)) + "-" +
         two_digits(random.between(1, 28));
}

string rfc3339(Random& random) { return date(random) + "T" + clock(random) + "." + digits(random, 9) + "Z"; }

string klog_header(Random& random) {
  static const std::vector<string> kFiles = {"controller.go:167", "dispatcher.go:184", "setup.go:90",
                                             "reflector.go:147"};
  return string(1, "EWI"[random.below(3)]) + two_digits(random.between(1, 12)) + two_digits(random.between(1, 28)) +
         " " + clock(random) + "." + digits(random, 6) + "       1 " + random.pick(kFiles) + "] ";
}

// As Kubernetes makes names up.
string generated(Random& random, size_t count) {
  string out;
  while (out.size() < count) out.push_back("bcdfghjklmnpqrstvwxz2456789"[random.below(27)]);
  return out;
}

string pod(Random& random) { return "edge-" + generated(random, 10) + "-" + generated(random, 5); }

// --- Escapes

string in_json(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    case '\x1b':
      return "\\u001b";
    default:
      return "";
  }
}

string in_go_json(char c) {
  switch (c) {
    case '<':
      return "\\u003c";
    case '>':
      return "\\u003e";
    case '&':
      return "\\u0026";
    default:
      return in_json(c);
  }
}

string in_unicode_escapes(char c) {
  if (c == '"') return "\\u0022";
  if (c == '\'') return "\\u0027";
  return in_go_json(c);
}

TrackedText json_message(const TrackedText& in, Random& random) {
  const string before = "{\"level\":\"error\",\"ts\":\"" + rfc3339(random) + "\",\"logger\":\"setup\",\"msg\":\"";
  return between(before, spelled(in, in_json), "\",\"key\":\"default/web-tls\"}");
}

TrackedText json_error_field(const TrackedText& in, Random& random) {
  const string before = "{\"ts\":17" + digits(random, 8) + "." + digits(random, 3) +
                        ",\"level\":\"error\",\"msg\":\"Reconciler error\",\"controller\":\"issuer\",\"error\":\"";
  return between(before, spelled(in, in_go_json),
                 "\",\"stacktrace\":\"sigs.k8s.io/controller-runtime/pkg/internal/"
                 "controller.(*Controller).Start\\n\\t/go/pkg/mod/controller.go:227\"}");
}

TrackedText json_unicode(const TrackedText& in, Random&) {
  return between("{\"textPayload\": \"", spelled(in, in_unicode_escapes), "\", \"severity\": \"ERROR\"}");
}

TrackedText pretty_json(const TrackedText& in, Random& random) {
  return between("{\n    \"kind\": \"Event\",\n    \"firstTimestamp\": \"" + date(random) + "T" + clock(random) +
                     "Z\",\n    \"message\": \"",
                 spelled(in, in_go_json), "\",\n    \"reason\": \"ErrInitIssuer\",\n    \"type\": \"Warning\"\n}");
}

TrackedText docker_json(const TrackedText& in, Random& random) {
  const string second = date(random) + "T" + clock(random) + ".";
  size_t fraction = random.between(100'000'000, 900'000'000);
  TrackedText out;
  for (const Line& line : lines_of(in)) {
    TrackedText one;
    one.copy(in, line.begin, line.end);
    out.put("{\"log\":\"");
    out.copy(spelled(one, in_go_json));
    out.put("\\n\",\"stream\":\"stderr\",\"time\":\"" + second + std::to_string(fraction += random.below(4000)) +
            "Z\"}");
    if (line.end < in.size()) out.copy(in, line.end, line.end + 1);
  }
  return out;
}

TrackedText journald_json(const TrackedText& in, Random& random) {
  return between(
      "{ \"__REALTIME_TIMESTAMP\" : \"17" + digits(random, 14) + "\", \"_HOSTNAME\" : \"node-3\", \"MESSAGE\" : \"",
      spelled(in, in_json), "\", \"_PID\" : \"4242\", \"PRIORITY\" : \"3\" }");
}

TrackedText go_quoted(const TrackedText& in, Random& random) {
  return between(klog_header(random) + "\"Unhandled Error\" err=\"", spelled(in, in_json),
                 "\" logger=\"UnhandledError\"");
}

TrackedText logfmt(const TrackedText& in, Random& random) {
  return between("time=\"" + date(random) + "T" + clock(random) + "Z\" level=error msg=\"", spelled(in, in_json),
                 "\" application=edge dest-namespace=infra");
}

TrackedText python_repr(const TrackedText& in, Random&) {
  const auto spell = [](char c) -> string {
    if (c == '\'') return "\\'";
    return c == '"' ? "" : in_json(c);
  };
  return between("kubernetes.client.exceptions.ApiException: (500, '", spelled(in, spell), "')");
}

// --- YAML

TrackedText yaml_literal(const TrackedText& in, Random&) {
  TrackedText out;
  out.put("    message: |-\n");
  out.copy(every_line(in, "      "));
  out.put("\n    reason: Failed");
  return out;
}

TrackedText yaml_folded(const TrackedText& in, Random& random) {
  TrackedText out;
  out.put("  message: >-\n");
  out.copy(every_line(wrapped(in, random.between(60, 80), true, ""), "    "));
  out.put("\n  reason: Failed");
  return out;
}

TrackedText yaml_single_quoted(const TrackedText& in, Random& random) {
  const auto spell = [](char c) -> string { return c == '\'' ? "''" : ""; };
  return between("  - lastTransitionTime: \"" + date(random) + "T" + clock(random) + "Z\"\n    message: '",
                 wrapped(spelled(in, spell), 76, true, "      "), "'\n    reason: Failed");
}

// "..." broken with a backslash at the line's end and before the next line's first blank.
TrackedText yaml_double_quoted(const TrackedText& in, Random& random) {
  const TrackedText inside = spelled(in, in_json);
  const size_t column = random.between(50, 78);
  TrackedText out;
  out.put("    message: \"");
  size_t begin = 0;
  while (inside.size() - begin > column) {
    size_t end = begin + column;
    while (end < inside.size() && (is_unbreakable(inside, end) || inside[end - 1] == '\\')) ++end;
    if (end == inside.size()) break;
    out.copy(inside, begin, end);
    out.put(is_blank(inside[end]) ? "\\\n      \\" : "\\\n      ");
    begin = end;
  }
  out.copy(inside, begin, inside.size());
  out.put("\"\n    type: Ready");
  return out;
}

// --- Wraps

TrackedText wrap_hard(const TrackedText& in, Random& random) { return wrapped(in, random.between(48, 120), false, ""); }
TrackedText wrap_words(const TrackedText& in, Random& random) { return wrapped(in, random.between(48, 100), true, ""); }

TrackedText wrap_indented(const TrackedText& in, Random& random) {
  return wrapped(in, random.between(48, 100), random.one_in(2), string(random.between(1, 12), ' '));
}

TrackedText wrap_behind(const TrackedText& in, Random& random, const string& mark) {
  return every_line(wrapped(in, random.between(48, 100), random.one_in(2), ""), mark);
}

TrackedText wrap_in_box(const TrackedText& in, Random& random) {
  TrackedText out;
  out.put("╷\n");
  out.copy(wrap_behind(in, random, "│ "));
  out.put("\n╵");
  return out;
}

TrackedText wrap_quoted(const TrackedText& in, Random& random) {
  return wrap_behind(in, random, random.one_in(3) ? "> > " : "> ");
}

TrackedText wrap_commented(const TrackedText& in, Random& random) {
  static const std::vector<string> kMarks = {"# ", "// ", "| ", "    ", "remote: ", "(node-1) ", "E   "};
  return wrap_behind(in, random, random.pick(kMarks));
}

TrackedText wrap_with_times(const TrackedText& in, Random& random) {
  const string second = date(random) + "T" + clock(random) + ".";
  size_t fraction = random.below(9'000'000);
  return every_line(wrapped(in, random.between(50, 100), random.one_in(2), ""), [&](size_t) {
    fraction += random.between(1, 40);
    string shown = std::to_string(fraction);
    return second + string(7 - shown.size(), '0') + shown + "Z ";
  });
}

TrackedText wrap_with_pods(const TrackedText& in, Random& random) {
  const string name = random.one_in(2) ? pod(random) + " controller " : "[pod/" + pod(random) + "/controller] ";
  return every_line(wrapped(in, random.between(50, 100), random.one_in(2), ""), name);
}

TrackedText quoted_printable(const TrackedText& in, Random&) {
  TrackedText out;
  out.put("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n");
  size_t column = 0;
  for (size_t i = 0; i < in.size(); ++i) {
    const auto byte = static_cast<unsigned char>(in[i]);
    if (byte == '\n') {
      out.copy(in, i, i + 1);
      column = 0;
      continue;
    }
    const bool encoded = byte == '=' || byte >= 0x7F || (byte < 0x20 && byte != '\t');
    if (column + (encoded ? 3 : 1) > 75) {
      out.put("=\n");
      column = 0;
    }
    if (encoded)
      out.put_for(in, i, string("=") + "0123456789ABCDEF"[byte >> 4U] + "0123456789ABCDEF"[byte & 15U]);
    else
      out.copy(in, i, i + 1);
    column += encoded ? 3 : 1;
  }
  return out;
}

TrackedText shell_continuation(const TrackedText& in, Random& random) {
  const size_t every = random.between(5, 9);
  size_t blanks = 0;
  TrackedText out;
  for (size_t i = 0; i < in.size(); ++i) {
    out.copy(in, i, i + 1);
    const bool between_words = in[i] == ' ' && i != 0 && in[i - 1] > ' ' && i + 1 < in.size() && in[i + 1] > ' ';
    if (between_words && ++blanks % every == 0) out.put("\\\n  ");
  }
  return out;
}

// --- Prefixes: of every line, or of the first one where programs write them once

TrackedText times(const TrackedText& in, Random& random) {
  const string time = rfc3339(random) + " ";
  return every_line(in, time);
}

TrackedText klog(const TrackedText& in, Random& random) { return between(klog_header(random), in, ""); }

TrackedText syslog(const TrackedText& in, Random& random) {
  const string header = "Nov " + std::to_string(random.between(10, 30)) + " " + clock(random) + " node-" +
                        digits(random, 1) + " k3s[" + digits(random, 4) + "]: ";
  return every_line(in, header);
}

TrackedText cri(const TrackedText& in, Random& random) { return every_line(in, rfc3339(random) + " stderr F "); }

TrackedText compose(const TrackedText& in, Random& random) {
  return every_line(in, random.one_in(2) ? string("server-1  | ") : "k3d-" + hex(random, 4) + "-server-0 | ");
}

TrackedText github_actions(const TrackedText& in, Random& random) {
  TrackedText out;
  const string time = date(random) + "T" + clock(random) + "." + digits(random, 7) + "Z ";
  out.put(time + "##[group]Run kubectl apply -f issuer.yaml\n");
  out.copy(every_line(in, [&](size_t line) { return time + (line == 0 ? "##[error]" : ""); }));
  out.put("\n" + time + "##[error]Process completed with exit code 1.");
  return out;
}

TrackedText gitlab(const TrackedText& in, Random& random) {
  return between("\x1b[0Ksection_start:17" + digits(random, 8) +
                     ":step_script\r\x1b[0K\x1b[32;1m$ helm upgrade --install edge .\x1b[0;m\n",
                 in, "\n\x1b[31;1mERROR: Job failed: exit code 1\n\x1b[0;m");
}

TrackedText jenkins(const TrackedText& in, Random& random) {
  const string time = random.one_in(2) ? "[" + date(random) + "T" + clock(random) + "." + digits(random, 3) + "Z] "
                                       : clock(random) + "  ";
  return every_line(in, time);
}

TrackedText terraform(const TrackedText& in, Random&) {
  TrackedText out;
  out.put("╷\n│ Error: ");
  size_t first = 0;
  for (const Line& line : lines_of(in)) {
    if (first++ != 0) out.put("│ ");
    out.copy(in, line.begin, line.end);
    out.put("\n");
  }
  out.put(
      "│ \n│   with kubernetes_manifest.issuer,\n│   on main.tf line 12, in resource \"kubernetes_manifest\" "
      "\"issuer\":\n│   12: resource "
      "\"kubernetes_manifest\" \"issuer\" {\n│ \n╵");
  return out;
}

TrackedText ansible(const TrackedText& in, Random&) {
  return between(
      "fatal: [localhost]: FAILED! => {\"changed\": false, \"error\": 500, \"msg\": \"Failed to create object: ",
      spelled(in, in_json), "\", \"reason\": \"Internal Server Error\"}");
}

TrackedText argo_cd(const TrackedText& in, Random&) {
  return between("one or more objects failed to apply, reason: ", in, " (retried 5 times).");
}

TrackedText flux(const TrackedText& in, Random& random) {
  return between(date(random) + "T" + clock(random) + "." + digits(random, 3) +
                     "Z error HelmRelease/edge.infra - Reconciler error ",
                 in, "");
}

TrackedText pulumi(const TrackedText& in, Random&) {
  return between("Diagnostics:\n  kubernetes:example.com/v1:Edge (edge):\n    error: ",
                 every_line(in, [](size_t line) { return string(line == 0 ? "" : "    "); }), "\n");
}

TrackedText buildkit(const TrackedText& in, Random& random) {
  const string step = "#" + digits(random, 2) + " " + digits(random, 2) + "." + digits(random, 2) + " ";
  return every_line(in, step);
}

TrackedText events_table(const TrackedText& in, Random&) {
  return between(
      "LAST SEEN   TYPE      REASON          OBJECT             MESSAGE\n3m12s       Warning   ErrInitIssuer   "
      "issuer/edge-"
      "issuer   ",
      in, "\n4m          Normal    Scheduled       pod/web-0          Successfully assigned default/web-0 to node-1");
}

TrackedText described_events(const TrackedText& in, Random&) {
  return between(
      "Events:\n  Type     Reason         Age                From          Message\n  ----     ------         ----     "
      "          ----          "
      "-------\n  Warning  ErrInitIssuer  2m (x4 over 5m)    controller    ",
      in, "");
}

// --- Markup

// A colour here and there, at the borders of words.
TrackedText ansi(const TrackedText& in, Random& random) {
  TrackedText out;
  out.put("\x1b[31m");
  for (size_t i = 0; i < in.size(); ++i) {
    if (in[i] == ' ' && random.one_in(6)) out.put(random.one_in(2) ? "\x1b[0m" : "\x1b[1;33m");
    out.copy(in, i, i + 1);
  }
  out.put("\x1b[0m");
  return out;
}

// Where the URL that begins at in[at] ends.
size_t url_end(const TrackedText& in, size_t at) {
  const auto ends = [&](size_t i) {
    if (in[i] == '&') {
      for (const string_view entity : {"&quot;", "&lt;", "&gt;", "&#"})
        if (in.bytes().compare(i, entity.size(), entity) == 0) return true;
    }
    return in[i] <= ' ' || string_view("\"'<>|\\`)]{}").find(in[i]) != string_view::npos;  // not ASCII: negative
  };
  while (at < in.size() && !ends(at)) ++at;
  while (in[at - 1] == ':' || in[at - 1] == ',' || in[at - 1] == '.') --at;
  return at;
}

TrackedText every_url(const TrackedText& in, const std::function<void(TrackedText*, size_t, size_t)>& write) {
  TrackedText out;
  for (size_t i = 0; i < in.size();) {
    if (in.bytes().compare(i, 8, "https://") == 0) {
      const size_t end = url_end(in, i);
      write(&out, i, end);
      i = end;
    } else {
      out.copy(in, i, i + 1);
      ++i;
    }
  }
  return out;
}

string in_slack(char c) {
  switch (c) {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '&':
      return "&amp;";
    default:
      return "";
  }
}

TrackedText slack(const TrackedText& in, Random& random) {
  const TrackedText spelled_in = spelled(in, in_slack);
  const bool twice = random.one_in(2);
  return every_url(spelled_in, [&](TrackedText* out, size_t begin, size_t end) {
    out->put("<");
    if (twice) {
      out->put(spelled_in.bytes().substr(begin, end - begin));
      out->put("|");
    }
    out->copy(spelled_in, begin, end);
    out->put(">");
  });
}

TrackedText markdown_links(const TrackedText& in, Random&) {
  return every_url(in, [&](TrackedText* out, size_t begin, size_t end) {
    out->put("[");
    out->copy(in, begin, end);
    out->put("](" + in.bytes().substr(begin, end - begin) + ")");
  });
}

TrackedText autolinks(const TrackedText& in, Random&) {
  return every_url(in, [&](TrackedText* out, size_t begin, size_t end) {
    out->put("<");
    out->copy(in, begin, end);
    out->put(">");
  });
}

// Whether an address was wrapped or hidden before: nobody makes links of halves.
bool is_cut(const TrackedText& in, size_t begin, size_t end) {
  constexpr size_t kScheme = 8;
  return end - begin <= kScheme || (end < in.size() && (in[end] == '\n' || static_cast<unsigned char>(in[end]) > 0x7F));
}

// Whether addresses are links already, which nobody makes links of.
bool has_links(const TrackedText& in) {
  const string& text = in.bytes();
  return text.find("](") != string::npos || text.find("%2F") != string::npos || text.find("urldefense") != string::npos;
}

string percent_encoded(const string& text) {
  static constexpr string_view kDigits = "0123456789ABCDEF";
  string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || string_view("-_.~").find(c) != string_view::npos)
      out.push_back(c);
    else
      out += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return out;
}

TrackedText safe_links(const TrackedText& in, Random& random) {
  if (has_links(in)) return in;
  const bool labelled = random.one_in(2);
  const string address =
      random.one_in(2) ? "https://eur01.safelinks.protection.outlook.com/?url=" : "https://www.google.com/url?q=";
  return every_url(in, [&](TrackedText* out, size_t begin, size_t end) {
    if (is_cut(in, begin, end)) return out->copy(in, begin, end);
    const string encoded = percent_encoded(in.bytes().substr(begin, end - begin));
    if (labelled) {
      out->copy(in, begin, end);
      out->put("<" + address + encoded + "&data=05%7C02%7Cx&reserved=0>");
    } else {
      out->put(address);
      for (size_t i = begin; i < end; ++i) out->put_for(in, i, percent_encoded(string(1, in[i])));
      out->put("&data=05%7C02%7Cx&reserved=0");
    }
  });
}

TrackedText url_defense(const TrackedText& in, Random& random) {
  if (has_links(in)) return in;
  const bool label = random.one_in(3);
  return every_url(in, [&](TrackedText* out, size_t begin, size_t end) {
    if (is_cut(in, begin, end)) return out->copy(in, begin, end);
    out->put(label ? "" : "https://urldefense.com/v3/__");
    out->copy(in, begin, end);
    out->put(label ? " [urldefense.com]" : "__;!!AbC1!xyz-_$");
  });
}

TrackedText numbered_links(const TrackedText& in, Random& random) {
  if (has_links(in)) return in;
  const bool before = random.one_in(2);
  size_t number = 0;
  return every_url(in, [&](TrackedText* out, size_t begin, size_t end) {
    if (is_cut(in, begin, end)) return out->copy(in, begin, end);
    const string note = "[" + std::to_string(++number) + "]";
    if (before) out->put(note);
    out->copy(in, begin, end);
    if (!before) out->put(" " + note);
  });
}

TrackedText defanged(const TrackedText& in, Random&) {
  return every_url(in, [&](TrackedText* out, size_t begin, size_t end) {
    const bool has_dot = in.bytes().find('.', begin) < end;
    for (size_t i = begin; i < end; ++i) {
      if (in[i] == '.')
        out->put_for(in, i, "[.]");
      else if (in[i] == 't' && i - begin < 3 && has_dot)
        out->put_for(in, i, "x");
      else
        out->copy(in, i, i + 1);
    }
  });
}

TrackedText wiki_colors(const TrackedText& in, Random& random) {
  TrackedText out;
  bool open = false;
  for (size_t i = 0; i < in.size(); ++i) {
    const bool parts_words = in[i] == ' ' && i > 0 && in[i - 1] > ' ' && i + 1 < in.size() && in[i + 1] > ' ';
    if (parts_words && random.one_in(4)) {
      out.put(open ? "{color}" : "");
      out.copy(in, i, i + 1);
      out.put(open ? "" : "{color:#de350b}");
      open = !open;
    } else {
      out.copy(in, i, i + 1);
    }
  }
  out.put(open ? "{color}" : "");
  return out;
}

TrackedText fence(const TrackedText& in, Random& random) {
  static const std::vector<string> kFences = {"```\n", "```text\n", "~~~\n", "```console\n"};
  const string opening = random.pick(kFences);
  return between("We see this since the upgrade:\n\n" + opening, in, "\n" + opening.substr(0, 3) + "\n\nAny idea?");
}

TrackedText fence_on_one_line(const TrackedText& in, Random&) { return between("```", in, "```"); }
TrackedText block_quote(const TrackedText& in, Random&) { return every_line(in, "> "); }
TrackedText bold(const TrackedText& in, Random& random) {
  return random.one_in(2) ? between("**", in, "**") : between("_", in, "_");
}
TrackedText inline_code(const TrackedText& in, Random&) { return between("then `", in, "` again"); }

TrackedText email(const TrackedText& in, Random& random) {
  return between("On Tue, " + clock(random) + " somebody wrote:\n>\n", every_line(in, "> "), "\n>\nSame here.\n");
}

TrackedText markdown_escapes(const TrackedText& in, Random&) {
  return spelled(
      in, [](char c) -> string { return string_view("_[]").find(c) == string_view::npos ? "" : string("\\") + c; });
}

TrackedText table_cell(const TrackedText& in, Random&) {
  const auto spell = [](char c) -> string { return c == '|' ? "\\|" : ""; };
  return between("| Symptom | Since |\n|---|---|\n| ", spelled(in, spell), " | Monday |");
}

TrackedText list_item(const TrackedText& in, Random& random) {
  return between("Errors:\n" + string(random.one_in(2) ? "- " : "1. "), in, "\n");
}

TrackedText details(const TrackedText& in, Random&) {
  return between("<details>\n<summary>log</summary>\n\n", in, "\n\n</details>\n");
}

TrackedText html_comment(const TrackedText& in, Random&) { return between("<!--\n", in, "\n-->\n"); }

TrackedText html_entities(const TrackedText& in, Random& random) {
  const bool numbers = random.one_in(2);
  return spelled(in, [&](char c) -> string {
    if (c == '"') return numbers ? "&#34;" : "&quot;";
    if (c == '\'') return numbers ? "&#x27;" : "&#39;";
    return in_slack(c);
  });
}

TrackedText html_page(const TrackedText& in, Random&) {
  const TrackedText inside = spelled(in, in_slack);
  TrackedText out;
  out.put("<p>It says:</p>\n<pre><code class=\"lang-text\">");
  size_t words = 0;
  bool open = false;
  for (size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == ' ' && ++words % 5 == 0) {
      out.put(open ? "</span>" : "");
      out.copy(inside, i, i + 1);
      out.put("<span class=\"hljs-string\">");
      open = true;
    } else {
      out.copy(inside, i, i + 1);
    }
  }
  out.put(open ? "</span></code></pre>\n" : "</code></pre>\n");
  return out;
}

TrackedText html_breaks(const TrackedText& in, Random& random) {
  const TrackedText inside = spelled(wrapped(in, random.between(60, 100), true, ""), in_slack);
  return between("<div>", every_line(inside, "", "<br>"), "</div>");
}

TrackedText smart_quotes(const TrackedText& in, Random& random) {
  static const std::vector<std::array<string, 2>> kPairs = {{"\xe2\x80\x9c", "\xe2\x80\x9d"},
                                                            {"\xe2\x80\x9e", "\xe2\x80\x9c"},
                                                            {"\xc2\xab", "\xc2\xbb"},
                                                            {"\xe2\x80\x9d", "\xe2\x80\x9d"}};
  const std::array<string, 2>& pair = random.pick(kPairs);
  bool open = false;
  return spelled(in, [&](char c) -> string {
    if (c == '\'') return "\xe2\x80\x99";
    if (c != '"') return "";
    open = !open;
    return pair[open ? 0 : 1];
  });
}

string in_utf8(unsigned code_point) {
  if (code_point < 0x80) return {static_cast<char>(code_point)};
  if (code_point < 0x800)
    return {static_cast<char>(0xC0U | code_point >> 6U), static_cast<char>(0x80U | (code_point & 0x3FU))};
  return {static_cast<char>(0xE0U | code_point >> 12U), static_cast<char>(0x80U | (code_point >> 6U & 0x3FU)),
          static_cast<char>(0x80U | (code_point & 0x3FU))};
}

// Typographic quotes whose UTF-8 was read as Latin-1, once or twice.
TrackedText mojibake(const TrackedText& in, Random& random) {
  const auto misread = [](const string& bytes) {
    string out;
    for (const char c : bytes) out += in_utf8(static_cast<unsigned char>(c));
    return out;
  };
  const bool twice = random.one_in(3);
  bool open = false;
  return spelled(in, [&](char c) -> string {
    if (c != '"' && c != '\'') return "";
    open = c == '"' ? !open : open;
    const string once = misread(c == '\'' ? "\xe2\x80\x99" : open ? "\xe2\x80\x9c" : "\xe2\x80\x9d");
    return twice ? misread(once) : once;
  });
}

// What a console of Windows makes of the boxes of Terraform.
TrackedText misread_box(const TrackedText& in, Random& random) {
  static const std::vector<string> kBoxes = {"\xce\x93\xc3\xb6\xc3\xa9", "\xc3\x94\xc3\xb6\xc3\xa9",
                                             "\xc3\xa2\xe2\x80\x9d\xe2\x80\x9a", "\xef\xbf\xbd", "?"};
  return every_line(wrapped(in, random.between(60, 100), true, ""), random.pick(kBoxes) + " ");
}

TrackedText ligatures(const TrackedText& in, Random&) {
  TrackedText out;
  for (size_t i = 0; i < in.size(); ++i) {
    const bool fi = in.bytes().compare(i, 2, "fi") == 0;
    if (fi || in.bytes().compare(i, 2, "fl") == 0) {
      out.put_for(in, i, fi ? "\xef\xac\x81" : "\xef\xac\x82");
      ++i;
    } else {
      out.copy(in, i, i + 1);
    }
  }
  return out;
}

TrackedText wrap_numbered(const TrackedText& in, Random& random) {
  static const std::vector<string> kNames = {"", "logs/apply.log:"};
  const string& name = random.pick(kNames);
  const string behind = !name.empty() || random.one_in(2) ? ":" : "\t";
  const size_t first = random.between(1, 120);
  return every_line(wrapped(in, random.between(50, 100), random.one_in(2), ""),
                    [&](size_t line) { return name + std::to_string(first + line) + behind; });
}

// A string that Node.js printed as a sum of parts.
TrackedText summed(const TrackedText& in, Random& random) {
  const auto spell = [](char c) -> string { return c == '\'' || c == '\\' ? string("\\") + c : ""; };
  const size_t column = random.between(50, 80);
  TrackedText out;
  out.put("{ message: '");
  size_t width = 0;
  for (size_t i = 0; i < in.size(); ++i, ++width) {
    if (width >= column && !is_unbreakable(in, i) && in[i] > ' ' && in[i - 1] > ' ') {
      out.put("' +\n   '");
      width = 0;
    }
    if (in[i] == '\n')
      out.put_for(in, i, "\\n");
    else if (const string said = spell(in[i]); !said.empty())
      out.put_for(in, i, said);
    else
      out.copy(in, i, i + 1);
  }
  out.put("' }");
  return out;
}

TrackedText percents(const TrackedText& in, Random&) {
  const auto spell = [](char c) -> string { return percent_encoded(string(1, c)); };
  return between("https://example.com/issues/new?title=x&body=", spelled(in, spell), "");
}

// The last column of a table, wrapped in its cells.
TrackedText wrap_in_cells(const TrackedText& in, Random& random) {
  if (in.bytes().find('\n') != string::npos) return in;
  const auto spell = [](char c) -> string { return c == '|' ? "\\|" : ""; };
  const TrackedText rows = every_line(
      wrapped(spelled(in, spell), random.between(50, 90), true, ""),
      [](size_t line) -> string { return line == 0 ? "| 12:00 | " : "|       | "; }, " |");
  return between("| Since | Symptom |\n|-------|---------|\n", rows, "\n|-------|---------|\n");
}

TrackedText no_break_spaces(const TrackedText& in, Random& random) {
  static const std::vector<string> kSpaces = {"\xc2\xa0", "\xe2\x80\xaf", "\xe3\x80\x80"};
  const string& space = random.pick(kSpaces);
  return spelled(in, [&](char c) -> string { return c == ' ' && random.one_in(2) ? space : ""; });
}

TrackedText zero_width(const TrackedText& in, Random& random) {
  static const std::vector<string> kMarks = {"\xe2\x80\x8b", "\xe2\x80\x8d", "\xef\xbb\xbf", "\xc2\xad"};
  TrackedText out;
  for (size_t i = 0; i < in.size(); ++i) {
    if (random.one_in(40) && !is_unbreakable(in, i)) out.put(random.pick(kMarks));
    out.copy(in, i, i + 1);
  }
  return out;
}

TrackedText bidi(const TrackedText& in, Random&) { return between("\xe2\x80\xaa", in, "\xe2\x80\xac"); }

TrackedText full_width(const TrackedText& in, Random&) {
  TrackedText out;
  for (size_t i = 0; i < in.size(); ++i) {
    const bool before_blank = i + 1 == in.size() || in[i + 1] == ' ';
    if (in[i] == ':' && before_blank)
      out.put_for(in, i, "\xef\xbc\x9a");
    else if (in[i] == ',' && before_blank)
      out.put_for(in, i, "\xef\xbc\x8c");
    else if (in[i] == '(')
      out.put_for(in, i, "\xef\xbc\x88");
    else if (in[i] == ')')
      out.put_for(in, i, "\xef\xbc\x89");
    else
      out.copy(in, i, i + 1);
  }
  return out;
}

TrackedText crlf(const TrackedText& in, Random&) {
  return spelled(in, [](char c) -> string { return c == '\n' ? "\r\n" : ""; });
}

TrackedText blanks(const TrackedText& in, Random& random) {
  const string end = string(random.below(6), ' ');
  const bool pads = in.bytes().find('\r') == string::npos;  // nothing stands behind a carriage return
  const TrackedText padded = pads ? every_line(in, "", end) : in;
  return spelled(padded, [&](char c) -> string { return c == ' ' && random.one_in(8) ? "  " : ""; });
}

TrackedText byte_order_mark(const TrackedText& in, Random&) { return between("\xef\xbb\xbf", in, ""); }

TrackedText utf16(const TrackedText& in, Random& random) {
  const bool big = random.one_in(2);
  TrackedText out;
  out.put(big ? string("\xfe\xff", 2) : string("\xff\xfe", 2));
  const auto unit = [&](size_t at, unsigned value) {
    const std::array<char, 2> bytes = {static_cast<char>(big ? value >> 8U : value & 255U),
                                       static_cast<char>(big ? value & 255U : value >> 8U)};
    out.put_for(in, at, string(bytes.data(), 2));
  };
  for (size_t i = 0; i < in.size();) {
    const auto lead = static_cast<unsigned char>(in[i]);
    const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned value = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (size_t k = 1; k < length && i + k < in.size(); ++k)
      value = value << 6U | (static_cast<unsigned char>(in[i + k]) & 0x3FU);
    if (value < 0x10000) {
      unit(i, value);
    } else {
      unit(i, 0xD800U + ((value - 0x10000U) >> 10U));
      unit(i, 0xDC00U + ((value - 0x10000U) & 0x3FFU));
    }
    i += length;
  }
  return out;
}

}  // namespace

const std::vector<Mangling>& manglings() {
  static const std::vector<Mangling> kManglings = {
      {"json-message", Trait::kRecasts, json_message, Place::kFirstLine},
      {"json-error-field", Trait::kRecasts, json_error_field, Place::kFirstLine},
      {"json-unicode", Trait::kRecasts, json_unicode, Place::kFirstLine},
      {"pretty-json", Trait::kRecasts, pretty_json, Place::kFirstLine},
      {"docker-json", Trait::kRecasts, docker_json, Place::kEveryLine},
      {"journald-json", Trait::kRecasts, journald_json, Place::kFirstLine},
      {"go-quoted", Trait::kRecasts, go_quoted, Place::kFirstLine},
      {"logfmt", Trait::kRecasts, logfmt, Place::kFirstLine},
      {"python-repr", Trait::kRecasts, python_repr, Place::kFirstLine},
      {"yaml-literal", Trait::kNone, yaml_literal},
      {"yaml-folded", Trait::kRecasts, yaml_folded, Place::kWraps},
      {"yaml-single-quoted", Trait::kRecasts, yaml_single_quoted, Place::kWraps},
      {"yaml-double-quoted", Trait::kRecasts, yaml_double_quoted, Place::kWraps},
      {"wrap-hard", Trait::kRecasts, wrap_hard, Place::kWraps},
      {"wrap-words", Trait::kRecasts, wrap_words, Place::kWraps},
      {"wrap-indented", Trait::kRecasts, wrap_indented, Place::kWraps},
      {"wrap-in-box", Trait::kRecasts, wrap_in_box, Place::kWrapsAndEveryLine},
      {"wrap-quoted", Trait::kRecasts, wrap_quoted, Place::kWrapsAndEveryLine},
      {"wrap-commented", Trait::kRecasts, wrap_commented, Place::kWrapsAndEveryLine},
      {"wrap-with-times", Trait::kRecasts, wrap_with_times, Place::kWrapsAndEveryLine},
      {"wrap-with-pods", Trait::kRecasts, wrap_with_pods, Place::kWrapsAndEveryLine},
      {"quoted-printable", Trait::kRecasts, quoted_printable, Place::kWrapsAndEveryLine},
      {"shell-continuation", Trait::kRecasts, shell_continuation, Place::kWraps},
      {"times", Trait::kNone, times, Place::kEveryLine},
      {"klog", Trait::kRecasts, klog, Place::kFirstLine},
      {"syslog", Trait::kNone, syslog, Place::kEveryLine},
      {"cri", Trait::kNone, cri, Place::kEveryLine},
      {"compose", Trait::kNone, compose, Place::kEveryLine},
      {"github-actions", Trait::kNone, github_actions, Place::kWrapsAndEveryLine},
      {"gitlab", Trait::kNone, gitlab},
      {"jenkins", Trait::kNone, jenkins, Place::kEveryLine},
      {"terraform", Trait::kRecasts, terraform, Place::kFirstLine},
      {"ansible", Trait::kRecasts, ansible, Place::kFirstLine},
      {"argo-cd", Trait::kRecasts, argo_cd, Place::kFirstLine},
      {"flux", Trait::kRecasts, flux, Place::kFirstLine},
      {"pulumi", Trait::kRecasts, pulumi, Place::kFirstLine},
      {"buildkit", Trait::kNone, buildkit, Place::kEveryLine},
      {"events-table", Trait::kOneLine, events_table},
      {"described-events", Trait::kOneLine, described_events},
      {"ansi", Trait::kNone, ansi, Place::kFirstLine},
      {"slack", Trait::kNone, slack, Place::kFirstLine},
      {"markdown-links", Trait::kNone, markdown_links, Place::kFirstLine},
      {"autolinks", Trait::kNone, autolinks, Place::kFirstLine},
      {"fence", Trait::kNone, fence},
      {"fence-on-one-line", Trait::kRecasts, fence_on_one_line, Place::kFirstLine},
      {"block-quote", Trait::kNone, block_quote},
      {"bold", Trait::kOneLine, bold, Place::kFirstLine},
      {"inline-code", Trait::kOneLine, inline_code, Place::kFirstLine},
      {"email", Trait::kNone, email},
      {"markdown-escapes", Trait::kRecasts, markdown_escapes, Place::kFirstLine},
      {"table-cell", Trait::kOneLine, table_cell},
      {"list-item", Trait::kOneLine, list_item, Place::kFirstLine},
      {"details", Trait::kNone, details},
      {"html-comment", Trait::kNone, html_comment},
      {"html-entities", Trait::kNone, html_entities, Place::kFirstLine},
      {"html-page", Trait::kNone, html_page, Place::kFirstLine},
      {"html-breaks", Trait::kRecasts, html_breaks, Place::kWraps},
      {"smart-quotes", Trait::kRecasts, smart_quotes, Place::kFirstLine},
      {"no-break-spaces", Trait::kRecasts, no_break_spaces, Place::kFirstLine},
      {"zero-width", Trait::kNone, zero_width, Place::kFirstLine},
      {"bidi", Trait::kNone, bidi},
      {"full-width", Trait::kRecasts, full_width, Place::kFirstLine},
      {"crlf", Trait::kNone, crlf},
      {"blanks", Trait::kRecasts, blanks, Place::kFirstLine},
      {"byte-order-mark", Trait::kWholeFile, byte_order_mark},
      {"utf-16", Trait::kWholeFile, utf16},
  };
  return kManglings;
}

const std::vector<Mangling>& rarer_manglings() {
  static const std::vector<Mangling> kManglings = {
      {"safe-links", Trait::kNone, safe_links, Place::kFirstLine},
      {"url-defense", Trait::kNone, url_defense, Place::kFirstLine},
      {"numbered-links", Trait::kNone, numbered_links, Place::kFirstLine},
      {"defanged", Trait::kNone, defanged, Place::kFirstLine},
      {"wiki-colors", Trait::kRecasts, wiki_colors, Place::kFirstLine},
      {"mojibake", Trait::kRecasts, mojibake, Place::kFirstLine},
      {"misread-box", Trait::kLast, misread_box, Place::kWrapsAndEveryLine},
      {"ligatures", Trait::kNone, ligatures, Place::kFirstLine},
      {"wrap-numbered", Trait::kLast, wrap_numbered, Place::kWrapsAndEveryLine},
      {"summed", Trait::kOneLine, summed, Place::kWraps},
      {"percents", Trait::kLast, percents, Place::kFirstLine},
      {"wrap-in-cells", Trait::kLast, wrap_in_cells, Place::kWrapsAndEveryLine},
  };
  return kManglings;
}

}  // namespace telltale::testing
