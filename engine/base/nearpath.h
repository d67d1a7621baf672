// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace postern {

/// The path that exists and is meant by one that doesn't: written with backslashes, in other upper
/// and lower case, or in another Unicode form, as paths come from Windows and Macs. UTF-8 with
/// slashes, relative to `folder` as the path is; empty when there is none.
std::string nearestPath(const std::filesystem::path &folder, std::string_view path);

/// As a sentence for a hint ("Write tools/f.py: ..."); `otherwise` when there is none.
Message nearestPathHint(const std::filesystem::path &folder,
                        std::string_view path,
                        Message otherwise);

} // namespace postern
