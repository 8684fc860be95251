// The parts of SARIF that have rules of their own.
#ifndef TELLTALE_LIB_REPORT_SARIF_H_
#define TELLTALE_LIB_REPORT_SARIF_H_

#include <string>
#include <string_view>

namespace telltale::internal {

// A path as a URI reference: relative where it can be (below `base_folder`, without "./"), percent-encoded byte by
// byte; "file:///..." for other absolute paths; "stdin" for "-".
[[nodiscard]] std::string sarif_uri(std::string_view path, std::string_view base_folder);

// "no-endpoints/etcd-quota" as "NoEndpointsEtcdQuota".
[[nodiscard]] std::string sarif_name(std::string_view id);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_REPORT_SARIF_H_
