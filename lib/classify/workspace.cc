#include "classify/workspace.h"

#include <utility>

namespace telltale::internal {
namespace {

// A window is a few dozen KiB at most, so a thread keeps less than a MiB here.
std::unique_ptr<Workspace>& idle_workspace() {
  thread_local std::unique_ptr<Workspace> workspace;
  return workspace;
}

}  // namespace

WorkspaceLoan::WorkspaceLoan() : workspace_(std::move(idle_workspace())) {
  if (!workspace_) workspace_ = std::make_unique<Workspace>();
}

WorkspaceLoan::~WorkspaceLoan() { idle_workspace() = std::move(workspace_); }

}  // namespace telltale::internal
