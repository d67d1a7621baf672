// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"
#include "engine/flow/flow.h"

#include <QStringList>

#include <optional>
#include <string>

namespace postern::widgets {
class RunModel;
} // namespace postern::widgets

namespace postern::ide {

/// What a node's template would be rendered with, before it runs.
struct PreviewInputs
{
    Dict values;
    bool isOfLastRun = false; ///< as the node had them
    bool isOfRow = false;     ///< of the row, as far as it has them
    QStringList missing;      ///< that nothing is known of: their names stand for them
};

/// The inputs of the node's last run; else its literals, the flow's defaults, and what other nodes
/// gave last. The flow's inputs are those of a data row, if there is one: of its members, only those
/// that the flow asks for count.
PreviewInputs previewInputs(const flow::Flow &flow,
                            const flow::Node &node,
                            const widgets::RunModel &model,
                            const Dict &row = {});

/// A rendered template, or why there is none.
struct Preview
{
    std::string text;
    std::optional<Error> error;
};

/// Renders a prompty with its own sample, and names for what that lacks.
Preview renderPromptyPreview(const std::string &text, const std::string &file);

/// Renders the text of a node's file as the node's run would, text by text. Blocks for as long as
/// that takes, which is bounded, as is what comes out.
Preview renderPreview(const std::string &text,
                      const std::string &file,
                      const Dict &values,
                      bool isChat);

} // namespace postern::ide
