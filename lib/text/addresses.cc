// Addresses that something rewrote on the way: mail gateways put a link to themselves around each (Safe Links of
// Outlook, URL Defense of Proofpoint, redirects of Google, Slack, Barracuda), careful people defang them
// (hxxps://x[.]io), and whole messages stand percent-encoded in the address of a search or of a new issue
// (?body=Error%20from%20server).
//
// Which service it was is not asked: an address whose parameter is an encoded address is a way to that one. Of URL
// Defense the two forms are known by name, since they encode nothing, or in a way of their own.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/word_finder.h"
#include "text/characters.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string;
using std::string_view;

constexpr size_t kMaxAddress = 4096;
constexpr ByteSet kAddressEnd(" \t\r\n\v\f\"'`<>|\\");

// An address without the line ends that a terminal broke it with, and where its bytes stand.
struct Address {
  string bytes;
  std::vector<size_t> places;
  size_t begin = 0;

  // Where the first `length` bytes end.
  [[nodiscard]] size_t end(size_t length) const { return length == 0 ? begin : places[length - 1] + 1; }
};

// Whether what stands behind a line end goes on an address: only encoded ones are so long, and a quote closes them.
bool goes_on(string_view text, size_t at) {
  constexpr ByteSet kParts("%&=_$");
  const size_t end = kAddressEnd.find(text, at);
  const bool closes = end < text.size() && end > at && (text[end] == '"' || text[end] == '>');
  return closes || kParts.find(text.substr(0, end), at) < end;
}

Address address_at(string_view text, size_t begin) {
  Address address;
  address.begin = begin;
  for (size_t at = begin; at < text.size() && at - begin < kMaxAddress; ++at) {
    const bool escape = text[at] == '\\' && begins_with(text, at + 1, "_");  // of Markdown
    if (escape) continue;
    if (text[at] == '\n' && goes_on(text, behind_blanks(text, at + 1))) {
      at = behind_blanks(text, at + 1) - 1;
      continue;
    }
    if (kAddressEnd.has(text[at])) break;
    address.bytes.push_back(text[at]);
    address.places.push_back(at);
  }
  return address;
}

// Punctuation behind an address is the sentence's.
void drop_punctuation(Address* address) {
  constexpr ByteSet kPunctuation(".,:;)]}!?");
  while (!address->bytes.empty() && kPunctuation.has(address->bytes.back())) {
    address->bytes.pop_back();
    address->places.pop_back();
  }
}

// --- Codes

// The byte that "%XX" at `at` stands for; -1 when there is none.
int percent_byte(string_view text, size_t at) {
  return begins_with(text, at, "%") ? static_cast<int>(parse_digits(text, at + 1, 2, 16)) : -1;
}

// What stands at a place of an address, decoded; `length` 0: itself.
struct Code {
  size_t length = 0;
  string bytes;
};

Code percent_code(string_view address, size_t at) {
  const int byte = percent_byte(address, at);
  return byte < 0 ? Code{} : Code{3, string(1, static_cast<char>(byte))};
}

// In forms, blanks are pluses.
Code form_code(string_view address, size_t at) { return address[at] == '+' ? Code{1, " "} : percent_code(address, at); }

// In the older addresses of URL Defense, a dash is the percent sign and an underscore the slash.
Code dash_code(string_view address, size_t at) {
  if (address[at] == '_') return {1, "/"};
  const std::int64_t byte = address[at] == '-' ? parse_digits(address, at + 1, 2, 16) : -1;
  return byte < 0 ? Code{} : Code{3, string(1, static_cast<char>(byte))};
}

Code no_code(string_view, size_t) { return {}; }

using Decoder = Code (*)(string_view address, size_t at);

// Decodes a part of an address where it stands, so that each byte knows where it came from.
void decode(const Address& address, size_t from, size_t to, Decoder decoder, Rewriter* rewriter) {
  for (size_t at = from; at < to;) {
    const bool wrapped = at > from && address.places[at] != address.end(at);
    if (wrapped) rewriter->drop(address.end(at), address.places[at]);
    const Code code = decoder(address.bytes, at);
    if (code.length != 0) rewriter->replace(address.places[at], address.end(at + code.length), code.bytes);
    at += std::max<size_t>(code.length, 1);
  }
}

// --- Addresses around addresses

// The part of an address that is one. `end` 0: there is none.
struct Inner {
  size_t begin = 0;
  size_t end = 0;
  size_t outer_end = 0;
  Decoder decoder = no_code;
};

// "https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fy.svc%3A443%2Fmutate&data=...": what `url` says.
Inner parameter(string_view address) {
  for (const string_view scheme : {"=https%3A%2F%2F", "=http%3A%2F%2F", "=https%3a%2f%2f", "=http%3a%2f%2f"}) {
    const size_t at = address.find(scheme);
    if (at != string_view::npos)
      return {at + 1, std::min(address.find('&', at), address.size()), address.size(), percent_code};
  }
  return {};
}

// "https://urldefense.com/v3/__https://y.svc:443/mutate?timeout=10s__;!!abc$": what stands between the underscores.
Inner url_defense(string_view address) {
  constexpr string_view kOpening = "https://urldefense.com/v3/__";
  if (!address.starts_with(kOpening)) return {};
  const size_t close = address.find("__;", kOpening.size());
  if (close == string_view::npos) return {};
  const size_t end = address.find('$', close);
  return {kOpening.size(), close, end == string_view::npos ? address.size() : end + 1, no_code};
}

// The older form: "https://urldefense.proofpoint.com/v2/url?u=https-3A__y.svc-3A443_mutate&d=...".
Inner old_url_defense(string_view address) {
  constexpr string_view kOpening = "https://urldefense.proofpoint.com/v2/url?u=";
  if (!address.starts_with(kOpening)) return {};
  return {kOpening.size(), std::min(address.find("&d="), address.size()), address.size(), dash_code};
}

Inner inner_of(string_view address) {
  for (const auto& read : {url_defense, old_url_defense, parameter}) {
    if (const Inner inner = read(address); inner.end > inner.begin) return inner;
  }
  return {};
}

// The address that begins at `begin`, if it is around another; where it ends. Adds to `read` how much that took.
size_t undo_redirect(string_view text, size_t begin, Rewriter* rewriter, size_t* read) {
  Address address = address_at(text, begin);
  *read += address.bytes.size();
  address.bytes.resize(std::min(address.bytes.find(']'), address.bytes.size()));  // of a link in Markdown
  drop_punctuation(&address);
  const Inner inner = inner_of(address.bytes);
  if (inner.end == 0) return begin;
  rewriter->drop(begin, address.places[inner.begin]);
  decode(address, inner.begin, inner.end, inner.decoder, rewriter);
  const size_t end = address.end(inner.outer_end);
  if (end > address.end(inner.end)) rewriter->drop(address.end(inner.end), end);
  return end;
}

bool has_redirects(string_view text) {
  static const WordFinder kGateway("urldefense");
  return text.find("%3") != string_view::npos || kGateway.find(text, 0) != string_view::npos;
}

// --- Encoded messages

struct EncodedSigns {
  int count = 0;  // blanks, quotes, colons and line ends: what a message is full of, and an address is not
  bool blanks = false;
};

// A plus is a blank in the query of an address only.
EncodedSigns signs_of(string_view word) {
  constexpr ByteSet kMarks("%+?=");
  EncodedSigns signs;
  bool in_query = false;
  for (size_t at = kMarks.find(word, 0); at < word.size(); at = kMarks.find(word, at + 1)) {
    const int byte = percent_byte(word, at);
    in_query |= word[at] == '?' || word[at] == '=';
    signs.blanks |= byte == ' ';
    const bool counts = byte == ' ' || byte == '"' || byte == ':' || byte == '\n' || (in_query && word[at] == '+');
    signs.count += counts ? 1 : 0;
  }
  return signs;
}

// Whoever encodes colons and slashes encodes all that has a meaning in an address: then a bare = parts a message from
// its name, where it begins. The two line ends are shorter than the codes behind them.
template <Decoder decoder>
Code parting(string_view address, size_t at) {
  if (address[at] == '&') return {1, "\n"};
  if (address[at] != '=') return decoder(address, at);
  const string_view value = address.substr(0, address.find('&', at)).substr(at);
  const size_t code = value.find('%');
  const bool is_message = code != string_view::npos && value.find('%', code + 1) != string_view::npos;
  return is_message ? Code{1, "\n\n"} : Code{};
}

Decoder decoder_of(string_view word, bool has_blanks) {
  const bool parts = word.find_first_of(":/,", std::min(word.find('='), word.size())) == string_view::npos;
  if (has_blanks) return parts ? parting<percent_code> : percent_code;
  return parts ? parting<form_code> : form_code;
}

// The word around the percent sign at `at` as it was before it was encoded; where it ends.
size_t undo_encoded_word(string_view text, size_t from, size_t at, Rewriter* rewriter) {
  constexpr int kLeastSigns = 4;
  size_t begin = at;
  while (begin > from && !kAddressEnd.has(text[begin - 1])) --begin;
  const Address word = address_at(text, begin);
  const size_t size = word.bytes.size();
  const EncodedSigns signs = signs_of(word.bytes);
  if (signs.count >= kLeastSigns) decode(word, 0, size, decoder_of(word.bytes, signs.blanks), rewriter);
  return std::max(word.end(size), at + 1);
}

// --- Dots in brackets

// The last one as Markdown escapes it.
size_t defanged_length(string_view text, size_t at) {
  for (const string_view sign : {"[.]", "[:]", "\\[.\\]"}) {
    if (begins_with(text, at, sign)) return sign.size();
  }
  return 0;
}

// Whether there is a dot in brackets, escaped or not.
bool is_defanged(string_view text) {
  size_t at = text.find("[.");
  while (at != string_view::npos && !begins_with(text, at + 2, "]") && !begins_with(text, at + 2, "\\]"))
    at = text.find("[.", at + 1);
  return at != string_view::npos;
}

}  // namespace

bool undo_redirects(const MappedText& in, MappedText* out) {
  if (!has_redirects(in.text)) return false;
  const string_view text = in.text;
  // An address is read again for every "http" in it, of which people's have a few.
  const size_t most_read = 4 * text.size();
  size_t read = 0;
  Rewriter rewriter(in, out);
  for (size_t at = text.find("http"); at != string_view::npos && read < most_read;) {
    const size_t end = undo_redirect(text, at, &rewriter, &read);
    at = text.find("http", std::max(end, at + 4));
  }
  return rewriter.finish();
}

bool undo_percents(const MappedText& in, MappedText* out) {
  const string_view text = in.text;
  Rewriter rewriter(in, out);
  size_t done = 0;
  for (size_t at = text.find('%'); at != string_view::npos; at = text.find('%', done)) {
    done = percent_byte(text, at) < 0 ? at + 1 : undo_encoded_word(text, done, at, &rewriter);
  }
  return rewriter.finish();
}

bool undo_defanging(const MappedText& in, MappedText* out) {
  const string_view text = in.text;
  if (!is_defanged(text)) return false;
  Rewriter rewriter(in, out);
  constexpr ByteSet kBegins("\\[h");
  for (size_t at = kBegins.find(text, 0); at < text.size(); at = kBegins.find(text, at + 1)) {
    const size_t length = defanged_length(text, at);
    if (length != 0) rewriter.replace(at, at + length, begins_with(text, at, "[:") ? ":" : ".");
    at += length == 0 ? 0 : length - 1;
    if (begins_with(text, at, "hxxp")) rewriter.replace(at, at + 4, "http");
  }
  return rewriter.finish();
}

}  // namespace telltale::internal
