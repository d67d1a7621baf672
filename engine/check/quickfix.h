// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/check/retiredmodels.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/folderedit.h"

#include <functional>
#include <string>
#include <vector>

namespace postern::flow {
class FlowEditor;
} // namespace postern::flow

namespace postern::check {

/// A way out of a problem that one command can take.
struct QuickFix
{
    std::string id; ///< stable, kebab-case: "set-max-tokens"
    Message title;  ///< as a menu says it: "Set max_tokens to 512"
    /// What is to be done where it is more than an edit of the flow's text.
    std::function<void(flow::FlowEditor &)> intent;
    TextEdit edit; ///< of the flow's text, where there is no intent
};

/// What can be offered for a problem of the document, best first; empty: nothing is sure enough.
std::vector<QuickFix> quickFixes(const flow::FlowDocument &document,
                                 const flow::Diagnostic &problem,
                                 const RetiredModels &retired = RetiredModels::installed());

/// What a fix changes. Throws Error as flow::FlowEditor does.
flow::FolderEdit editOf(const flow::FlowDocument &document,
                        const QuickFix &fix,
                        flow::Trust trust = flow::Trust::Restricted);

} // namespace postern::check
