// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/replay/cassette.h"
#include "engine/replay/valuediff.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::replay {

/// What a run asks, as it is looked for in a cassette.
struct AskedRequest
{
    std::string node; ///< whose it is
    std::string method;
    std::string target; ///< without keys
    Body body;

    static AskedRequest of(const http::Request &request);
};

/// Whether both ask the same: method, path (whatever stands before it at another endpoint) and
/// query, and the body, JSON by its value. "******" in what was recorded stands for any text.
bool isSameRequest(const Recording &recorded, const AskedRequest &asked);

/// Where they differ: "method", "target", and the members of the body by their path.
std::vector<Difference> requestDifferences(const Recording &recorded, const AskedRequest &asked);

} // namespace postern::replay
