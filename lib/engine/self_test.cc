#include "engine/self_test.h"

#include <utility>

namespace telltale::internal {
namespace {

using Ids = std::vector<std::uint32_t>;

struct Answer {
  std::string text;
  Ids ids;
};

// Patterns that are compiled together, and what they answer.
struct KnownSet {
  std::vector<std::string> patterns;
  std::vector<Answer> answers;
};

// Compiling takes nearly all the time, and grows with patterns in one set that hold repeats: so the sets are small.

KnownSet literals() {
  return {{"connection refused", R"(\bpod\b)", R"(\xc3\xa9chec|\xc3\xa9tape)", R"(a\x00b)", R"(\xff\xfe)"},
          {{"", {}},
           {"dial tcp: connection refused", {0}},
           {"connection refuse", {}},
           {"Connection refused", {}},
           {"the pod is gone", {1}},
           {"pod", {1}},
           {"pods", {}},
           {"_pod", {}},
           {"un \xc3\xa9"
            "chec",
            {2}},
           {"une \xc3\xa9tape", {2}},  // the second of two alternatives that begin alike
           {std::string("a\0b", 3), {3}},
           {"a", {}},
           {"\xff\xfe", {4}},
           {"\xff\xff", {}}}};
}

KnownSet lines() {
  return {{"^error: [a-z]+$", "x509: .{0,3}unknown", R"([^\x09-\x0d ]@node)", R"(line\nend)"},
          {{"error: timeout", {0}},
           {"error: timeout\n", {0}},  // $ before a last newline
           {"first\nerror: timeout\nlast", {0}},
           {"first\nan error: timeout\nlast", {}},
           {"error: timeout\r\n", {}},
           {"x509: is unknown", {1}},
           {"x509: \nunknown", {}},  // `.` is not a newline
           {"x509: 0123unknown", {}},
           {"me@node", {2}},
           {"\x0b@node", {}},  // a vertical tab is a blank
           {"line\nend", {3}},
           {"x509: unknown\nerror: pod", {0, 1}}}};
}

KnownSet repeats() {
  return {{R"([0-9]{1,2}(?:\.[0-9]){3}:[0-9])", "(?:quota|limit) exceeded"},
          {{"10.9.2.9:443", {0}},
           {"10.9.2:443", {}},
           {"quota exceeded", {1}},
           {"quota  exceeded", {}},
           {"limit exceeded at 1.2.3.4:5", {0, 1}}}};
}

// Missed by Vectorscan 5.4.9 to 5.4.12 (VectorCamp/vectorscan #382), and only when it is alone in its set.
KnownSet literal_after_anything() {
  KnownSet set{{R"(curl[\x00-\xff]*\|[\x09-\x0d ]*python)"}, {}};
  for (const char* host : {"xxx:8000", "xxxx:8000", "vader:8080", "a.very.long.name.of.a.host.example.org:8080"}) {
    set.answers.push_back({std::string("curl http://") + host + "/ 2>&1 | python", {0}});
  }
  set.answers.push_back({"curl http://xxx:8000/ 2>&1 |\tpython", {0}});
  set.answers.push_back({"curl http://xxx:8000/ 2>&1 ; python", {}});
  return set;
}

// Right alone and missed together (VectorCamp/vectorscan #358; 5.4.9 too).
KnownSet three_together() {
  return {
      {R"(<%[\x00-\xff]+%>)", "<[^<>]+:(?:include|forward)", R"([\$#]\{[\x00-\xff]+\([\x00-\xff]*\)[\x00-\xff]*\})"},
      {{"<%out.print();int a%>", {0}}, {"<jsp:include>", {1}}, {"x ${run(1)} y", {2}}, {"<%%>", {}}}};
}

// A short literal, a class and a repeat at every place of texts around the sizes of vectors and cache lines: matches
// were lost at some sizes only (ClickHouse #117527, VectorCamp/vectorscan #322).
KnownSet every_place() {
  KnownSet set{{"/cc/", R"([,;!])", "q{3,5}w", "[^a-z/]"}, {}};
  for (std::size_t size = 1; size <= 72; ++size) {
    const std::string before(size, 'x');
    set.answers.push_back({before + "/cc/", {0}});
    set.answers.push_back({"/cc/" + before, {0}});
    set.answers.push_back({before + "," + std::string(72 - size, 'y'), {1, 3}});
    set.answers.push_back({before + "qqqqqqw", {2}});
    set.answers.push_back({before + "qqw/c/", {}});
  }
  return set;
}

std::string listed(const Ids& ids) {
  std::string list;
  for (const std::uint32_t id : ids) list += (list.empty() ? "" : ", ") + std::to_string(id);
  return "[" + list + "]";
}

// Texts as they can be shown: bytes that are not printable ASCII as \xNN.
std::string shown(const std::string& text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "'";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F)
      out += c;
    else
      out += {'\\', 'x', kHex[byte >> 4U], kHex[byte & 15U]};
  }
  return out + "'";
}

std::string check(const KnownSet& known, const CompilePatterns& compile) {
  std::vector<SetPattern> patterns;
  for (const std::string& pattern : known.patterns) patterns.push_back({pattern, "a known pattern"});
  const Result<std::unique_ptr<PatternSet>> set = compile(patterns);
  if (!set) return set.problems().front().message;
  Ids found;
  for (const Answer& answer : known.answers) {
    std::string padded = answer.text;
    padded.append(kTextPadding, '\0');
    found.clear();
    (*set)->find(std::string_view(padded).substr(0, answer.text.size()), &found);
    if (found == answer.ids) continue;
    return "of '" + known.patterns.front() + "' and " + std::to_string(patterns.size() - 1) + " more it finds " +
           listed(found) + " in " + shown(answer.text) + ", right is " + listed(answer.ids);
  }
  return "";
}

}  // namespace

std::string self_test(const CompilePatterns& compile) {
  for (const auto& known : {literals, lines, repeats, literal_after_anything, three_together, every_place}) {
    std::string wrong = check(known(), compile);
    if (!wrong.empty()) return wrong;
  }
  return "";
}

}  // namespace telltale::internal
