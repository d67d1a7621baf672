// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/git/flowdiff.h"
#include "widgets/graph/graphmodel.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <string>
#include <string_view>

namespace postern::ide {

/// Two flows, or the sides of a merge, as one graph: shown by the canvas in the open flow's place.
struct GraphOverlay
{
    QStringList choices; ///< which sides can be looked at: "Before", "After", "Both"
    int choice = 0;      ///< the one that is
    QString title;       ///< "HEAD to working tree"
    graph::GraphModel model;
    QHash<QString, graph::NodeMarks> nodes;  ///< by id
    QHash<QString, graph::Difference> edges; ///< by key
    /// What the signs mean, with how many there are: "Added", "1 node, 3 links".
    struct LegendRow
    {
        graph::Difference difference;
        QString text;
    };
    QList<LegendRow> legend;
};

/// Which of the two flows is shown.
enum class DiffSide { Before, After, Both };

/// The graph of a flow's text; an empty one for a text that isn't one.
graph::GraphModel graphOf(const std::string &text);

/// Puts two texts of a flow into one graph. A renamed node is shown by its new name, a removed one as a
/// ghost beside what it was wired to.
GraphOverlay overlayOf(const std::string &before,
                       const std::string &after,
                       const git::FlowDiff &diff,
                       DiffSide side);

/// Tells in the legend what the marks of nodes and links say, after they were changed.
void countDifferences(GraphOverlay &overlay);

/// "temperature" of "inputs.temperature" and of "variants.v.node.inputs.temperature".
QString shortFieldName(const std::string &path);

/// A field that changed, in few words: "temperature: 0.2 → 0.0", "query added".
QString fieldChangeText(const git::FieldChange &change);

} // namespace postern::ide
