#include "pipeline.h"

#include <system_error>
#include <utility>

namespace telltale::cli {
namespace {

constexpr std::size_t kMostPieces = 8;  // in a lane: a job ahead of its turn stops after so many
constexpr std::size_t kLanesPerThread =
    2;  // begun or finished and not yet written: enough that no thread waits for work

}  // namespace

bool Piece::empty() const noexcept {
  return rows.empty() && matches.empty() && totals.notes.empty() && totals.sources == 0 && totals.records == 0 &&
         totals.unreadable_records == 0 && totals.bytes == 0 && totals.matches == 0 && binaries_left_out == 0;
}

Pipeline::Pipeline(std::size_t threads) : most_threads_(threads), most_lanes_(threads * kLanesPerThread + 1) {}

Pipeline::~Pipeline() {
  cancel();  // no thread is started behind this
  for (std::thread& thread : threads_) thread.join();
}

bool Pipeline::add(Job job) {
  std::unique_lock lock(mutex_);
  for_producer_.wait(lock, [this] { return cancelled_ || lanes_.size() < most_lanes_; });
  if (cancelled_) return false;
  auto lane = std::make_shared<Lane>();
  lane->job = std::move(job);
  lanes_.push_back(lane);
  waiting_.push_back(std::move(lane));
  if (waiting_.size() > idle_ && threads_.size() < most_threads_) start_thread();
  for_workers_.notify_one();
  return true;
}

// Where the system grants no more threads, those that are there do the work.
void Pipeline::start_thread() {
  try {
    threads_.emplace_back([this] { work(); });
  } catch (const std::system_error&) {
    if (threads_.empty()) throw;
  }
}

void Pipeline::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  for_workers_.notify_all();
  for_writer_.notify_all();
}

void Pipeline::cancel() {
  const std::lock_guard lock(mutex_);
  cancelled_ = true;
  closed_ = true;
  waiting_.clear();
  for_workers_.notify_all();
  for_producer_.notify_all();
  for_room_.notify_all();
  for_writer_.notify_all();
}

Pipeline::Next Pipeline::next(Piece& piece, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const auto has_news = [this] {
    while (!lanes_.empty() && lanes_.front()->done && lanes_.front()->pieces.empty()) {
      lanes_.pop_front();
      for_producer_.notify_one();
    }
    return cancelled_ || (lanes_.empty() ? closed_ : !lanes_.front()->pieces.empty());
  };
  if (!for_writer_.wait_for(lock, patience, has_news)) return Next::kNothingYet;
  if (cancelled_ || lanes_.empty()) return Next::kEnd;
  piece = std::move(lanes_.front()->pieces.front());
  lanes_.front()->pieces.pop_front();
  for_room_.notify_all();
  return Next::kPiece;
}

void Pipeline::work() {
  for (;;) {
    std::shared_ptr<Lane> lane;
    {
      std::unique_lock lock(mutex_);
      ++idle_;
      for_workers_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
      --idle_;
      if (waiting_.empty()) return;
      lane = std::move(waiting_.front());
      waiting_.pop_front();
    }
    run(*lane);
  }
}

void Pipeline::run(Lane& lane) {
  lane.job([this, &lane](Piece piece) { return deliver(lane, std::move(piece)); });
  lane.job = nullptr;  // what it holds (a batch of lines) is not kept until its turn
  const std::lock_guard lock(mutex_);
  lane.done = true;
  for_writer_.notify_one();
}

bool Pipeline::deliver(Lane& lane, Piece piece) {
  std::unique_lock lock(mutex_);
  for_room_.wait(lock, [&] { return cancelled_ || lane.pieces.size() < kMostPieces; });
  if (cancelled_) return false;
  lane.pieces.push_back(std::move(piece));
  for_writer_.notify_one();
  return true;
}

}  // namespace telltale::cli
