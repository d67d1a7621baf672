// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/git/graphoverlay.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/flow/flowdocument.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>

#include <algorithm>
#include <map>

namespace postern::ide {

namespace {

using graph::Difference;

constexpr qsizetype kLongestValue = 40;

/// Gives the words a context of their own.
struct GraphOverlayWords
{
    Q_DECLARE_TR_FUNCTIONS(GraphOverlay)
};

QString textOfValue(const Value &value)
{
    QString shown;
    try {
        shown = QString::fromStdString(value.isString() ? value.asString() : json::write(value));
    } catch (const Error &) { // what JSON has no form for
        shown = QStringLiteral("…");
    }
    shown = shown.simplified();
    if (shown.size() > kLongestValue)
        shown = shown.left(kLongestValue - 1) + QStringLiteral("…");
    return shown;
}

/// What there is none of isn't spoken of.
QString countText(int nodes, int links)
{
    QStringList parts;
    if (nodes > 0)
        parts.append(nodes == 1 ? GraphOverlayWords::tr("1 node")
                                : GraphOverlayWords::tr("%1 nodes").arg(nodes));
    if (links > 0)
        parts.append(links == 1 ? GraphOverlayWords::tr("1 link")
                                : GraphOverlayWords::tr("%1 links").arg(links));
    return parts.join(QStringLiteral(", "));
}

/// Puts the two graphs together.
class OverlayMaker
{
public:
    OverlayMaker(graph::GraphModel before, graph::GraphModel after, const git::FlowDiff &diff)
        : m_before(std::move(before))
        , m_after(std::move(after))
        , m_diff(diff)
    {
        for (const git::Renamed &renamed : diff.nodes.renamed)
            m_renamed.insert(QString::fromStdString(renamed.from),
                             QString::fromStdString(renamed.to));
    }

    GraphOverlay make(DiffSide side)
    {
        for (const graph::GraphNode &node : m_after.nodes)
            m_isAfter.insert(node.id);
        for (const graph::GraphNode &node : m_before.nodes)
            m_isBefore.insert(nameAfter(node.id));
        takeNodes(side);
        takeEdges(side);
        markNodes();
        countDifferences(m_overlay);
        return std::move(m_overlay);
    }

private:
    /// Only of nodes: inputs and outputs are called the same on both sides.
    QString nameAfter(const QString &id) const { return m_renamed.value(id, id); }

    static graph::GraphNode asBefore(graph::GraphNode node, const QString &name)
    {
        node.id = name;
        return node;
    }

    void takeNodes(DiffSide side)
    {
        std::vector<graph::GraphNode> &nodes = m_overlay.model.nodes;
        if (side != DiffSide::Before)
            nodes = m_after.nodes;
        for (std::size_t i = 0; i < m_before.nodes.size(); ++i) {
            const graph::GraphNode &node = m_before.nodes[i];
            const QString name = nameAfter(node.id);
            if (side == DiffSide::Before) {
                nodes.push_back(asBefore(node, name));
                continue;
            }
            if (side == DiffSide::After || m_isAfter.contains(name))
                continue;
            // After the one that it stood behind, so that the outputs stay last.
            const QString behind = i == 0 ? QString() : nameAfter(m_before.nodes[i - 1].id);
            const auto at = std::ranges::find(nodes, behind, &graph::GraphNode::id);
            nodes.insert(at == nodes.end() ? nodes.begin() : std::next(at), node);
        }
    }

    graph::GraphEdge edgeAfter(graph::GraphEdge edge) const
    {
        edge.from = nameAfter(edge.from);
        edge.to = nameAfter(edge.to);
        return edge;
    }

    void takeEdges(DiffSide side)
    {
        QHash<QString, graph::GraphEdge> before;
        for (const graph::GraphEdge &edge : m_before.edges) {
            const graph::GraphEdge moved = edgeAfter(edge);
            before.insert(moved.key(), moved);
        }
        QSet<QString> after;
        for (const graph::GraphEdge &edge : m_after.edges)
            after.insert(edge.key());
        if (side != DiffSide::Before) {
            for (const graph::GraphEdge &edge : m_after.edges) {
                m_overlay.model.edges.push_back(edge);
                m_overlay.edges.insert(edge.key(), sameOr(before, edge));
            }
        }
        for (const graph::GraphEdge &edge : m_before.edges) {
            const graph::GraphEdge moved = edgeAfter(edge);
            if (side == DiffSide::After || (side == DiffSide::Both && after.contains(moved.key())))
                continue;
            m_overlay.model.edges.push_back(moved);
            m_overlay.edges.insert(moved.key(),
                                   after.contains(moved.key()) ? Difference::Same
                                                               : Difference::Removed);
        }
    }

    static Difference sameOr(const QHash<QString, graph::GraphEdge> &before,
                             const graph::GraphEdge &edge)
    {
        const auto was = before.constFind(edge.key());
        if (was == before.constEnd())
            return Difference::Added;
        return was->condition == edge.condition ? Difference::Same : Difference::Changed;
    }

    void markNodes()
    {
        std::map<std::string, const git::ChangedPart *> changed;
        for (const git::ChangedPart &part : m_diff.nodes.changed)
            changed[part.name] = &part;
        for (const graph::GraphNode &node : m_overlay.model.nodes) {
            graph::NodeMarks &marks = m_overlay.nodes[node.id];
            if (node.isBox()) {
                markBox(node, marks);
                continue;
            }
            const auto found = changed.find(node.id.toStdString());
            if (!m_isAfter.contains(node.id)) {
                marks.difference = Difference::Removed;
            } else if (!m_isBefore.contains(node.id)) {
                marks.difference = Difference::Added;
            } else if (const QString old = m_renamed.key(node.id); !old.isEmpty()) {
                marks.difference = Difference::Renamed;
                marks.lines.append(GraphOverlayWords::tr("was %1").arg(old));
            } else {
                marks.difference = found == changed.end() ? Difference::Same : Difference::Changed;
            }
            if (found != changed.end()) {
                for (const git::FieldChange &field : found->second->fields)
                    marks.lines.append(fieldChangeText(field));
            }
            if (marks.lines.isEmpty() || marks.difference == Difference::Added
                || marks.difference == Difference::Removed)
                marks.lines = QStringList{node.subtitle, graph::differenceText(marks.difference)};
            sumUp(marks.lines);
        }
    }

    /// Two lines are seen; what doesn't fit is counted.
    static void sumUp(QStringList &lines)
    {
        if (lines.size() > 2)
            lines.insert(1, GraphOverlayWords::tr("and %1 more changes").arg(lines.size() - 1));
    }

    void markBox(const graph::GraphNode &node, graph::NodeMarks &marks) const
    {
        const git::PartsDiff &parts = node.id == graph::kInputsId ? m_diff.inputs : m_diff.outputs;
        marks.difference = parts.isEmpty() ? Difference::Same : Difference::Changed;
    }

    const graph::GraphModel m_before;
    const graph::GraphModel m_after;
    const git::FlowDiff &m_diff;
    QHash<QString, QString> m_renamed; ///< new names by old ones
    QSet<QString> m_isBefore;          ///< by the names afterwards
    QSet<QString> m_isAfter;
    GraphOverlay m_overlay;
};

} // namespace

QString shortFieldName(const std::string &path)
{
    QString text = QString::fromStdString(path);
    for (const auto &head : {QStringLiteral("inputs."), QStringLiteral("source.")}) {
        const qsizetype at = text.lastIndexOf(head);
        if (at == 0 || (at > 0 && text[at - 1] == u'.'))
            return text.mid(at + head.size());
    }
    return text;
}

void countDifferences(GraphOverlay &overlay)
{
    overlay.legend.clear();
    QMap<int, std::pair<int, int>> counts;
    for (const graph::NodeMarks &marks : std::as_const(overlay.nodes))
        ++counts[static_cast<int>(marks.difference)].first;
    for (const Difference difference : std::as_const(overlay.edges))
        ++counts[static_cast<int>(difference)].second;
    for (const Difference difference : {Difference::Conflict,
                                        Difference::Merged,
                                        Difference::Added,
                                        Difference::Removed,
                                        Difference::Changed,
                                        Difference::Renamed}) {
        const auto [nodes, links] = counts.value(static_cast<int>(difference));
        if (nodes + links > 0)
            overlay.legend.append({difference, countText(nodes, links)});
    }
}

graph::GraphModel graphOf(const std::string &text)
{
    flow::FlowLocation location;
    location.folder = "flow";
    location.file = location.folder / "flow.dag.yaml";
    return graph::buildGraph(flow::FlowDocument::fromText(location, text).flow());
}

QString fieldChangeText(const git::FieldChange &change)
{
    const QString name = shortFieldName(change.path);
    if (!change.before)
        return GraphOverlayWords::tr("%1 added").arg(name);
    if (!change.after)
        return GraphOverlayWords::tr("%1 removed").arg(name);
    return QStringLiteral("%1: %2 → %3")
        .arg(name, textOfValue(*change.before), textOfValue(*change.after));
}

GraphOverlay overlayOf(const std::string &before,
                       const std::string &after,
                       const git::FlowDiff &diff,
                       DiffSide side)
{
    return OverlayMaker(graphOf(before), graphOf(after), diff).make(side);
}

} // namespace postern::ide
