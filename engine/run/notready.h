// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"

#include <string>
#include <utility>
#include <vector>

namespace postern::run {

/// That a node could not be made ready for a run, and why.
inline Message notReady(const std::string &node, Message reason)
{
    return tr("Node '%1' can't be made ready: %2", node, std::move(reason));
}

/// The reason in a message of notReady(), for who says elsewhere which node it is; any other
/// message as it is.
inline const Message &withoutNotReady(const Message &message)
{
    const std::vector<Message> &parts = message.arguments();
    const bool isNotReady = parts.size() == 2 && message == notReady(parts[0].english(), parts[1]);
    return isNotReady ? parts[1] : message;
}

} // namespace postern::run
