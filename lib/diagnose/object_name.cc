#include "diagnose/object_name.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/characters.h"

namespace telltale::internal {
namespace {

// The key of "key: value", "- key: value" or "\"key\": value"; empty when a line is none of them.
std::string_view key_of(std::string_view line) {
  if (line.starts_with("- ")) line.remove_prefix(2);
  if (line.starts_with('"')) line.remove_prefix(1);
  const std::size_t end = line.find_first_of("\": ");
  return end == std::string_view::npos || line.find(':', end) == std::string_view::npos ? "" : line.substr(0, end);
}

std::string_view value_of(std::string_view line) {
  constexpr std::string_view kAround = "\"', \t\r";
  line.remove_prefix(line.find(':') + 1);
  const std::size_t begin = std::min(line.find_first_not_of(kAround), line.size());
  return line.substr(begin, line.find_last_not_of(kAround) + 1 - begin);
}

// What comes behind metadata, so that a name there is another one.
bool ends_metadata(std::string_view key) {
  constexpr std::array<std::string_view, 6> kKeys = {"spec", "status", "data", "webhooks", "subsets", "rules"};
  return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

}  // namespace

void ObjectName::forget() { *this = {}; }

void ObjectName::begin() {
  name_.clear();
  kind_.clear();
  in_metadata_ = false;
  begins_ = open_ = true;
}

// A kind and its version stand side by side, in either order. Without the other one it is of a reference, and so it is
// in metadata, which name owners, where no item of a list begins.
void ObjectName::take_kind(std::string_view key, std::string_view line) {
  const bool below_version = last_key_ == "apiVersion" && (!in_metadata_ || last_is_item_);
  if (key == "apiVersion" && last_key_ == "kind" && !in_metadata_) {
    if (!open_) begin();
    kind_ = last_value_;
  } else if (key == "kind" && below_version) {
    begin();
    kind_ = value_of(line);
  } else if (key == "kind" && open_ && !in_metadata_) {
    kind_ = value_of(line);
  } else if (key == "data" && last_key_ == "apiVersion") {
    begin();
  }
}

void ObjectName::read(std::string_view line) {
  if (line.starts_with("---") || std::all_of(line.begin(), line.end(), is_blank)) return forget();
  begins_ = completes_ = false;
  const std::string_view key = key_of(line);
  take_kind(key, line);
  if (key == "metadata") {
    in_metadata_ = true;
    named_ = false;
  } else if (ends_metadata(key)) {
    in_metadata_ = false;
  } else if (key == "Name" || (key == "name" && in_metadata_ && !named_)) {
    name_ = kind_ + "/" + std::string(value_of(line));
    completes_ = open_;
    open_ = false;
    named_ = true;
  }
  last_key_ = key;
  last_is_item_ = line.starts_with("- ");
  last_value_ = key.empty() ? std::string_view() : value_of(line);
}

}  // namespace telltale::internal
