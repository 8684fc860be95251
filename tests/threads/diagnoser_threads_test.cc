// One diagnoser and several threads: every case is answered as by one.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <string>
#include <thread>
#include <vector>

#include "shared_pack.h"

namespace telltale {
namespace {

TEST(DiagnoserThreadsTest, AnswersAreThoseOfOneThread) {
  const Diagnoser diagnoser = *Diagnoser::create(testing::diagnoser_with_shared_pack());
  const std::string text =
      "failed calling webhook \"webhook.cert-manager.io\": failed to call webhook: Post "
      "\"https://cm-webhook.pki.svc:443/mutate?timeout=10s\": dial tcp 10.96.20.99:443: connect: connection refused\n"
      "We are on EKS, and the CNI is calico.\n\nNAME         ENDPOINTS   AGE\ncm-webhook   <none>      5h\n";
  const Diagnosis alone = diagnoser.diagnose(text);
  ASSERT_FALSE(alone.sections.empty());
  std::vector<std::thread> threads;
  std::vector<std::size_t> wrong(4, 0);
  for (std::size_t& count : wrong) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) count += diagnoser.diagnose(text) == alone ? 0U : 1U;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<std::size_t>(4, 0));
}

}  // namespace
}  // namespace telltale
