// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"

#include <string_view>

namespace postern::tool {

/// A tool that flows still name though nobody brings it any more, or only the portal did.
struct RetiredTool
{
    std::string_view module; ///< what its id begins with
    Message what;            ///< "the Index Lookup tool of the package promptflow-vectordb"
    Message successor;       ///< what to do instead, a sentence
    bool isLookup;           ///< gives passages of an index for a question
};

/// The retired tool that an id or a module names; null when it is none.
const RetiredTool *findRetiredTool(std::string_view id);

} // namespace postern::tool
