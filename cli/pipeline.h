// Pipeline: many threads work, one writes, and the output is in the order of the input.
//
// A job is a file or a batch of records. Jobs are begun in order; each has a lane of its own for what it finds. The
// writer empties the first lane while its job still runs, so that a match in a pipe appears at once, then the next.
// Lanes are bounded: a job that is far ahead waits, and memory does not grow with the input. The first lane is never
// waited for in vain, because its job was begun before all others.
#ifndef TELLTALE_CLI_PIPELINE_H_
#define TELLTALE_CLI_PIPELINE_H_

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "telltale/report.h"

namespace telltale::cli {

// Some of what a job has found, in order. Counts are added up.
struct Piece {
  std::string rows;                    // rendered, for reports of rows
  std::vector<ReportedMatch> matches;  // for the others
  ReportTotals totals;                 // with the notes of this piece
  std::uint64_t binaries_left_out = 0;

  [[nodiscard]] bool empty() const noexcept;
};

class Pipeline {
 public:
  // Gives a piece of the job to the writer; waits while the lane is full. False: stop, nobody wants more.
  using Deliver = std::function<bool(Piece)>;
  using Job = std::function<void(const Deliver&)>;
  enum class Next { kPiece, kNothingYet, kEnd };

  // At most so many threads; each is started when there is work that no other one waits for.
  explicit Pipeline(std::size_t threads);
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // One thread adds jobs, then closes. add() waits while enough is begun. False: stop.
  bool add(Job job);
  void close();

  // One thread writes: the next piece in order, waiting for it at most `patience`.
  [[nodiscard]] Next next(Piece& piece, std::chrono::milliseconds patience);

  // Ends everything early; jobs learn it from their next delivery.
  void cancel();

 private:
  struct Lane {
    Job job;
    std::deque<Piece> pieces;
    bool done = false;
  };

  void start_thread();
  void work();
  void run(Lane& lane);
  bool deliver(Lane& lane, Piece piece);

  std::mutex mutex_;
  std::condition_variable for_workers_;        // a job was added, or there will be none
  std::condition_variable for_producer_;       // a lane was finished with
  std::condition_variable for_writer_;         // a piece was delivered, a lane ended
  std::condition_variable for_room_;           // a piece was taken
  std::deque<std::shared_ptr<Lane>> lanes_;    // open ones, in order
  std::deque<std::shared_ptr<Lane>> waiting_;  // not begun
  bool closed_ = false;
  bool cancelled_ = false;
  std::size_t most_threads_;
  std::size_t most_lanes_;
  std::size_t idle_ = 0;  // threads that wait for work
  std::vector<std::thread> threads_;
};

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_PIPELINE_H_
