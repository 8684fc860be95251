// PackData: what a Pack holds, as the loader leaves it: checked, ids resolved, patterns parsed, folded and printed.
#ifndef TELLTALE_LIB_PACK_PACK_DATA_H_
#define TELLTALE_LIB_PACK_PACK_DATA_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pack/diagnosis_rules.h"
#include "pack/pattern.h"
#include "telltale/pack.h"

namespace telltale::internal {

// Where in the pack's files something stands, for problems that are found later (by an engine, by an example).
struct SourcePlace {
  std::string file;
  std::string pointer;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  bool operator==(const SourcePlace&) const = default;
};

struct LoadedWording {
  PatternPtr pattern;  // folded; ends where its frame's inserts begin
  SourcePlace place;
};

struct LoadedFrame {
  std::vector<LoadedWording> wordings;  // in the order of Frame::wordings
  std::vector<PatternPtr> inserts;      // in the order of Frame::inserts, folded
};

// The field of a match that holds the ids of the wrappers around it.
inline constexpr std::string_view kWrappersField = "wrappers";

struct LoadedWrapper {
  PatternPtr pattern;  // folded; ends where the call or a wrapper further in begins
  SourcePlace place;
};

struct LoadedSignature {
  PatternPtr pattern;                  // folded when the signature reads message text
  std::vector<PatternPtr> conditions;  // in the order of Signature::conditions; folded when they read message text
  SourcePlace place;
};

struct PackData {
  std::string folder;
  std::string name;
  std::string version;
  std::string owner;
  LocalizedText title;
  LocalizedText summary;
  Reference source;
  std::vector<Section> sections;
  std::vector<Finding> findings;
  std::vector<Step> steps;
  std::vector<Frame> frames;
  std::vector<Wrapper> wrappers;
  std::vector<Owner> owners;
  std::vector<Signature> signatures;
  std::vector<Problem> warnings;
  DiagnosisRules diagnosis;

  std::vector<LoadedFrame> loaded_frames;          // parallel to frames
  std::vector<LoadedWrapper> loaded_wrappers;      // parallel to wrappers
  std::vector<LoadedSignature> loaded_signatures;  // parallel to signatures

  // RE2 takes each of its patterns: a test of this library saw to it. Then none is compiled before it is needed.
  bool proven = false;

  // Of the files that it was loaded from and the code that loaded it; empty when no cache was asked for.
  std::string digest;
};

// The last part of an id: its name.
[[nodiscard]] inline std::string_view last_part(std::string_view id) noexcept {
  return id.substr(id.rfind('/') + 1);  // npos + 1: all of it
}

// Null when no finding has that name.
[[nodiscard]] const Finding* find_by_name(const std::vector<Finding>& findings, std::string_view name) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_PACK_DATA_H_
