#include "inputs.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <sstream>
#include <string_view>
#include <utility>

#include "cluster.h"
#include "engine/pattern_set.h"
#include "messages.h"

namespace telltale::bench {
namespace {

constexpr std::size_t kPadding = internal::kTextPadding;

std::vector<std::string> logged_lines() {
  std::vector<std::string> lines;
  std::ifstream file(std::string(TELLTALE_SOURCE_DIR) + "/../shared/logs/loghub-2k.log");
  for (std::string line; std::getline(file, line);) lines.push_back(std::move(line));
  return lines;
}

// A server's day, in the shapes of common log formats.
std::vector<std::string> generated_lines() {
  std::vector<std::string> lines;
  for (int i = 0; i < 4000; ++i) {
    std::ostringstream line;
    switch (i % 4) {
      case 0:
        line << "2024-03-01T10:" << i % 60 << ":07.123Z INFO  [worker-" << i % 16 << "] served GET /api/v1/orders/"
             << i * 7919 << " in " << i % 97 << " ms";
        break;
      case 1:
        line << "081109 2036" << i % 60 << " 148 INFO dfs.DataNode$PacketResponder: PacketResponder " << i % 3
             << " for block blk_" << i * 104729 << " terminating";
        break;
      case 2:
        line << "Jun 14 15:16:" << i % 60 << " combo sshd(pam_unix)[" << 19000 + i
             << "]: check pass; user unknown from 218.188.2." << i % 255;
        break;
      default:
        line << "{\"level\":\"info\",\"ts\":17" << i * 1009
             << ",\"logger\":\"controller\",\"msg\":\"reconciled\",\"key\":\"shop/web-" << i << "\",\"took\":\""
             << i % 11 << "ms\"}";
        break;
    }
    lines.push_back(line.str());
  }
  return lines;
}

const std::vector<std::string>& clean_lines() {
  static const std::vector<std::string> lines = [] {
    std::vector<std::string> logged = logged_lines();
    return logged.empty() ? generated_lines() : logged;
  }();
  return lines;
}

// Inputs by a number, each made once.
class Kept {
 public:
  const Input& get(std::size_t number, const std::function<Input()>& make) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = inputs_.find(number);
    return found != inputs_.end() ? found->second : inputs_.emplace(number, make()).first->second;
  }

 private:
  std::mutex mutex_;
  std::map<std::size_t, Input> inputs_;  // a map, because its values stay where they are
};

constexpr std::size_t kCleanBytes = 96U << 20U;

Input with_messages(std::string_view what, std::size_t every, std::string (*message)(std::size_t)) {
  const std::size_t bytes = every >= 100 ? kCleanBytes / 2 : every > 1 ? kCleanBytes / 4 : kCleanBytes / 8;
  Input input = make_input("every " + std::to_string(every) + ". of " + std::string(what), bytes, every, message);
  input.messages = input.special;
  return input;
}

}  // namespace

std::string source_of_lines() { return logged_lines().empty() ? "generated" : "loghub-2k"; }

Input make_input(std::string name, std::size_t bytes, std::size_t every, std::string (*special)(std::size_t)) {
  Input input;
  input.name = std::move(name);
  input.text.reserve(bytes + 4096);
  const std::vector<std::string>& clean = clean_lines();
  while (input.text.size() < bytes) {
    const bool is_special = every != 0 && input.lines % every == every - 1;
    input.text += is_special ? special(input.special++) : clean[input.lines % clean.size()];
    input.text += '\n';
    ++input.lines;
  }
  input.text.append(kPadding, '\0');
  input.text.resize(input.text.size() - kPadding);
  return input;
}

const Input& clean_input() {
  static const Input input = make_input("clean", kCleanBytes, 0, nullptr);
  return input;
}

const Input& input_with_messages(std::size_t every) {
  static Kept kept;
  return kept.get(every, [every] { return with_messages("messages", every, distinct_message); });
}

const Input& input_with_repeated_messages(std::size_t every) {
  static Kept kept;
  return kept.get(every, [every] { return with_messages("repeated messages", every, repeated_message); });
}

const Input& cluster_input() {
  static const Input input = [] {
    Input made = make_input("the log of a cluster", kCleanBytes / 4, 1, cluster_line);
    made.special = 0;  // lines like all others
    return made;
  }();
  return input;
}

const Input& input_with_near_misses() {
  static const Input input = make_input("near misses", kCleanBytes / 2, 100, near_miss);
  return input;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace telltale::bench
