// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "engine/tool/tooltable.h"
#include "widgets/editor/codeeditor.h"

#include <QString>
#include <QStringList>

#include <string_view>

namespace postern::ide {

/// What could stand at the end of a flow's text up to the caret: references after "${", types of
/// nodes, files of the folder after "path:", package tools after "tool:".
widgets::Completion completeFlow(const flow::Flow &flow,
                                 const QStringList &files,
                                 std::string_view before,
                                 const tool::ToolTable &tools = tool::ToolTable::builtIn());
/// The same of a template: the inputs of the nodes whose source it is, Jinja's words, and after "|"
/// its filters.
widgets::Completion completeTemplate(const flow::Flow &flow,
                                     const QString &path,
                                     std::string_view before);

/// The same of a Python file: snippets, where a line begins.
widgets::Completion completePython(std::string_view before);

} // namespace postern::ide
