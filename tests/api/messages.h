// Messages that several tests classify: their shape is that of public threads, names and addresses are made up.
#ifndef TELLTALE_TESTS_API_MESSAGES_H_
#define TELLTALE_TESTS_API_MESSAGES_H_

#include <string>

namespace telltale::testing {

inline const std::string kCall = R"(failed calling webhook "webhook.cert-manager.io": failed to call webhook: )"
                                 R"(Post "https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s": )";
inline const std::string kRefused = kCall + "dial tcp 10.96.20.99:443: connect: connection refused";
inline const std::string kKubectl =
    R"(Error from server (InternalError): error when creating "STDIN": Internal error occurred: )" + kRefused;
inline const std::string kKyverno =
    R"(failed calling webhook "validate.kyverno.svc-fail": failed to call webhook: )"
    R"(Post "https://kyverno-svc.kyverno.svc:443/validate/fail?timeout=10s": context deadline exceeded)";

// `line` in UTF-16 little endian, as PowerShell's > writes it.
inline std::string to_utf16(const std::string& ascii, bool with_bom) {
  std::string out = with_bom ? "\xff\xfe" : "";
  for (const char c : ascii) {
    out.push_back(c);
    out.push_back('\0');
  }
  return out;
}

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_API_MESSAGES_H_
