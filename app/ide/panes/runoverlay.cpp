// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/runoverlay.h"

#include "app/ide/panes/comparemodel.h"
#include "app/ide/panes/historymodel.h"
#include "widgets/run/amounts.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace postern::ide {

namespace {

using Difference = graph::Difference;
using Aspect = replay::Aspect;
using NodeComparison = replay::NodeComparison;
using RecordedNode = replay::RecordedNode;

struct RunOverlayWords
{
    Q_DECLARE_TR_FUNCTIONS(RunOverlayWords)
};

/// What of a node is another: not how long it took, nor what that cost.
QStringList differencesOf(const NodeComparison &node)
{
    QStringList words;
    for (const replay::AspectDifference &one : node.differences) {
        const bool isOfEffort = one.aspect == Aspect::Time || one.aspect == Aspect::Tokens
                                || one.aspect == Aspect::Cost;
        if (!isOfEffort)
            words.append(aspectText(one.aspect));
    }
    return words;
}

QString effortOf(const RecordedNode &node)
{
    QString text = widgets::seconds(node.elapsed);
    if (node.usage.total > 0)
        text += QStringLiteral(" · ") + widgets::tokens(node.usage);
    return text;
}

/// "0.61 → 0.58 s · 412 → 366 tok"
QString effortsOf(const RecordedNode &a, const RecordedNode &b)
{
    const auto arrow = [](const QString &from, const QString &to) {
        return from == to ? to : QStringLiteral("%1 → %2").arg(from, to);
    };
    const auto number = [](const RecordedNode &node) {
        return QString::number(static_cast<double>(node.elapsed.count()) / 1e6, 'f', 2);
    };
    QString text = RunOverlayWords::tr("%1 s").arg(arrow(number(a), number(b)));
    if (a.usage.total > 0 || b.usage.total > 0)
        text += QStringLiteral(" · ")
                + RunOverlayWords::tr("%1 tok").arg(
                    arrow(QLocale().toString(a.usage.total), QLocale().toString(b.usage.total)));
    return text;
}

graph::NodeMarks marksOf(const NodeComparison &node, RunSide side)
{
    graph::NodeMarks marks;
    if (!node.before || !node.after) {
        marks.difference = node.before ? Difference::Removed : Difference::Added;
        marks.lines = {node.before ? RunOverlayWords::tr("only in A")
                                   : RunOverlayWords::tr("only in B"),
                       effortOf(node.before ? *node.before : *node.after)};
        return marks;
    }
    const QStringList differs = differencesOf(node);
    marks.difference = differs.isEmpty() ? Difference::Same : Difference::Changed;
    marks.lines = {differs.isEmpty() ? RunOverlayWords::tr("same")
                                     : RunOverlayWords::tr("differs in %1").arg(differs.join(", ")),
                   side == RunSide::A   ? effortOf(*node.before)
                   : side == RunSide::B ? effortOf(*node.after)
                                        : effortsOf(*node.before, *node.after)};
    return marks;
}

/// Whether what a node gives, or the run was given, is another.
bool givesOther(const ComparedRuns &runs, const QString &from)
{
    if (from == graph::kInputsId)
        return std::ranges::any_of(runs.comparison.run, [](const replay::AspectDifference &one) {
            return one.aspect == Aspect::Inputs;
        });
    const auto &nodes = runs.comparison.nodes;
    const auto node = std::ranges::find(nodes, from.toStdString(), &NodeComparison::name);
    return node != nodes.end() && node->before && node->after && node->in(Aspect::Output);
}

} // namespace

std::optional<GraphOverlay> overlayOf(const ComparedRuns &runs,
                                      const graph::GraphModel &flow,
                                      RunSide side)
{
    GraphOverlay overlay;
    overlay.model = flow;
    overlay.choices = {QStringLiteral("A"), QStringLiteral("B"), RunOverlayWords::tr("Both")};
    overlay.choice = static_cast<int>(side);
    overlay.title = RunOverlayWords::tr("A %1 with B %2")
                        .arg(historyTimeText(runs.before), historyTimeText(runs.after));
    int differing = 0;
    int all = 0;
    for (const NodeComparison &node : runs.comparison.nodes) {
        const QString name = QString::fromStdString(node.name);
        if (std::ranges::find(flow.nodes, name, &graph::GraphNode::id) == flow.nodes.end())
            continue;
        const graph::NodeMarks marks = marksOf(node, side);
        ++all;
        differing += marks.difference == Difference::Same ? 0 : 1;
        overlay.nodes.insert(name, marks);
    }
    if (all == 0)
        return {};
    for (const graph::GraphEdge &edge : flow.edges)
        overlay.edges.insert(edge.key(),
                             givesOther(runs, edge.from) ? Difference::Changed : Difference::Same);
    overlay.legend = {{Difference::Changed,
                       RunOverlayWords::tr("%1 of %2 nodes").arg(differing).arg(all)},
                      {Difference::Same, RunOverlayWords::tr("time may differ")}};
    return overlay;
}

} // namespace postern::ide
