// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::flow {

/// The one of `known` that `name` is most likely a slip for; empty when none is near enough.
std::string nearest(std::string_view name, const std::vector<std::string_view> &known);

} // namespace postern::flow
