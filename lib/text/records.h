// Where one record ends and the next begins: the single place that decides whether a line continues the one before.
//
// Joining is the rule, because messages arrive wrapped at any column and patterns only match what is contiguous; a line
// begins a new record when it is blank, follows a blank one, or begins as only a new log line, command or error does
// (a timestamp, a klog header, a JSON object, a list bullet, a prompt, a fence, "Error:", "Error from server",
// "Not ready:"...). starters.cc has the whole list. So does one that begins as the line before it does but for
// its digits (two lines of one log, whatever its format), or with the same words.
//
// A prefix that stands in front of this line and of the one before (a container's name, the time of a CI log, a
// comment sign, the label of whatever tool) says nothing about records: both lines are then judged by what stands
// behind it.
#ifndef TELLTALE_LIB_TEXT_RECORDS_H_
#define TELLTALE_LIB_TEXT_RECORDS_H_

#include <cstddef>
#include <string_view>

namespace telltale::internal {

// Whether `line` (raw or clean, without its newline) begins a new record whatever stands before it. Looks at its first
// 128 bytes only (and at its last one, for rows of tables) and is the same for raw and clean lines.
[[nodiscard]] bool starts_record(std::string_view line) noexcept;

// Nothing but blanks, decoration and rulers; a fence (```console) counts as one.
[[nodiscard]] bool is_blank_line(std::string_view line) noexcept;

// Whether `line` ends in the = of a soft line break of quoted-printable: at about the length that the encoding allows.
[[nodiscard]] bool ends_softly(std::string_view line) noexcept;

// How `line` follows the physical line `previous`.
struct LineJoint {
  bool begins_record = false;
  bool is_blank = false;      // `line` says nothing
  std::size_t speaks_at = 0;  // bytes in front of what `line` says: decoration, labels, prefixes of continued lines
};
[[nodiscard]] LineJoint join_lines(std::string_view previous, std::string_view line) noexcept;

// Whether a record ends between the two lines.
[[nodiscard]] bool begins_record(std::string_view previous, std::string_view line) noexcept;

// The window around [begin, end) that must be read to understand a message there: back to the line that starts its
// record, on to the line before the next record, at most `reach` bytes either way; cut at line ends where possible and
// never inside a UTF-8 sequence. Within a line that is longer than `reach` (a whole log in one JSON string) the two
// characters \n count as a line end. Costs time in proportion to the window. `known`: a place where a record begins,
// as it does right behind the end of a window that was not cut; saves the look back.
struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool cut = false;  // the record goes on beyond `reach`
};
[[nodiscard]] Window record_window(std::string_view text, std::size_t begin, std::size_t end, std::size_t reach,
                                   std::size_t known = 0) noexcept;

// Where the record begins that announces the one at `begin`: the line in front of it ends in a colon, as "1 error
// occurred:" does in front of its list. `begin` itself when none does, or when it lies further back than `reach`.
[[nodiscard]] std::size_t announced_from(std::string_view text, std::size_t begin, std::size_t reach) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_RECORDS_H_
