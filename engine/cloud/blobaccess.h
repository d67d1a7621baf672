// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/question.h"

#include <cstdint>
#include <string>

namespace postern::cloud {

/// Whether the request is signed with the account's key ("Authorization: SharedKey ...").
bool isSharedKeyValid(const Question &question, const std::string &key);

/// What a shared access signature allows; none when it isn't valid, isn't there, or has expired.
struct SharedAccess
{
    bool isGiven = false;
    bool isValid = false;
    bool isExpired = false;
    std::string permissions; ///< letters: r, w, d, l ...
};
SharedAccess sharedAccess(const Question &question, const std::string &key, std::int64_t now);

} // namespace postern::cloud
