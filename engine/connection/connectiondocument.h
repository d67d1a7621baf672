// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::connection {

/// A connection file as read, before it means anything.
struct ConnectionDocument
{
    Value value;
    /// Where each connection stands, in their order; never empty. The last stands for all that
    /// follow.
    std::vector<Place> places;
};

/// Reads YAML. Every scalar stays the text it was written as (a version 2.0 is no number), null
/// aside. Throws Error InvalidInput with the place for a text that isn't YAML, has a key twice or
/// nests deeper than connections do.
ConnectionDocument parseYaml(std::string_view text, const std::string &file);

} // namespace postern::connection
