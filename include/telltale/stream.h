// Stream: a classifier fed in pieces; one per source (a pipe, a followed file, a socket).
//
//   telltale::Stream stream(classifier);
//   while (read(buffer)) stream.feed(buffer, print);
//   stream.finish(print);
//
// The matches are those of the whole input in one piece; their offsets and lines count from the start of the source.
// A message is held back until the line that begins the next one has arrived, or until finish(). One that is told by
// what stands around it ("context deadline exceeded" alone) is, with all behind it, until 16 lines or 4 KiB have; a
// call whose reason is not understood, as long as the lines behind it begin as its own does, for a KiB at most.
//
// Threads: one thread at a time; streams of one classifier are independent. Ownership: holds a copy of the classifier
// and at most a few dozen KiB of text. Encoding: bytes, as Classifier; a source in UTF-16 is recognised by its BOM.
#ifndef TELLTALE_STREAM_H_
#define TELLTALE_STREAM_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "telltale/classifier.h"
#include "telltale/export.h"

namespace telltale {

class TELLTALE_EXPORT Stream {
 public:
  using Sink = std::function<bool(const Match&)>;

  explicit Stream(Classifier classifier);
  ~Stream();
  Stream(Stream&&) noexcept;
  Stream& operator=(Stream&&) noexcept;

  // Takes the next bytes and calls `sink` for each match that is certain by now. Match::matched_text() does not work
  // for streams: the text may be gone. Returns the limits hit by these bytes.
  Limits feed(std::string_view bytes, const Sink& sink);

  // The source has ended: what was held back is classified. The stream can then be fed a new source from offset 0.
  Limits finish(const Sink& sink);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace telltale

#endif  // TELLTALE_STREAM_H_
