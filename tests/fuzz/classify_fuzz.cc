// Any bytes through a classifier: what a thread remembers changes no answer, whatever the digits of times are, and
// lines looked through together are the lines one by one; a stream of its lines says what it says. The first byte
// chooses other digits.
#include <telltale/telltale.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "told.h"

namespace {

using Answer = std::vector<std::string>;

void require(bool holds) {
  if (!holds) std::abort();
}

const telltale::Classifier& classifier() {
  static const telltale::Classifier built_in = *telltale::Classifier::create();
  return built_in;
}

Answer answer_of(std::string_view text) {
  Answer answer;
  for (const telltale::Match& match : classifier().classify(text)) answer.push_back(telltale::testing::told(match));
  return answer;
}

// Of a thread that remembers nothing.
Answer fresh_answer_of(std::string_view text) {
  Answer answer;
  std::thread([&] { answer = answer_of(text); }).join();
  return answer;
}

void check_memory(const std::string& text, unsigned char other) {
  const Answer expected = fresh_answer_of(text);
  for (int i = 0; i < 3; ++i) require(answer_of(text) == expected);
  std::string changed = text;
  for (char& c : changed) {
    if (c >= '0' && c <= '9') c = static_cast<char>('0' + (c - '0' + other) % 10);
  }
  require(answer_of(changed) == fresh_answer_of(changed));
}

// `with_ends`: then they lie one behind the other.
std::vector<std::string_view> lines_of(std::string_view text, bool with_ends) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1);
    lines.push_back(text.substr(at, end - at + (with_ends || text[end] != '\n' ? 1 : 0)));
    at = end + 1;
  }
  return lines;
}

void check_batch(const std::vector<std::string_view>& lines) {
  std::vector<Answer> together(lines.size());
  static_cast<void>(classifier().classify_batch(lines, [&](std::size_t line, const telltale::Match& match) {
    together[line].push_back(telltale::testing::told(match));
    return true;
  }));
  for (std::size_t i = 0; i < lines.size(); ++i) require(together[i] == answer_of(lines[i]));
}

void check_stream(std::string_view text) {
  Answer answer;
  const telltale::Stream::Sink sink = [&](const telltale::Match& match) {
    answer.push_back(telltale::testing::told(match));
    return true;
  };
  telltale::Stream stream(classifier());
  for (const std::string_view line : lines_of(text, true)) stream.feed(line, sink);
  stream.finish(sink);
  require(answer == answer_of(text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  check_memory(text, data[0]);
  check_batch(lines_of(text, true));
  check_batch(lines_of(text, false));
  check_stream(text);
  return 0;
}
