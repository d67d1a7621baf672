// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <memory>
#include <string_view>

namespace postern::cloud {

struct FilterNode;

/// A search service's filter: comparisons, and, or, not, search.in, any, all.
class ODataFilter
{
public:
    /// Throws Failure 400 for what isn't one, or nests too deep.
    static ODataFilter parse(std::string_view text);

    bool matches(const Value &document) const;

private:
    std::shared_ptr<const FilterNode> m_root; ///< null: everything matches
};

} // namespace postern::cloud
