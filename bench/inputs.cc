#include "inputs.h"

#include <array>
#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>

#include "engine/pattern_set.h"

namespace telltale::bench {
namespace {

constexpr std::size_t kPadding = internal::kTextPadding;

const std::array<std::string_view, 8> kReasons = {
    "dial tcp 10.96.20.99:443: connect: connection refused",
    "dial tcp 10.0.0.69:443: i/o timeout",
    "context deadline exceeded",
    "net/http: TLS handshake timeout",
    "x509: certificate signed by unknown authority",
    "x509: certificate has expired or is not yet valid",
    "no endpoints available for service \"cert-manager-webhook\"",
    "Service Unavailable",
};

std::string message_line(std::size_t i) {
  return "2024-03-01T10:00:00Z E Internal error occurred: failed calling webhook \"webhook.cert-manager.io\": failed "
         "to call webhook: "
         "Post \"https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s\": " +
         std::string(kReasons[i % kReasons.size()]);
}

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

}  // namespace

std::string source_of_lines() { return logged_lines().empty() ? "generated" : "loghub-2k"; }

Input make_input(std::string name, std::size_t every, std::size_t bytes) {
  Input input;
  input.name = std::move(name);
  input.text.reserve(bytes + 4096);
  const std::vector<std::string>& clean = clean_lines();
  while (input.text.size() < bytes) {
    const bool message = every != 0 && input.lines % every == every - 1;
    input.text += message ? message_line(input.messages++) : clean[input.lines % clean.size()];
    input.text += '\n';
    ++input.lines;
  }
  input.text.append(kPadding, '\0');
  input.text.resize(input.text.size() - kPadding);
  return input;
}

}  // namespace telltale::bench
