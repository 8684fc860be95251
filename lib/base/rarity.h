// How common short pieces of text are in logs. Decides which words the gate looks for and which bytes of them it looks
// at first; a wrong figure costs speed, never an answer.
//
// Measured, letters in lower case, on the log lines of loghub-2k (4.5 MB of 16 systems), and for clusters on 4.7 MB
// that components of Kubernetes wrote and on the lines of bench/cluster.cc; bench/rarity.py makes the lists. Four
// bytes, because shorter pieces lie: put together from pairs, "connection" is rarer than one in 100 MB; it stands there
// 447 times a MB.
#ifndef TELLTALE_LIB_BASE_RARITY_H_
#define TELLTALE_LIB_BASE_RARITY_H_

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace telltale::internal {

inline constexpr std::size_t kGram = 4;

// About how often a piece of 4 bytes or more occurs in a MB of logs: as often as its rarest four bytes.
[[nodiscard]] double occurrences_per_megabyte(std::string_view piece);

// The same for the logs of a cluster, where "secret" and "probe" are common words.
[[nodiscard]] double occurrences_in_clusters(std::string_view piece);

// The common ones among all four bytes, and how often each occurs in a MB; sorted.
using CommonGram = std::pair<std::string_view, double>;
[[nodiscard]] const std::vector<CommonGram>& common_grams();

// The share of this byte, with both cases of a letter counted together, among all bytes of logs.
[[nodiscard]] double byte_share(unsigned char byte);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_RARITY_H_
