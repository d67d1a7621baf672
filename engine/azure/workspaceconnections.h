// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/channels.h"
#include "engine/base/task.h"
#include "engine/connection/promptflowvault.h"

#include <optional>
#include <string>

namespace postern::azure {

/// One connection of a workspace, as the resource manager gives it with its secrets, as prompt flow
/// takes it; nothing for a kind that flows have none of.
std::optional<connection::Connection> workspaceConnection(const Value &resource);

/// The connections of a workspace or hub project by its ID, with their secrets, asked for as the
/// identity of `asker`. Those whose secrets nobody may list are among the unreadable. Throws Error
/// InvalidInput for what is no such ID, ConnectionFailed as ResourceManager::ask().
Task<connection::PromptflowConnections> workspaceConnections(Channels &channels,
                                                             connection::Connection asker,
                                                             std::string workspace);

} // namespace postern::azure
