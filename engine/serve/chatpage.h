// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/message.h"

#include <optional>
#include <string_view>

namespace postern::serve {

/// The page at / and its files, which talks with a chat flow or is a form of the flow's inputs; nothing:
/// no such file. They come from resources/serve, and nothing from elsewhere: the policy they are sent
/// with forbids it.
std::optional<http::Response> pageFile(std::string_view path);

} // namespace postern::serve
