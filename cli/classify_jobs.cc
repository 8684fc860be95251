#include "classify_jobs.h"

#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

#include "byte_source.h"
#include "signals.h"
#include "telltale/stream.h"

namespace telltale::cli {
namespace {

// Bytes a read. Measured from 128 KiB to 4 MiB there is no difference; a match of a pipe waits for one read at most.
constexpr std::size_t kBlock = std::size_t{1024} * 1024;
// Kept of what came before a block, to quote it: farther back than a stream holds a message.
constexpr std::size_t kBehind = std::size_t{64} * 1024;
constexpr std::size_t kPieceRows = std::size_t{64} * 1024;  // bytes of rows a piece
constexpr std::size_t kPieceMatches = 256;                  // matches a piece
constexpr std::size_t kBinaryLook = std::size_t{8} * 1024;  // as grep and git look

std::string_view in_words(Limit limit) noexcept {
  switch (limit) {
    case Limit::kMessageLength:
      return "a message is longer than what is looked at in one piece; its end was not searched (message-length)";
    case Limit::kMatches:
      return "there are more matches than are reported (matches)";
    case Limit::kWork:
      return "one place holds more candidates than are confirmed (work)";
  }
  return "";
}

// Gathers what one job finds and gives it away in pieces.
class Collector {
 public:
  Collector(const JobContext& context, const Pipeline::Deliver& deliver)
      : context_(context),
        deliver_(deliver),
        rows_(context.report.has_rows()),
        quotes_(context.report.wants_evidence()) {}

  // `text` are the bytes at hand, from byte `text_begin` of the source on. False: stop.
  bool add(const Match& match, const Origin& origin, std::string_view text, std::uint64_t text_begin) {
    ++piece_.totals.matches;
    if (rows_) {
      context_.report.append_row(match, origin, piece_.rows);
    } else {
      piece_.matches.push_back({match, origin, quotes_ ? evidence_of(match, text, text_begin) : Evidence()});
    }
    return (piece_.rows.size() < kPieceRows && piece_.matches.size() < kPieceMatches) || flush();
  }

  void add_limits(Limits limits, const std::string& source, std::uint64_t line) {
    for (const Limit limit : {Limit::kMessageLength, Limit::kMatches, Limit::kWork}) {
      if (!limits.has(limit)) continue;
      piece_.totals.notes.push_back({ReportNote::Kind::kLimit, source, line, std::string(in_words(limit))});
    }
  }

  void add_error(const std::string& source, std::uint64_t line, std::string message, bool is_limit = false) {
    const ReportNote::Kind kind = is_limit ? ReportNote::Kind::kLimit : ReportNote::Kind::kError;
    piece_.totals.notes.push_back({kind, source, line, std::move(message)});
    if (!is_limit) ++piece_.totals.errors;
  }

  [[nodiscard]] Piece& piece() noexcept { return piece_; }

  bool flush() {
    if (piece_.empty()) return good_;
    good_ = deliver_(std::move(piece_));
    piece_ = {};
    return good_;
  }

 private:
  const JobContext& context_;
  const Pipeline::Deliver& deliver_;
  bool rows_;
  bool quotes_;
  bool good_ = true;
  Piece piece_;
};

// The last bytes of a source: a block and some of what came before it.
class Window {
 public:
  // Without zeros in it: most files are small, and memory that nothing is written to costs nothing.
  Window() : bytes_(std::make_unique_for_overwrite<char[]>(kBehind + kBlock)) {}

  // Reads on; the new bytes are block(). False at the end.
  bool read(ByteSource& source) {
    const std::size_t keep = size_ < kBehind ? size_ : kBehind;
    std::memmove(bytes_.get(), bytes_.get() + size_ - keep, keep);
    begin_ += size_ - keep;
    const std::size_t count = source.read(bytes_.get() + keep, kBlock);
    block_ = keep;
    size_ = keep + count;
    return count != 0;
  }

  // Reads until the block is full or the source ends; true when it ended: then block() is all of it.
  bool read_all(ByteSource& source) {
    while (size_ < kBlock) {
      const std::size_t count = source.read(bytes_.get() + size_, kBlock - size_);
      if (count == 0) return true;
      size_ += count;
    }
    return false;
  }

  [[nodiscard]] std::string_view block() const noexcept { return {bytes_.get() + block_, size_ - block_}; }
  [[nodiscard]] std::string_view all() const noexcept { return {bytes_.get(), size_}; }
  [[nodiscard]] std::uint64_t begin() const noexcept { return begin_; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t block_ = 0;  // where the newest block begins
  std::size_t size_ = 0;
  std::uint64_t begin_ = 0;  // of bytes_[0] in the source
};

class TextJob {
 public:
  TextJob(const JobContext& context, const Input& input, const Pipeline::Deliver& deliver)
      : context_(context), input_(input), collector_(context, deliver), origin_{input.path, 0, 0, {}} {}

  void run() {
    const std::unique_ptr<ByteSource> source = open_source(input_.path, context_.progress);
    if (!source->error().empty()) return fail(*source);
    const bool whole = !input_.waits && window_.read_all(*source);
    if (input_.walked && looks_binary(window_.all().substr(0, kBinaryLook))) return leave_out();
    collector_.piece().totals.sources = 1;
    collector_.piece().totals.records = 1;
    const Limits limits = whole ? classify_whole() : classify_stream(*source);
    collector_.piece().totals.matched_records = matched_ ? 1 : 0;
    collector_.add_limits(limits, input_.path, 0);
    if (!source->error().empty()) collector_.add_error(input_.path, 0, source->error(), source->is_limit());
    collector_.flush();
  }

 private:
  void fail(const ByteSource& source) {
    collector_.add_error(input_.path, 0, source.error());
    collector_.flush();
  }

  void leave_out() {
    collector_.piece().binaries_left_out = 1;
    collector_.flush();
  }

  bool add(const Match& match) {
    matched_ = true;
    good_ = collector_.add(match, origin_, window_.all(), window_.begin());
    return good_;
  }

  Limits classify_whole() {
    collector_.piece().totals.bytes += window_.all().size();
    return context_.classifier.classify(window_.all(), [this](const Match& match) { return add(match); });
  }

  Limits classify_stream(ByteSource& source) {
    Stream stream(context_.classifier);
    const Stream::Sink sink = [this](const Match& match) { return add(match); };
    Limits limits;
    bool more = !window_.block().empty() || window_.read(source);
    while (more && good_) {
      collector_.piece().totals.bytes += window_.block().size();
      limits.add(stream.feed(window_.block(), sink));
      if (input_.waits && good_) good_ = collector_.flush();
      more = good_ && window_.read(source);
    }
    if (good_ && !stop_requested()) limits.add(stream.finish(sink));
    return limits;
  }

  const JobContext& context_;
  const Input& input_;
  Collector collector_;
  Origin origin_;
  Window window_;
  bool matched_ = false;
  bool good_ = true;  // somebody still takes what is found
};

class PartJob {
 public:
  PartJob(const JobContext& context, const Input& input, FileParts& parts, const Pipeline::Deliver& deliver)
      : context_(context), input_(input), parts_(parts), collector_(context, deliver), origin_{input.path, 0, 0, {}} {}

  void run(std::size_t number) {
    static thread_local std::vector<char> buffer;  // fresh memory for every part would cost as much as reading it
    part_ = parts_.read(number, buffer);
    context_.progress += part_.end - part_.begin;
    collector_.piece().totals.bytes = part_.end - part_.begin;
    collector_.piece().totals.sources = number == 0 ? 1 : 0;
    collector_.piece().totals.records = number == 0 ? 1 : 0;
    const Limits limits = context_.classifier.classify(part_.text, [this](const Match& match) { return add(match); });
    collector_.add_limits(limits, input_.path, 0);
    if (!part_.error.empty()) collector_.add_error(input_.path, 0, part_.error);
    collector_.flush();
  }

 private:
  bool add(const Match& match) {
    const std::uint64_t begin = part_.text_begin + match.begin;
    if (begin < part_.begin || begin >= part_.end) return !stop_requested();
    if (parts_.is_first_match()) collector_.piece().totals.matched_records = 1;
    moved_ = match;
    moved_.move_by(part_.text_begin, part_.lines, part_.text_begin - part_.line_begin);
    return collector_.add(moved_, origin_, part_.text, part_.text_begin) && !stop_requested();
  }

  const JobContext& context_;
  const Input& input_;
  FileParts& parts_;
  Collector collector_;
  Origin origin_;
  FileParts::Part part_;
  Match moved_;
};

class RecordsJob {
 public:
  RecordsJob(const JobContext& context, const std::string& source, const Pipeline::Deliver& deliver)
      : context_(context),
        collector_(context, deliver),
        reader_(context.field, context.id_field, context.field_name, context.id_name) {
    origin_.source = source;
  }

  void run(const LineBatch& batch) {
    collector_.piece().totals.bytes = batch.lines.size();
    if (batch.left_out) {
      ++collector_.piece().totals.unreadable_records;
      collector_.add_error(origin_.source, batch.first_line, "a line of more than 64 MiB is left out", true);
    }
    for_each_record(batch, [this](std::string_view line, std::uint64_t number, std::uint64_t record) {
      if (good_ && !stop_requested()) classify(line, number, record);
    });
    if (good_) collector_.flush();
  }

 private:
  void classify(std::string_view line, std::uint64_t number, std::uint64_t number_of_record) {
    std::optional<Record> record = reader_.read(line);
    if (!record) {
      ++collector_.piece().totals.unreadable_records;
      return collector_.add_error(origin_.source, number, reader_.error());
    }
    origin_.record = number_of_record;
    origin_.record_line = number;
    origin_.id = std::move(record->id);
    bool matched = false;
    const Limits limits = context_.classifier.classify(record->text, [&](const Match& match) {
      matched = true;
      good_ = collector_.add(match, origin_, record->text, 0);
      return good_;
    });
    collector_.add_limits(limits, origin_.source, number);
    ++collector_.piece().totals.records;
    if (matched) ++collector_.piece().totals.matched_records;
  }

  const JobContext& context_;
  Collector collector_;
  RecordReader reader_;
  Origin origin_;
  bool good_ = true;
};

}  // namespace

void classify_text(const JobContext& context, const Input& input, const Pipeline::Deliver& deliver) {
  try {
    TextJob(context, input, deliver).run();
  } catch (const std::bad_alloc&) {
    deliver(trouble(input.path, 0, "not enough memory: the rest is not read", false));
  }
}

void classify_part(const JobContext& context, const Input& input, FileParts& parts, std::size_t number,
                   const Pipeline::Deliver& deliver) {
  try {
    PartJob(context, input, parts, deliver).run(number);
  } catch (const std::bad_alloc&) {
    deliver(trouble(input.path, 0, "not enough memory: a part of it is not read", false));
  }
}

void classify_records(const JobContext& context, const std::string& source, const LineBatch& batch,
                      const Pipeline::Deliver& deliver) {
  try {
    RecordsJob(context, source, deliver).run(batch);
  } catch (const std::bad_alloc&) {
    deliver(trouble(source, batch.first_line, "not enough memory: some records from here on are not read", false));
  }
}

Piece trouble(const std::string& source, std::uint64_t line, const std::string& message, bool is_limit) {
  Piece piece;
  const ReportNote::Kind kind = is_limit ? ReportNote::Kind::kLimit : ReportNote::Kind::kError;
  piece.totals.notes.push_back({kind, source, line, message});
  piece.totals.errors = is_limit ? 0 : 1;
  return piece;
}

}  // namespace telltale::cli
