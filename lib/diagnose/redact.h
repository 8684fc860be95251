// Redaction: a support bundle may hold secrets, and none of them leaves in a diagnosis.
#ifndef TELLTALE_LIB_DIAGNOSE_REDACT_H_
#define TELLTALE_LIB_DIAGNOSE_REDACT_H_

#include <string>
#include <string_view>

namespace telltale::internal {

inline constexpr std::string_view kBlackedOut = "[redacted]";

// `line` without what may be a secret: values behind words such as password, token, secret and authorization; JSON Web
// Tokens; base64 of 40 characters and more, which is what keys, certificates and the data of Secrets are.
[[nodiscard]] std::string redacted(std::string_view line);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_REDACT_H_
