#include "telltale/version.h"

namespace telltale {

std::string_view version() noexcept { return TELLTALE_VERSION; }

}  // namespace telltale
