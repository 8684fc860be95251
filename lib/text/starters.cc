#include "text/starters.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <iterator>

#include "text/characters.h"
#include "text/line_start.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

// What is not in the list, on purpose: "webhook: Post", "occurred: failed", "refused: ...", `"webhook.x.io": failed`,
// "at the cluster scope", "reason phrases", and YAML keys in general: that is how wrapped messages go on. Of the
// keys only those are here that Kubernetes objects are full of and that no message wraps at, or wraps at harmlessly
// because the message begins behind them (message, reason).
constexpr Starter kStarters[] = {
    // Times. Those with a date and a time of day are line prefixes (line_start.cc), which begin a record, too.
    {"[%d%d%d%d-%d%d-%d%d", "[2024-05-19T13:15:32.552Z] + kubectl apply"},
    {"[%d%d%d%d/%d%d/%d%d", "[2024/05/19 13:15:32] x"},
    {"[%d%d:%d%d", "[09:14] u1: morning"},
    {"[%W%s%M", "[Wed Oct 11 14:32:52 2000] [error] x"},
    {"%W  ", "Mon  nothing"},
    {"%W%s%M%s%D%s%d%d:%d%d:%d%d", "Mon Jan  2 15:04:05 x"},
    {"%M%s%D%s%d%d:%d%d:%d%d%s", "Apr  4 19:12:15 node-a kubelet[1204]: x"},
    {"%d%d:%d%d:%d%d ", "13:15:32 ERROR x"},
    {"%d%d:%d%d:%d%d.", "13:15:32.552 ERROR x"},
    {"%d%d:%d%d:%d%d,", "13:15:32,552 ERROR x"},
    {"%d%d-%d%d %d%d:%d%d:%d%d", "03-17 16:13:38.811  1702  2395 D WindowManager: x"},
    {"%d%d/%d%d/%d%d %d%d:%d%d:%d%d", "17/06/09 20:10:40 INFO executor.Executor: x"},
    {"%d%d%d%d%d%d %d%d%d%d%d%d %D %u", "081109 203615 148 INFO dfs.DataNode$PacketResponder: x"},
    {"%d%d%d%d%d%d%d%d-%D:%D:%D", "20171223-22:15:29:606|Step_LSC|30002312|x"},
    {"[%d%d.%d%d %d%d:%d%d:%d%d]", "[10.30 16:49:06] chrome.exe - x"},
    // Behind the name of a host or a file, as grep and rotated logs have it. With a T instead of the blank it may be
    // x509's.
    {"%w %d%d%d%d-%d%d-%d%d %d%d:%d%d:%d%d", "node-a 2024-05-19 13:15:32.552 INFO x"},
    {"%w:%d%d%d%d-%d%d-%d%d %d%d:%d%d:%d%d", "app.log:2024-05-19 13:15:32.552 INFO x"},
    {"%w:%d%d:%d%d %d%d%d%d-%d%d-%d%d %d%d:%d%d:%d%d",
     "api.log.1.2017-05-16_13:53:08 2017-05-16 00:00:00.008 25746 INFO x"},
    {"%d.%De+09", "1.695420322918e+09\tERROR\tx"},
    {"%D.%D.%D.%D - ", "10.0.0.1 - - [11/Oct/2000:13:55:36 -0700] x"},
    {"%K%d%d%d%d%s", "E0714 22:55:01.743690       1 reflector.go:127] x"},
    // JSON, logfmt, keys of Kubernetes objects.
    {"{%q", R"({"level":"error","msg":"x"})"},
    {"{%$", "{"},
    {"[{", R"([{"kind":"Status"}])"},
    {"time=\"", R"(time="2020-03-25T09:13:41Z" level=warning msg="x")"},
    {"time=%d", "time=2020-03-25T09:13:41Z level=warning"},
    {"ts=", "ts=2020-03-25T09:13:41Z caller=x"},
    {"t=%d%d%d%d-", "t=2020-03-25T09:13:41+0000 lvl=eror msg=x"},
    {"level=", "level=error ts=2020-03-25T09:13:41Z"},
    {"lvl=", "lvl=eror msg=x"},
    {"severity=", "severity=ERROR msg=x"},
    {"apiVersion: ", "apiVersion: v1"},
    {"kind: ", "kind: Issuer"},
    {"metadata:%$", "metadata:"},
    {"spec:%$", "spec:"},
    {"status:%$", "status:"},
    {"message: ", "message: 'Internal error occurred: x'"},
    {"reason: ", "reason: CreateError"},
    {"type: %P", "type: Ready"},
    {"lastTransitionTime: ", "lastTransitionTime: \"2022-05-16T13:19:33Z\""},
    {"lastUpdateTime: ", "lastUpdateTime: \"2022-05-16T13:19:33Z\""},
    {"observedGeneration: ", "observedGeneration: 1"},
    {"API Version: ", "API Version:  cert-manager.io/v1"},
    {"Annotations: ", "Annotations:  <none>"},
    {"Conditions:%$", "Conditions:"},
    {"Events:", "Events:  <none>"},
    {"Kind: ", "Kind:         Certificate"},
    {"Labels: ", "Labels:       app=x"},
    {"Last Transition Time: ", "Last Transition Time:  2022-05-16T13:19:33Z"},
    {"Message: ", "Message:               Failed to create Certificate: x"},
    {"Metadata:%$", "Metadata:"},
    {"Name: ", "Name:         v1beta1.admission.certmanager.k8s.io"},
    {"Namespace: ", "Namespace:    cert-manager"},
    {"Reason: ", "Reason:                CreateError"},
    {"Spec:%$", "Spec:"},
    {"Status: ", "Status:                False"},
    {"Status:%$", "Status:"},
    {"Type: ", "Type:                  Ready"},
    {"-----BEGIN ", "-----BEGIN CERTIFICATE-----"},
    // Errors as tools begin them.
    {"Error: ", "Error: INSTALLATION FAILED: x"},
    {"Error:%$", "Error:"},
    {"Error from server", "Error from server (InternalError): error when creating x"},
    {"Error response from daemon", "Error response from daemon: Get x"},
    {"error: ", "error: unable to upgrade connection"},
    {"Warning: ", "Warning: batch/v1beta1 CronJob is deprecated"},
    {"warning: ", "warning: x"},
    {"Not ready: ", "Not ready: the cert-manager webhook deployment is not ready yet"},
    {"Timed out after ", "Timed out after 1m0s"},
    {"Unable to connect to the server", "Unable to connect to the server: net/http: TLS handshake timeout"},
    {"The connection to the server ", "The connection to the server 10.0.0.1:6443 was refused"},
    {"ERROR%!", "ERROR: Job failed: exit code 1"},
    {"WARNING%!", "WARNING: x"},
    {"WARN%!", "WARN[0000] x"},
    {"INFO%!", "INFO[0001] x"},
    {"DEBUG%!", "DEBUG x"},
    {"FATAL%!", "FATAL: x"},
    {"ERRO[", "ERRO[0002] x"},
    {"FATA[", "FATA[0003] rpc error: x"},
    {"DEBU[", "DEBU[0003] x"},
    {"[debug]", "[debug] failed to determine ca data source"},
    {"[info]", "[info] x"},
    {"[ info]", "[ info] [input:tail:tail.0] x"},
    {"[ warn]", "[ warn] [engine] x"},
    {"[warn", "[warn] x"},
    {"[error]", "[error] x"},
    {"[DEBUG]", "[DEBUG] x"},
    {"[INFO", "[INFO ] x"},
    {"[WARN", "[WARNING] x"},
    {"[ERROR]", "[ERROR] x"},
    {"[FATAL]", "[FATAL] x"},
    {"%w:%D: [debug]", "install.go:214: [debug] Original chart version"},
    {"panic: ", "panic: runtime error: x"},
    {"goroutine %D", "goroutine 1 [running]:"},
    {"Traceback (", "Traceback (most recent call last):"},
    {"Trace[", "Trace[90851611]: [10.009609578s] END"},
    {"curl: (", "curl: (7) Failed to connect"},
    {"HTTP/%d", "HTTP/1.1 200 OK"},
    {"GET /", "GET /healthz 200 0.412 ms"},
    {"POST /", "POST /hooks 503 12.102 ms"},
    {"PUT /", "PUT /api/v1/rules 200 3.1 ms"},
    {"fatal: [", "fatal: [node-1]: FAILED! => x"},
    {"failed: [", "failed: [node-1] => x"},
    {"ok: [", "ok: [node-1]"},
    {"changed: [", "changed: [node-1]"},
    {"TASK [", "TASK [apply issuers]"},
    {"PLAY [", "PLAY [all]"},
    {"##[", "##[error]Process completed with exit code 1."},
    {"::error", "::error::x"},
    {"::warning", "::warning::x"},
    {"::group", "::group::x"},
    {"::endgroup", "::endgroup::"},
    {"section_start:", "section_start:1668422217:step_script"},
    {"section_end:", "section_end:1668422217:step_script"},
    // Rows of tables and events.
    {"Warning%s%P%s", "Warning  Unhealthy  3m12s (x41 over 9m)  kubelet, worker-2  Readiness probe failed"},
    {"Normal%s%P%s", "Normal   Killing    1m                 kubelet  Container x"},
    {"%a%sWarning%s", "3m12s       Warning   Unhealthy   pod/x   Readiness probe failed"},
    {"%a%sNormal%s", "9m          Normal    Killing     pod/x   Container x"},
    {"%a (x%D over ", "2m (x30 over 9m)   kubelet  Readiness probe failed"},
    {"%P%s%w/%w%t", "Unhealthy  pod/cert-manager-webhook-86bf77b485-xdwgq  Readiness probe failed: G"},
    {"%w%s%D/%D%s%P", "cert-manager-webhook-4b9d8cb5cf-qhfqc      1/1     Running   0          2m26s"},
    {"%w%s%w%s%D/%D%s%P", "cert-manager  cert-manager-webhook-86bf77b485-xdwgq     0/1   Running         0"},
    {"NAME%s%u", "NAME                   ENDPOINTS   AGE"},
    {"NAMESPACE%s%u", "NAMESPACE     NAME     READY STATUS   RESTARTS"},
    {"LAST SEEN%s", "LAST SEEN   TYPE      REASON      OBJECT    MESSAGE"},
    {"REVISION%s%u", "REVISION  UPDATED  STATUS"},
    // Lists, headings, prompts.
    {"* ", "* Internal error occurred: x"},
    {"- ", "- name: https"},
    {"\xE2\x80\xA2 ", "\xE2\x80\xA2 x"},
    {"\xE2\x97\xA6 ", "\xE2\x97\xA6 x"},
    {"\xC2\xB7 ", "\xC2\xB7 x"},
    {"%D. ", "1. x"},
    {"%D) ", "2) x"},
    {"# ", "# Runbook"},
    {"## ", "## Steps"},
    {"### ", "### Steps"},
    {"#### ", "#### Summary"},
    {"##### ", "##### Details"},
    {"###### ", "###### Details"},
    {"```", "```kubectl get validatingwebhookconfigurations"},
    {"$ ", "$ kubectl apply -f x"},
    {"% ", "% kubectl apply -f x"},
    {"+ ", "+ kubectl apply -f test-resources.yaml"},
    {"++ ", "++ date"},
    {"PS %u:\\", "PS C:\\src\\gitops> kubectl apply"},
    {"%u:\\%w>", "C:\\src> kubectl apply"},
    {"%w@%w:~", "dev@host:~$ kubectl apply"},
    {"%w@%w:/", "root@host:/etc# kubectl apply"},
    {"[%w@%w%s", "[root@host ~]# kubectl apply"},
    {"\xE2\x9D\xAF", "\xE2\x9D\xAF bash -x ./verify.sh"},
    {"\xE2\x9E\x9C", "\xE2\x9E\x9C  src kubectl apply"},
    {"\xCE\xBB ", "\xCE\xBB kubectl apply"},
    {"\xE2\x96\xBA", "\xE2\x96\xBA applying manifests"},
    {"\xE2\x9C\x97", "\xE2\x9C\x97 reconciliation failed"},
    {"\xE2\x9C\x94", "\xE2\x9C\x94 done"},
    {"\xE2\x9C\x93", "\xE2\x9C\x93 done"},
    {"\xE2\x97\x8E", "\xE2\x97\x8E waiting"},
};

// --- The shapes

template <typename Class>
size_t skip_while(string_view line, size_t at, const Class& wanted) {
  while (at < line.size() && wanted(line[at])) ++at;
  return at;
}

constexpr ByteSet kNameBytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");
constexpr auto kIsName = [](char c) { return kNameBytes.has(c); };

constexpr string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
constexpr string_view kDays = "MonTueWedThuFriSatSun";

bool names_one_of(string_view names, string_view line, size_t at) {
  if (line.size() < at + 3) return false;
  for (size_t i = 0; i < names.size(); i += 3) {
    if (names.substr(i, 3) == line.substr(at, 3)) return true;
  }
  return false;
}

constexpr size_t kNo = string_view::npos;

// "3m12s", "9m", "27d": numbers with units.
size_t age_end(string_view line, size_t at) {
  size_t end = at;
  while (end < line.size()) {
    const size_t unit = skip_while(line, end, is_digit);
    if (unit == end || unit == line.size() || string_view("smhd").find(line[unit]) == kNo) break;
    end = unit + 1;
  }
  return end == at ? kNo : end;
}

size_t at_least_one(size_t at, size_t end) { return end == at ? kNo : end; }

// The end of what the class `kind` takes at `at`; npos when that is nothing. Long, because it is the whole alphabet of
// the shapes (starters.h).
size_t class_end(char kind, string_view line, size_t at) {
  const char c = at < line.size() ? line[at] : '\0';
  switch (kind) {
    case 'd':
      return is_digit(c) ? at + 1 : kNo;
    case 'D':
      return at_least_one(at, skip_while(line, at, is_digit));
    case 'u':
      return is_upper(c) ? at + 1 : kNo;
    case 'w':
      return at_least_one(at, skip_while(line, at, kIsName));
    case 's':
      return at_least_one(at, skip_while(line, at, is_blank));
    case 't': {
      const size_t end = skip_while(line, at, is_blank);
      return c == '\t' || end >= at + 2 ? end : kNo;
    }
    case 'P':
      return is_upper(c) && at + 1 < line.size() && is_lower(line[at + 1]) ? skip_while(line, at, is_letter) : kNo;
    case 'K':
      return c == 'I' || c == 'W' || c == 'E' || c == 'F' ? at + 1 : kNo;
    case 'M':
      return names_one_of(kMonths, line, at) ? at + 3 : kNo;
    case 'W':
      return names_one_of(kDays, line, at) ? at + 3 : kNo;
    case 'a':
      return age_end(line, at);
    case 'q': {
      const size_t quote = skip_while(line, at, [](char b) { return b == '\\'; });
      return begins_with(line, quote, "\"") ? quote + 1 : kNo;
    }
    case '$':
      return skip_while(line, at, is_blank) == line.size() ? line.size() : kNo;
    case '!':
      return kIsName(c) ? kNo : at;
    default:
      return kNo;
  }
}

// `word` is the end of the line's first %w, which many shapes begin with.
bool has_shape(string_view shape, string_view line, size_t word) {
  const bool begins_with_word = begins_with(shape, 0, "%w");
  if (begins_with_word && word == kNo) return false;
  size_t at = begins_with_word ? word : 0;
  for (size_t i = begins_with_word ? 2 : 0; i < shape.size(); ++i) {
    if (shape[i] == '%' && i + 1 < shape.size() && shape[i + 1] != ' ') {
      at = class_end(shape[++i], line, at);
      if (at == kNo) return false;
      continue;
    }
    if (at == line.size() || line[at] != shape[i]) return false;
    ++at;
  }
  return true;
}

// --- What no shape can say

// The JSON pair of an object that is printed over many lines: `"msg": "failed`. The name has no dot and the value
// begins as values do; `"webhook.cert-manager.io": failed` is how a wrapped message goes on.
bool is_json_pair(string_view line) {
  size_t at = class_end('q', line, 0);
  if (at == kNo) return false;
  const size_t name = at;
  at = skip_while(line, at, [](char c) { return is_word(c) || c == '-' || c == '/' || c == '@'; });
  if (at == name) return false;
  at = class_end('q', line, at);
  if (at == kNo) return false;
  at = skip_while(line, at, is_blank);
  if (!begins_with(line, at, ":")) return false;
  at = skip_while(line, at + 1, is_blank);
  if (at == line.size() || class_end('q', line, at) != kNo) return true;
  if (is_digit(line[at]) || line[at] == '{' || line[at] == '[' || line[at] == '-') return true;
  return begins_with(line, at, "true") || begins_with(line, at, "false") || begins_with(line, at, "null");
}

// What kubectl says of an object: "issuer.cert-manager.io/x created", `namespace "x" deleted`.
// `word` is the end of the line's first %w.
bool is_kubectl_result(string_view line, size_t word) {
  if (word >= line.size()) return false;
  size_t at = word;
  if (line[at] == '/') {
    at = skip_while(line, at + 1, [](char c) { return kIsName(c) || c == ':'; });
  } else {
    const size_t quote = class_end('q', line, skip_while(line, at, is_blank));
    if (quote == kNo) return false;
    at = class_end('q', line, skip_while(line, quote, kIsName));
    if (at == kNo) return false;
  }
  if (!begins_with(line, at, " ")) return false;
  for (const string_view done :
       {"created", "configured", "unchanged", "deleted", "serverside-applied", "patched", "replaced", "annotated",
        "labeled", "restarted", "scaled", "condition met", "pruned"}) {
    if (begins_with(line, at + 1, done) && class_end('!', line, at + 1 + done.size()) != kNo) return true;
  }
  return false;
}

// The first gap of three blanks or more from `at` on. It covers one of every three places.
size_t find_gap(string_view line, size_t at) {
  for (size_t i = at + 2; i < line.size(); i += 3) {
    if (line[i] != ' ') continue;
    size_t begin = i;
    while (begin > at && line[begin - 1] == ' ') --begin;
    if (begins_with(line, begin, "   ")) return begin;
  }
  return kNo;
}

// A row of a table without a border: two gaps of three blanks or more between words.
bool is_column_row(string_view line) {
  int gaps = 0;
  for (size_t gap = find_gap(line, 0); gap != kNo && gaps < 2;) {
    const size_t word = skip_while(line, gap, [](char c) { return c == ' '; });
    const bool speaks = word < line.size() && line[word] != '|' && !is_blank(line[word]) &&
                        static_cast<unsigned char>(line[word]) < 0x80;
    gaps += speaks ? 1 : 0;
    gap = find_gap(line, word);
  }
  return gaps >= 2;
}

// --- Which shapes the first bytes can be of

using Shapes = std::bitset<std::size(kStarters)>;
using ShapesOfByte = std::array<Shapes, 256>;

// What a shape asks for first, a byte or a class, and the rest of it.
struct Ask {
  char byte = '\0';
  char kind = '\0';  // '\0': of no class
  string_view rest;
};

Ask first_ask(string_view shape) {
  if (shape.size() > 1 && shape[0] == '%' && shape[1] != ' ') return {'\0', shape[1], shape.substr(2)};
  return {shape[0], '\0', shape.substr(1)};
}

// Whether what `shape` takes may begin with `byte`.
bool may_begin(string_view shape, char byte) {
  const Ask ask = first_ask(shape);
  switch (ask.kind) {
    case '\0':
      return ask.byte == byte;
    case 'M':
      return string_view("JFMASOND").find(byte) != kNo;
    case 'W':
      return string_view("MTWFS").find(byte) != kNo;
    case 'P':
      return is_upper(byte);
    case 'a':
      return is_digit(byte);
    case 't':
    case '$':
      return is_blank(byte);
    case 'q':
      return byte == '\\' || byte == '"';
    default:
      return class_end(ask.kind, string_view(&byte, 1), 0) != kNo;
  }
}

// Whether `byte` may stand behind the first one. Of a class that may take more than one byte that is not asked.
bool may_be_second(string_view shape, char byte) {
  const Ask ask = first_ask(shape);
  const bool takes_one = string_view("duK").find(ask.kind) != kNo;
  return (ask.kind != '\0' && !takes_one) || ask.rest.empty() || may_begin(ask.rest, byte);
}

// The shapes that the first bytes of a line leave. Those that begin with %w, as many do, are told by what stands behind
// it.
class PossibleShapes {
 public:
  PossibleShapes() {
    for (size_t i = 0; i < std::size(kStarters); ++i) {
      const string_view shape = kStarters[i].shape;
      const bool word = begins_with(shape, 0, "%w");
      begin_with_word_[i] = word;
      for (unsigned byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        first_[byte][i] = may_begin(shape, c);
        second_[byte][i] = !word && may_be_second(shape, c);
        behind_word_[byte][i] = word && may_begin(shape.substr(2), c);
      }
    }
  }

  // `word` is the end of the %w at the begin of `line`.
  [[nodiscard]] Shapes of(string_view line, size_t word) const {
    const Shapes& first = of_byte_at(first_, line, 0);
    if (line.size() == 1) return first;
    const Shapes words = word < line.size() ? of_byte_at(behind_word_, line, word) : begin_with_word_;
    return first & (words | of_byte_at(second_, line, 1));
  }

 private:
  static const Shapes& of_byte_at(const ShapesOfByte& shapes, string_view line, size_t at) {
    return shapes[static_cast<unsigned char>(line[at])];
  }

  ShapesOfByte first_;
  ShapesOfByte second_;
  ShapesOfByte behind_word_;
  Shapes begin_with_word_;
};

}  // namespace

const Starter* starters_begin() noexcept { return std::begin(kStarters); }
const Starter* starters_end() noexcept { return std::end(kStarters); }

bool matches_starter(string_view line) noexcept {
  static const PossibleShapes kPossible;
  line = line.substr(0, kLineStart);
  if (line.empty()) return false;
  const size_t word = class_end('w', line, 0);
  const Shapes shapes = kPossible.of(line, word);
  for (size_t i = shapes._Find_first(); i < shapes.size(); i = shapes._Find_next(i)) {
    if (has_shape(kStarters[i].shape, line, word)) return true;
  }
  return is_json_pair(line) || is_kubectl_result(line, word) || is_column_row(line);
}

}  // namespace telltale::internal
