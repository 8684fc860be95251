// Lines as the components of a cluster write them all day, many of them about webhooks, certificates and secrets: what
// the gate looks for stands in most of them, and no message does.
#ifndef TELLTALE_BENCH_CLUSTER_H_
#define TELLTALE_BENCH_CLUSTER_H_

#include <cstddef>
#include <string>

namespace telltale::bench {

// Times, names, ids and addresses vary, so that nearly no two lines are the same but for their times.
[[nodiscard]] std::string cluster_line(std::size_t number);

}  // namespace telltale::bench

#endif  // TELLTALE_BENCH_CLUSTER_H_
