// ObjectName: whose manifest a line stands in. Dumps hold many objects, and each has ports and probes.
#ifndef TELLTALE_LIB_DIAGNOSE_OBJECT_NAME_H_
#define TELLTALE_LIB_DIAGNOSE_OBJECT_NAME_H_

#include <string>
#include <string_view>

namespace telltale::internal {

// Reads manifests in YAML or JSON, a key a line, and descriptions ("Name:  shop"), without looking at indentation,
// which pasting loses.
class ObjectName {
 public:
  // Takes the next line, without blanks in front.
  void read(std::string_view line);
  void forget();

  // "Deployment/shop", of the object that the line which was read last belongs to. The kind is empty where it was not
  // pasted, all is where the name was not.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  // Whether the object begins with the line above the one that was read last, ...
  [[nodiscard]] bool begins() const noexcept { return begins_; }
  // ... and whether the name that was just read is of the object since it began.
  [[nodiscard]] bool completes() const noexcept { return completes_; }

 private:
  void begin();
  void take_kind(std::string_view key, std::string_view line);

  std::string name_;
  std::string kind_;
  std::string last_key_;
  std::string last_value_;
  bool last_is_item_ = false;  // "- key: value"
  bool in_metadata_ = false;
  bool named_ = false;  // in this metadata
  bool begins_ = false;
  bool completes_ = false;
  bool open_ = false;  // began, and has no name yet
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_OBJECT_NAME_H_
