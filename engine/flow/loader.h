// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/diagnostic.h"
#include "engine/flow/flow.h"
#include "engine/yaml/document.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::flow {

/// What reading a flow file's text gave.
struct Loaded
{
    std::optional<Flow> flow; ///< empty when the text has no tree to read a flow from
    std::vector<Diagnostic> diagnostics;
    /// The first that keeps prompt flow from loading it, in its order.
    std::optional<Diagnostic> loadError;
    /// Of the text, of a prompty's settings; null when it couldn't be taken apart.
    std::shared_ptr<yaml::Document> tree;
};

/// Reads a flow from the text of its file. `file` names it in places. Never throws for what is in
/// the text.
Loaded loadFlow(std::string_view text, FlowKind kind, const std::string &file);
/// The same over a tree that was read from the text; not for a prompty.
Loaded loadFlow(std::shared_ptr<yaml::Document> tree, FlowKind kind, const std::string &file);

/// Types of inputs and outputs that prompt flow knows.
bool isValueType(std::string_view type);

} // namespace postern::flow
