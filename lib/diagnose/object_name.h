// ObjectName: whose manifest a line stands in. Dumps hold many objects, and each has ports and probes.
#ifndef TELLTALE_LIB_DIAGNOSE_OBJECT_NAME_H_
#define TELLTALE_LIB_DIAGNOSE_OBJECT_NAME_H_

#include <string>
#include <string_view>

namespace telltale::internal {

// Reads manifests in YAML or JSON, a key a line, and descriptions ("Name:  shop"), without looking at indentation, which
// pasting loses.
class ObjectName {
 public:
  // Takes the next line, without blanks in front.
  void read(std::string_view line);
  void forget();

  // "Deployment/shop", of the object that the line which was read last belongs to. The kind is empty where it was not
  // pasted, all is where the name was not.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

 private:
  std::string name_;
  std::string kind_;
  bool in_metadata_ = false;
  bool named_ = false;      // in this metadata
  bool versioned_ = false;  // the line above says an apiVersion
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_OBJECT_NAME_H_
